import type { Alert, AlertRule, Incident, MapUpdate, MapView, SensorSeries, SpaceTime } from '../api/Api'
import type { LiveState } from '../live/LiveClient'
import type { PersonsAct } from './alerts'
import type { NowLayer, Theme, Units, View } from './model'
import type { Draft, ReportWish } from './reported'
import type { Simulation, Spot, Wish } from './simulation'

/** Everything that can happen. Times are wall-clock milliseconds and come from outside. */
export type Action =
  | { type: 'map-requested' }
  | { type: 'map-loaded'; map: MapView; atMs: number }
  | { type: 'map-failed'; detail: string }
  | { type: 'map-updated'; update: MapUpdate; atMs: number }
  | { type: 'live-changed'; live: LiveState }
  | { type: 'series-requested'; sensorId: string }
  | { type: 'series-loaded'; sensorId: string; series: SensorSeries }
  | { type: 'series-failed'; sensorId: string; detail: string }
  | { type: 'space-time-requested'; corridorId: string }
  | { type: 'space-time-loaded'; corridorId: string; spaceTime: SpaceTime }
  | { type: 'space-time-failed'; corridorId: string; detail: string }
  | { type: 'sensor-chosen'; sensorId: string | null }
  /** With a sensor, that one is marked in the corridor and is what closing returns to. */
  | { type: 'corridor-chosen'; corridorId: string | null; sensorId?: string }
  | { type: 'simulation-loaded'; simulation: Simulation }
  | { type: 'simulation-absent' }
  | { type: 'change-wished'; form: string; wish: Wish }
  | { type: 'change-done'; wish: Wish }
  | { type: 'change-refused'; wish: Wish; detail: string }
  /** Somebody wants to see a place: its corridor opens, and the map flies there. */
  | { type: 'spot-shown'; spot: Spot }
  | { type: 'news-dismissed'; keys: readonly string[] }
  | { type: 'inbox-toggled' }
  /** With an alert, that one is unfolded. */
  | { type: 'inbox-opened'; alertId: string | null }
  | { type: 'resolved-requested' }
  | { type: 'resolved-loaded'; alerts: Alert[] }
  | { type: 'resolved-failed'; detail: string }
  | { type: 'rules-requested' }
  | { type: 'rules-loaded'; rules: AlertRule[] }
  | { type: 'rules-failed'; detail: string }
  | { type: 'act-wished'; alertId: string; act: PersonsAct }
  | { type: 'act-taken'; alertId: string; act: PersonsAct }
  | { type: 'act-refused'; alertId: string; act: PersonsAct; detail: string }
  | { type: 'name-set'; name: string }
  | { type: 'report-list-loaded'; incidents: Incident[] }
  | { type: 'report-list-failed'; detail: string }
  /** Somebody wants to report an incident; the form opens in the inbox. */
  | { type: 'report-opened' }
  | { type: 'report-closed' }
  | { type: 'report-changed'; change: Partial<Draft> }
  | { type: 'report-pick-toggled' }
  | { type: 'report-picked'; corridorId: string; postmile: number }
  | { type: 'report-wished'; wish: ReportWish }
  | { type: 'report-done'; wish: ReportWish; detail: string | null }
  | { type: 'report-refused'; wish: ReportWish; reason: string | null; detail: string }
  | { type: 'road-toggled' }
  | { type: 'hours-set'; hours: number }
  | { type: 'horizon-set'; horizon: number }
  | { type: 'horizon-moved'; steps: number }
  | { type: 'play-toggled' }
  | { type: 'play-ticked' }
  | { type: 'now-layer-set'; nowLayer: NowLayer }
  | { type: 'theme-set'; theme: Theme }
  | { type: 'units-set'; units: Units }
  | { type: 'table-toggled' }
  | { type: 'sheet-toggled' }
  | { type: 'escaped' }
  | { type: 'view-restored'; view: View }
  | { type: 'webgl-lost' }
