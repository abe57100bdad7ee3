import type { Intervention, Sensor, SimulatedIncident } from '../api/Api'
import { spanText, timeText } from '../format'
import { messages } from '../messages'
import { lanesBlockedAt, spanOf, stationBefore } from '../state/simulation'
import { placeText } from './spaceTime'

/** Getty Center Dr: the nearest station that traffic passes before the place; its postmile where there is none. */
export function incidentPlace(incident: SimulatedIncident, sensors: readonly Sensor[]): string {
  const station = stationBefore(sensors, incident)
  return station ? placeText(station.name, incident) : messages.postmileShort(incident.postmile_mi.toFixed(1))
}

/** Simulated crash on I-405 N at Getty Center Dr: 3 of 5 lanes blocked since 16:42 */
export function incidentText(incident: SimulatedIncident, sensors: readonly Sensor[], zone: string, nowMs: number): string {
  const { freeway, direction, incident_kind, starts } = incident
  const what = messages.incident(messages.incidentKinds[incident_kind], `${freeway} ${direction}`, incidentPlace(incident, sensors))
  return `${what}: ${messages.since(blockedText(incident, nowMs), timeText(starts, zone))}`
}

/** Help expected at 17:05, cleared at 17:30 */
export function helpText({ help_arrives, ends }: SimulatedIncident, zone: string, nowMs: number): string {
  const cleared = messages.cleared(timeText(ends, zone))
  if (help_arrives === ends) return messages.expected(cleared)
  const helped = Date.parse(help_arrives) <= nowMs
  return `${helped ? messages.helped(timeText(help_arrives, zone)) : messages.helpExpected(timeText(help_arrives, zone))}, ${cleared}`
}

function blockedText(incident: SimulatedIncident, nowMs: number): string {
  return messages.blocked(lanesBlockedAt(incident, nowMs), incident.lanes)
}

/** Simulated crash: 3 of 5 lanes blocked, 16:42–17:30; in the words of a diagram that says where and when already. */
export function incidentLine(incident: SimulatedIncident, zone: string): string {
  const { incident_kind, lanes_blocked, lanes, starts, ends } = incident
  return `${messages.incidentAlone(messages.incidentKinds[incident_kind])}: ${messages.blocked(lanes_blocked, lanes)}, ${spanText(starts, ends, zone)}`
}

/** Crash on I-405 N at Getty Center Dr, 3 of 5 lanes blocked, 16:42–17:27 */
export function changeText(change: Intervention, sensors: readonly Sensor[], zone: string): string {
  const { starts, ends } = spanOf(change)
  return `${whatText(change, sensors)}, ${spanText(starts, ends, zone)}`
}

function whatText({ incident, rain, sensor_fault: fault, factor, freeway }: Intervention, sensors: readonly Sensor[]): string {
  if (incident) {
    const { freeway: on, direction, incident_kind, lanes_blocked, lanes } = incident
    const what = messages.changedIncident(messages.incidentKinds[incident_kind], `${on} ${direction}`, incidentPlace(incident, sensors))
    return `${what}, ${messages.blocked(lanes_blocked, lanes)}`
  }
  if (rain) return messages.changedRain(messages.rains[rain.rain])
  if (fault) {
    const name = sensors.find((sensor) => sensor.sensor_id === fault.sensor_id)?.name ?? fault.sensor_id
    const kind = messages.faults[fault.fault]
    return fault.lane === null ? messages.changedSensor(name, kind) : messages.changedLane(name, kind, fault.lane)
  }
  return messages.changedDemand((factor ?? 1).toFixed(1), freeway ?? null)
}
