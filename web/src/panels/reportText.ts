import type { Incident, Sensor } from '../api/Api'
import { dayText, timeText } from '../format'
import { messages } from '../messages'
import { stationBefore } from '../state/simulation'
import { corridorText, roadOf } from './alertText'
import { placeText } from './spaceTime'

/** Accident on I-405 N at Getty Center Dr. What has no place on the network is only what it is. */
export function reportTitle({ incident_type, corridor_id, from_postmile_mi }: Incident, sensors: readonly Sensor[]): string {
  const what = messages.reportTypes[incident_type]
  if (corridor_id === null || from_postmile_mi === null) return what
  const [freeway, direction] = roadOf(corridor_id)
  const place = { freeway, direction, postmile_mi: from_postmile_mi }
  const station = stationBefore(sensors, place)
  const where = station ? placeText(station.name, place) : messages.postmileShort(from_postmile_mi.toFixed(1))
  return messages.alertTitle(what, corridorText(corridor_id), where)
}

/** 2 lanes closed · since 16:56 · expected until 17:30 · reported by ann */
export function reportFigures({ lanes_closed, start, expected_end, source }: Incident, zone: string): string {
  const parts = [
    lanes_closed === null ? messages.lanesUnknown : messages.lanesClosed(lanes_closed),
    messages.sinceWhen(whenText(start, zone)),
  ]
  if (expected_end !== null) parts.push(messages.expectedUntil(whenText(expected_end, zone, start)))
  if (source !== '') parts.push(messages.saidBy(source))
  return parts.join(' · ')
}

/** The hour, and the day where it is not that of the other. */
function whenText(instant: string, zone: string, other = instant): string {
  const day = dayText(instant, zone)
  return day === dayText(other, zone) ? timeText(instant, zone) : `${day}, ${timeText(instant, zone)}`
}

/** Reported: Accident on I-405 N at Getty Center Dr (high) · 2 lanes closed · since 16:56: one line, for a sign on the map. */
export function reportLine(incident: Incident, sensors: readonly Sensor[], zone: string): string {
  const title = `${reportTitle(incident, sensors)} (${messages.severities[incident.severity]})`
  return messages.reportedLine(`${title} · ${reportFigures(incident, zone)}`)
}
