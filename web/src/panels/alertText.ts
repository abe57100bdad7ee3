import type { Alert, AlertRule } from '../api/Api'
import { ageText, distanceText, speedText, timeText } from '../format'
import { messages } from '../messages'
import type { Units } from '../state/model'
import { probabilityText } from './queueText'
import { placeText } from './spaceTime'

const FREEFLOW = 'freeflow'

/** Unexpected queue on I-405 N at Getty Center Dr. Silent detectors are nowhere in particular on their corridor. */
export function alertTitle(alert: Alert): string {
  const place = alert.alert_type === 'system_anomaly' ? null : endText(alert, alert.head)
  return messages.alertTitle(alertName(alert), corridorText(alert.corridor_id), place)
}

/** Unexpected queue; what the alert is about where its rule is no more. */
export function alertName({ rule_name, alert_type }: Alert): string {
  return rule_name ?? messages.alertTypes[alert_type]
}

/** Wilshire Blvd to Getty Center Dr */
export function stretchText(alert: Alert): string {
  const { tail, head } = alert
  return tail.sensor_id === head.sensor_id ? endText(alert, head) : messages.fromTo(endText(alert, tail), endText(alert, head))
}

function endText({ corridor_id }: Alert, { name, postmile_mi }: Alert['head']): string {
  const [freeway, direction] = roadOf(corridor_id)
  return name === null ? messages.postmileShort(postmile_mi.toFixed(1)) : placeText(name, { freeway, direction })
}

/** I-405 N, of I-405-N. */
export function corridorText(corridorId: string): string {
  return roadOf(corridorId).join(' ')
}

/** I-405 and N, of I-405-N. */
export function roadOf(corridorId: string): [freeway: string, direction: string] {
  const at = corridorId.lastIndexOf('-')
  return [corridorId.slice(0, at), corridorId.slice(at + 1)]
}

/** 3.2 mi · slowest 12 mph · 8 min delay; what is not known is not said. */
export function figuresText({ alert_type, length_mi, slowest_mph, delay_minutes, silent_percent }: Alert, units: Units): string {
  if (alert_type === 'system_anomaly') return silent_percent === null ? '' : messages.silent(Math.round(silent_percent))
  const parts = [distanceText(length_mi, units)]
  if (slowest_mph !== null) parts.push(messages.slowest(speedText(slowest_mph, units)))
  if (delay_minutes !== null) parts.push(messages.delay(delay_minutes < 1 ? '<1' : String(Math.round(delay_minutes))))
  return parts.join(' · ')
}

/** In 30 min 2.4 mi, probability 0.71. Null where there is nothing to foresee. */
export function outlookText({ alert_type, status, probability, outlook }: Alert, units: Units): string | null {
  if (alert_type === 'congestion_prediction') return messages.outlookAhead(probabilityText(probability))
  if (alert_type === 'system_anomaly' || status === 'resolved') return null
  if (outlook === null) return messages.outlookUnknown
  const { horizon_minutes: minutes, length_mi: miles } = outlook
  const likely = probabilityText(outlook.probability)
  return miles === 0
    ? messages.outlookGone(minutes, speedText(30, units), likely)
    : messages.outlookQueue(minutes, distanceText(miles, units), likely)
}

/** open for 12 min · nobody has it */
export function statusText(alert: Alert, zone: string, nowMs: number): string {
  const { status, opened_at, updated_at } = alert
  const entry = (what: string) => alert.log.findLast((one) => one.what === what)
  if (status === 'resolved') {
    const { by, at } = entry('resolved') ?? { by: FREEFLOW, at: updated_at }
    const age = ageText(Date.parse(at) - Date.parse(opened_at))
    return by === FREEFLOW ? messages.resolvedItself(timeText(at, zone), age) : messages.resolvedBy(by, timeText(at, zone), age)
  }
  const openFor = messages.openFor(ageText(nowMs - Date.parse(opened_at)))
  const taken = status === 'acknowledged' ? entry('acknowledged') : undefined
  return `${openFor} · ${taken ? messages.hasIt(taken.by, timeText(taken.at, zone)) : messages.nobodyHasIt}`
}

/** acknowledged by ann: tow truck on its way */
export function entryText({ what, by, note }: Alert['log'][number]): string {
  return messages.logEntry(messages.logEntries[what], by === FREEFLOW ? null : by, note)
}

/** Unexpected queue on I-405 N at Getty Center Dr (high) · 3.2 mi · open for 12 min: one line, for a sign on the map. */
export function alertLine(alert: Alert, units: Units, nowMs: number): string {
  const { alert_type, severity, length_mi, opened_at } = alert
  const size = alert_type === 'system_anomaly' ? figuresText(alert, units) : distanceText(length_mi, units)
  const title = `${alertTitle(alert)} (${messages.severities[severity]})`
  return [title, size, messages.openFor(ageText(nowMs - Date.parse(opened_at)))].join(' · ')
}

/** A queue of at least 0.3 mi, slower than was forecast at 50 % of its stations, for 5 min; high from 2.0 mi on */
export function ruleText({ when, holds_minutes, escalation, corridors, quiet_hours }: AlertRule, units: Units): string {
  const parts = [conditionText(when, units), messages.ruleHolds(holds_minutes)]
  if (escalation) parts.push(messages.ruleEscalates(messages.severities[escalation.severity], distanceText(escalation.at_mi, units)))
  if (corridors.length > 0) parts.push(messages.ruleCorridors(corridors.map(corridorText).join(', ')))
  if (quiet_hours) parts.push(messages.ruleQuiet(quiet_hours.from, quiet_hours.to))
  const text = parts.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function conditionText(when: AlertRule['when'], units: Units): string {
  const { by = 'shortfall', at_least_mi = 0, surprising_share = 0, horizon_minutes = 0, probability = 0, share = 0, types = [] } = when
  const distance = distanceText(at_least_mi, units)
  switch (when.kind) {
    case 'incident':
      return messages.ruleIncident(messages.finders[by] ?? by)
    case 'queue': {
      const queue = at_least_mi === 0 ? messages.ruleAnyQueue : messages.ruleQueue(distance)
      return surprising_share === 0 ? queue : `${queue}, ${messages.ruleSurprise(Math.round(surprising_share * 100))}`
    }
    case 'queue_ahead':
      return messages.ruleAhead(horizon_minutes, distance, probabilityText(probability))
    case 'reported': {
      const named = types.map((type) => messages.incidentTypes[type] ?? type).join(messages.or)
      return messages.ruleReported(named === '' ? messages.ruleReportedAny : named)
    }
    case 'silence':
      return messages.ruleSilence(Math.round(share * 100))
  }
}
