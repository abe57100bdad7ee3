import type { Intervention, InterventionRequest, Sensor, SimulatedIncident, SimulatorTruth } from '../api/Api'
import { corridorIdOf, corridorsOf } from '../layers/corridors'
import type { Road, State } from './model'

/** What the simulator says really happens, and what people did to its road. */
export interface Simulation {
  truth: SimulatorTruth
  interventions: Intervention[]
}

/** The simulator is far ahead of the feed's clock: the past is being made up for, and nothing in it is news. */
export function isCatchingUp(road: Road | null, { truth }: Simulation): boolean {
  const { feed_time: feedTime, speedup } = road?.clock ?? { feed_time: null, speedup: null }
  if (feedTime === null) return true
  const leadMs = Date.parse(truth.clock) - Date.parse(feedTime)
  return leadMs > Math.max(5 * MINUTE_MS, (speedup ?? Infinity) * 5000)
}

/** What a person wants done to the road. */
export type Wish = { kind: 'make'; request: InterventionRequest } | { kind: 'end'; id: string }

/** How the last wish fares. `form` is where it was made, which is where it is answered. */
export type Change =
  | { kind: 'none' }
  | { kind: 'sending'; form: string; wish: Wish }
  | { kind: 'done'; form: string; wish: Wish }
  | { kind: 'refused'; form: string; wish: Wish; detail: string }

/** A place that somebody jumped to; without a position it is the whole corridor. */
export interface Spot {
  /** What is there: an incident's key or an alert's id. */
  key: string
  corridorId: string
  position: [longitude: number, latitude: number] | null
}

const MINUTE_MS = 60_000
/** An incident older than this is no news. */
export const NEWS_MS = 30 * MINUTE_MS

/** What begins with the simulator's next step may be told before the feed's clock is there. */
const MOST_LEAD_MS = 2 * MINUTE_MS

/** The road's now in milliseconds: the feed's clock, or the simulator's if that is a little further; 0 before anybody spoke. */
export function roadNowMs(road: Road | null, simulation: Simulation | null): number {
  const feedTime = road?.clock.feed_time
  if (feedTime == null) return 0
  const feedMs = Date.parse(feedTime)
  const simulatorMs = simulation ? Date.parse(simulation.truth.clock) : feedMs
  return Math.max(feedMs, Math.min(simulatorMs, feedMs + MOST_LEAD_MS))
}

export function keyOf({ freeway, direction, postmile_mi, starts, lanes_blocked }: SimulatedIncident): string {
  return `${freeway} ${direction} ${postmile_mi} ${starts} ${lanes_blocked}`
}

/** How many lanes it blocks now: one less once help is there; 0 is the shoulder. A closure that was planned has no help. */
export function lanesBlockedAt(incident: SimulatedIncident, nowMs: number): number {
  return nowMs < helpMs(incident) ? incident.lanes_blocked : Math.max(0, incident.lanes_blocked - 1)
}

function helpMs({ help_arrives }: SimulatedIncident): number {
  return Date.parse(help_arrives)
}

/** Begun and not over. */
export function isCurrent({ starts, ends }: { starts: string; ends: string }, nowMs: number): boolean {
  return Date.parse(starts) <= nowMs && nowMs < Date.parse(ends)
}

/** The newest incident that has just begun, is not over, blocks a lane and was not dismissed; null where there is none. */
export function newsOf(incidents: readonly SimulatedIncident[], nowMs: number, dismissed: ReadonlySet<string>): SimulatedIncident | null {
  const news = incidents.filter(
    (incident) =>
      isCurrent(incident, nowMs) &&
      nowMs - Date.parse(incident.starts) <= NEWS_MS &&
      lanesBlockedAt(incident, nowMs) > 0 &&
      !dismissed.has(keyOf(incident)),
  )
  return news.reduce<SimulatedIncident | null>(
    (best, one) => (best && Date.parse(best.starts) >= Date.parse(one.starts) ? best : one),
    null,
  )
}

/** The nearest station of the same carriageway that traffic passes before the place; the first one where there is none. */
export function stationBefore(
  sensors: readonly Sensor[],
  { freeway, direction, postmile_mi }: { freeway: string; direction: string; postmile_mi: number },
): Sensor | null {
  const corridor = corridorsOf(sensors).find((one) => corridorIdOf(one) === corridorIdOf({ freeway, direction }))
  if (!corridor) return null
  const stations = corridor.sensors.map((index) => sensors[index]!)
  const sign = direction === 'S' || direction === 'W' ? -1 : 1
  return stations.findLast((station) => sign * (station.postmile_mi! - postmile_mi) <= 0) ?? stations[0] ?? null
}

export function spotOf(incident: SimulatedIncident): Spot {
  return { key: keyOf(incident), corridorId: corridorIdOf(incident), position: [incident.longitude, incident.latitude] }
}

/** From when to when a change lasts, of whatever kind it is. */
export function spanOf(intervention: Intervention): { starts: string; ends: string } {
  const { incident, rain, sensor_fault, starts = '', ends = '' } = intervention
  return incident ?? rain ?? sensor_fault ?? { starts, ends }
}

/** What people did to the road that is not over. */
export function changesNow({ simulation, road }: Pick<State, 'simulation' | 'road'>): Intervention[] {
  const nowMs = roadNowMs(road, simulation)
  return (simulation?.interventions ?? []).filter((one) => Date.parse(spanOf(one).ends) > nowMs)
}
