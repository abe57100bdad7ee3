import type { Alert, AlertAct, Severity, SimulatedIncident } from '../api/Api'
import { corridorIdOf } from '../layers/corridors'
import { NEWS_MS, type Spot } from './simulation'

/** Who acts as long as nobody gave a name. */
export const DEFAULT_NAME = 'operator'

/** What a person does about an alert. */
export type PersonsAct = AlertAct

/** How the last act about an alert fares, until the alert itself shows it. */
export type ActState =
  | { kind: 'sending'; act: PersonsAct }
  | { kind: 'sent'; act: PersonsAct }
  | { kind: 'refused'; act: PersonsAct; detail: string }

/** By alert. */
export type Acts = ReadonlyMap<string, ActState>

const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical']
const LOGGED_AS = { acknowledge: 'acknowledged', note: 'noted', resolve: 'resolved' } as const
/** A queue whose head is no further upstream of an incident may be the queue behind it. */
const BEHIND_MI = 3

/** 0 is low. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

/** The worst first; of those that are as bad, the newest. */
export function worstFirst(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort((a, b) => rankOf(b.severity) - rankOf(a.severity) || Date.parse(b.opened_at) - Date.parse(a.opened_at))
}

/** Those that nobody has taken yet. */
export function openOnes(alerts: readonly Alert[]): Alert[] {
  return alerts.filter(({ status }) => status === 'open')
}

/** An answer to an act that the alert has shown already, or that was overtaken by another, is no news. */
export function answeredAct(acts: Acts, alertId: string, answer: ActState): Acts {
  const before = acts.get(alertId)
  return before?.kind === 'sending' && before.act === answer.act ? new Map(acts).set(alertId, answer) : acts
}

/** Forgets the acts that standing alerts show by now, and what was sent about alerts that stand no more. */
export function settled(acts: Acts, standing: readonly Alert[]): Acts {
  const isWaiting = ([id, { kind, act }]: [string, ActState]) =>
    kind === 'refused' || standing.some((alert) => alert.alert_id === id && !isIn(alert, act))
  const waiting = [...acts].filter(isWaiting)
  return waiting.length === acts.size ? acts : new Map(waiting)
}

/** The newest entry of the log that a person made is that act. */
function isIn({ log }: Alert, { kind, by, note = '' }: PersonsAct): boolean {
  return log.some((entry) => entry.what === LOGGED_AS[kind] && entry.by === by && entry.note === note)
}

/** When an alert opened, or became worse. */
function newsMs({ opened_at, log }: Alert): number {
  const escalated = log.findLast(({ what }) => what === 'escalated')
  return Date.parse(escalated?.at ?? opened_at)
}

/** What a banner that was closed is remembered by: an alert that becomes worse is news again. */
export function newsKeyOf({ alert_id, severity }: Alert): string {
  return `${alert_id} ${severity}`
}

/** The newest alert of severity high or critical that nobody has taken and whose banner was not closed; null where there is none. */
export function newsAlert(alerts: readonly Alert[], nowMs: number, dismissed: ReadonlySet<string>): Alert | null {
  const news = openOnes(alerts).filter(
    (alert) => rankOf(alert.severity) >= rankOf('high') && nowMs - newsMs(alert) <= NEWS_MS && !dismissed.has(newsKeyOf(alert)),
  )
  return news.reduce<Alert | null>((best, one) => (best && newsMs(best) >= newsMs(one) ? best : one), null)
}

/** The first alert that opened for the incident, or a queue behind it, since it began; null while none is there. */
export function noticeOf(incident: SimulatedIncident, alerts: readonly Alert[]): Alert | null {
  const sign = incident.direction === 'S' || incident.direction === 'W' ? -1 : 1
  const upstream = (end: Alert['head']) => sign * (incident.postmile_mi - end.postmile_mi)
  const noticed = alerts.filter(
    ({ alert_type, corridor_id, opened_at, head, tail }) =>
      (alert_type === 'incident' || alert_type === 'congestion') &&
      corridor_id === corridorIdOf(incident) &&
      Date.parse(opened_at) >= Date.parse(incident.starts) &&
      upstream(head) <= BEHIND_MI &&
      upstream(tail) >= 0,
  )
  return noticed.reduce<Alert | null>(
    (first, one) => (first && Date.parse(first.opened_at) <= Date.parse(one.opened_at) ? first : one),
    null,
  )
}

/** The head of its queue. Silent detectors are nowhere in particular on their corridor. */
export function spotOfAlert({ alert_id, alert_type, corridor_id, head }: Alert): Spot {
  const { longitude, latitude } = head
  const isPlace = alert_type !== 'system_anomaly' && longitude !== null && latitude !== null
  return { key: alert_id, corridorId: corridor_id, position: isPlace ? [longitude, latitude] : null }
}
