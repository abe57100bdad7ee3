import { useEffect, useState } from 'react'
import { ageText, dayText, timeText, zoneText } from '../format'
import { messages } from '../messages'
import type { Road, State } from '../state/model'
import { useSelect } from '../state/store'

/** The road's now: the feed's own time in its zone, how fast it runs, and how long ago we heard of it. */
export function Clock() {
  const clock = useSelect((state) => state.road?.clock)
  if (!clock) {
    return (
      <div className="clock">
        <span className="time skeleton-text" aria-hidden="true" />
      </div>
    )
  }
  const { feed_time: feedTime, zone } = clock
  return (
    <section className="clock" aria-label={messages.clock}>
      {feedTime === null ? (
        <span className="time none">{messages.noFeedTime}</span>
      ) : (
        <time className="time" dateTime={feedTime}>
          <span className="day">{dayText(feedTime, zone)}</span> <span className="hours">{timeText(feedTime, zone)}</span>{' '}
          <span className="zone">{zoneText(feedTime, zone)}</span>
        </time>
      )}
      <span className="pace">
        <Connection /> <span>{paceText(clock)}</span>
      </span>
    </section>
  )
}

/** A feed that runs in real time has no pace to tell. */
function paceText({ state, speedup }: Road['clock']): string {
  if (state === 'paused') return messages.paused
  if (state === 'ended') return messages.ended
  if (speedup === null) return messages.asFastAsPossible
  return speedup === 1 ? '' : messages.speedup(speedup)
}

function Connection() {
  const live = useSelect((state) => state.live)
  const heardAtMs = useSelect((state) => state.heardAtMs)
  const nowMs = useNow()
  return (
    <span className="connection" data-state={live.kind}>
      <span className="dot" aria-hidden="true" />
      {connectionText(live)}
      {heardAtMs !== null && nowMs - heardAtMs > 3000 && <span className="age">{messages.heard(ageText(nowMs - heardAtMs))}</span>}
    </span>
  )
}

function connectionText(live: State['live']): string {
  return live.kind === 'live' ? messages.live : messages.connecting
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
