import { useEffect, useMemo, useRef, useState } from 'react'
import { spanText, speedText, timeText } from '../format'
import { messages } from '../messages'
import { openOnes, worstFirst } from '../state/alerts'
import { shownAt } from '../state/shown'
import { useSelect } from '../state/store'
import { alertTitle } from './alertText'

/** Says to screen readers what changed: the time shown, the connection, the chosen sensor. Not every reading. */
export function Announcer() {
  const road = useSelect((state) => state.road)
  const live = useSelect((state) => state.live.kind)
  const { horizon, nowLayer, sensorId, units } = useSelect((state) => state.view)
  const text = useMemo(() => {
    if (!road) return messages.loading
    const { zone } = road.clock
    const shown = shownAt(road, horizon, nowLayer)
    const index = road.sensors.findIndex((sensor) => sensor.sensor_id === sensorId)
    const sensor = road.sensors[index]
    const parts: string[] = []
    if (live === 'waiting') parts.push(messages.reconnectingNow)
    if (shown.kind === 'forecast')
      parts.push(`${messages.forecast} ${messages.aheadLong(horizon)}, ${spanText(shown.start, shown.end, zone)}`)
    if (shown.kind === 'window') parts.push(`${messages.closedWindow} ${spanText(shown.start, shown.end, zone)}`)
    if (shown.kind === 'provisional') parts.push(messages.provisional)
    if (shown.kind === 'nothing') parts.push(horizon === 0 ? messages.waiting : messages.noForecast)
    if (sensor && shown.kind !== 'nothing' && shown.kind !== 'provisional')
      parts.push(`${sensor.name}: ${speedText(shown.speeds[index], units)}`)
    else if (sensor) parts.push(sensor.name)
    if (road.clock.state === 'ended' && road.clock.feed_time) parts.push(`${messages.ended}, ${timeText(road.clock.feed_time, zone)}`)
    return parts.join('. ')
  }, [road, live, horizon, nowLayer, sensorId, units])
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  )
}

/** Says what opens while one is on the page. What stood before, or in a past that is made up for, is in the inbox. */
export function AlertAnnouncer() {
  const alerts = useSelect((state) => state.road?.alerts)
  const catchingUp = useSelect((state) => state.catchingUp)
  const known = useRef<ReadonlySet<string> | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!alerts) return
    const before = known.current
    known.current = new Set(alerts.map(({ alert_id }) => alert_id))
    if (!before || catchingUp) return
    const opened = openOnes(alerts).filter(({ alert_id }) => !before.has(alert_id))
    const [worst] = worstFirst(opened)
    if (worst) setSaid(messages.alertsOpened(opened.length, alertTitle(worst)))
  }, [alerts, catchingUp])
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  )
}
