import type { Incident, IncidentReport, IncidentType, Severity } from '../api/Api'
import { corridorIdAt, corridorIdOf, corridorsOf, positionAt } from '../layers/corridors'
import type { Action } from './actions'
import type { ListLoad, Road, State } from './model'
import type { Spot } from './simulation'

/** What a person writes down about an incident before it is sent. */
export interface Draft {
  /** Empty until one is chosen. */
  corridorId: string
  postmile: number | null
  type: IncidentType
  severity: Severity
  /** Null: nobody knows. */
  lanes: number | null
  note: string
}

/** What a person wants done about reported incidents. */
export type ReportWish = { kind: 'report'; report: IncidentReport } | { kind: 'end'; incidentId: string; by: string }

/** How the last wish fares. */
export type ReportState =
  | { kind: 'none' }
  | { kind: 'sending'; wish: ReportWish }
  /** The detail says why it stands nowhere on the map; null where it does. */
  | { kind: 'done'; wish: ReportWish; detail: string | null }
  | { kind: 'refused'; wish: ReportWish; reason: string | null; detail: string }

/** Incidents that somebody reported, and the report that is being written. */
export interface Reported {
  /** Those that are there now. */
  incidents: ListLoad<Incident>
  draft: Draft | null
  /** The next click on a freeway is the draft's place. */
  picking: boolean
  last: ReportState
}

export const NO_REPORTS: Reported = { incidents: { kind: 'none' }, draft: null, picking: false, last: { kind: 'none' } }

const NO_INCIDENTS: readonly Incident[] = []

/** Those that are known to be there now. */
export function reportedNow({ incidents }: Reported): readonly Incident[] {
  return incidents.kind === 'ready' ? incidents.items : NO_INCIDENTS
}

export function reduceReported(state: State, action: Extract<Action, { type: `report-${string}` }>): Reported {
  const { reported } = state
  switch (action.type) {
    case 'report-list-loaded':
      return { ...reported, incidents: { kind: 'ready', items: action.incidents } }
    case 'report-list-failed':
      // What was known stays: that the server is away is said elsewhere.
      return reported.incidents.kind === 'ready' ? reported : { ...reported, incidents: { kind: 'failed', detail: action.detail } }
    case 'report-opened':
      return { ...reported, draft: reported.draft ?? draftAt(state), last: { kind: 'none' } }
    case 'report-closed':
      return { ...reported, draft: null, picking: false }
    case 'report-changed':
      return reported.draft ? { ...reported, draft: { ...reported.draft, ...action.change } } : reported
    case 'report-pick-toggled':
      return { ...reported, picking: reported.draft !== null && !reported.picking }
    case 'report-picked':
      if (!reported.draft) return reported
      return { ...reported, picking: false, draft: { ...reported.draft, corridorId: action.corridorId, postmile: action.postmile } }
    case 'report-wished':
      return { ...reported, picking: false, last: { kind: 'sending', wish: action.wish } }
    case 'report-done':
      return done(reported, action.wish, action.detail)
    case 'report-refused':
      if (!isWaitingFor(reported, action.wish)) return reported
      return { ...reported, last: { kind: 'refused', wish: action.wish, reason: action.reason, detail: action.detail } }
  }
}

/** Where one looks: the chosen corridor or station. */
function draftAt({ view, road }: State): Draft {
  const sensor = road?.sensors.find(({ sensor_id }) => sensor_id === view.sensorId)
  const corridorId = view.corridorId ?? corridorIdAt(sensor) ?? ''
  const postmile = corridorId !== '' && corridorIdAt(sensor) === corridorId ? (sensor?.postmile_mi ?? null) : null
  return { corridorId, postmile, type: 'accident', severity: 'medium', lanes: null, note: '' }
}

/** An answer to a wish that was overtaken by another is no news. */
function isWaitingFor({ last }: Reported, wish: ReportWish): boolean {
  return last.kind === 'sending' && last.wish === wish
}

function done(reported: Reported, wish: ReportWish, detail: string | null): Reported {
  if (!isWaitingFor(reported, wish)) return reported
  const answered: Reported = { ...reported, last: { kind: 'done', wish, detail } }
  if (wish.kind === 'report') return { ...answered, draft: null }
  const items = reportedNow(reported).filter(({ incident_id }) => incident_id !== wish.incidentId)
  return { ...answered, incidents: { kind: 'ready', items } }
}

/** The report of a whole draft; null while it has no place. */
export function reportOf({ corridorId, postmile, type, severity, lanes, note }: Draft, road: Road, by: string): IncidentReport | null {
  const corridor = corridorsOf(road.sensors).find((one) => corridorIdOf(one) === corridorId)
  if (!corridor || postmile === null) return null
  const { freeway, direction } = corridor
  return {
    incident_type: type,
    severity,
    freeway,
    direction,
    postmile_mi: postmile,
    reported_by: by,
    ...(lanes === null ? {} : { lanes_closed: lanes }),
    ...(note.trim() === '' ? {} : { description: note.trim() }),
  }
}

export type DraftField = 'place' | 'type' | 'severity' | 'lanes' | 'note'

/** The server's reasons, by the field that they speak of. */
const FIELD_OF_REASON: Record<string, DraftField> = {
  'bad-place': 'place',
  'missing-type': 'type',
  'unknown-type': 'type',
  'unknown-severity': 'severity',
  'bad-lanes': 'lanes',
  'description-too-long': 'note',
}

/** Which field a refusal speaks of; null where it is none of them. */
export function fieldOf({ reason }: { reason: string | null }): DraftField | null {
  return reason === null ? null : (FIELD_OF_REASON[reason] ?? null)
}

/** Where a reported incident is shown; null where it has no place on the network. */
export function spotOfReported(
  { incident_id, corridor_id, from_postmile_mi }: Incident,
  sensors: Road['sensors'],
): (Spot & { position: [number, number] }) | null {
  const corridor = corridorsOf(sensors).find((one) => corridorIdOf(one) === corridor_id)
  const position = corridor && from_postmile_mi !== null ? positionAt(corridor, sensors, from_postmile_mi) : null
  return position && corridor_id !== null ? { key: incident_id, corridorId: corridor_id, position } : null
}
