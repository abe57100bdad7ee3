import type { Detector } from '../api/Api'
import { timeText } from '../format'
import { messages } from '../messages'

/** Why a sensor is not believed, and since when. */
export function DetectorNote({ detector, zone }: { detector: Detector; zone: string }) {
  const { suspicion, values, since, evidence, cause, last_day } = detector
  if (suspicion === null) return null
  const at = timeText(Date.parse(since), zone)
  const sentence =
    suspicion === 'silent'
      ? messages.saysNothing(at)
      : values === 'in_doubt'
        ? messages.doubted(at, evidence)
        : messages.badlyDelivered(at, evidence)
  return (
    <section className="detector-note" data-values={values} aria-label={messages.suspicions[suspicion]}>
      <h3>{messages.suspicions[suspicion]}</h3>
      <p>{sentence}</p>
      {cause && cause.sensors > 1 && <p>{messages.silentTogether(cause.sensors - 1, cause.level)}</p>}
      {last_day && last_day.status !== 'good' && (
        <p>{messages.lastDay(last_day.date, messages.dayStatuses[last_day.status] ?? last_day.status)}</p>
      )}
    </section>
  )
}
