import type { MapUpdate, MapView, SensorSeries, SimulatedIncident, SpaceTime } from '../api/Api'
import type { LiveState } from '../live/LiveClient'
import type { NowLayer, Theme, Units, View } from './model'
import type { Simulation, Wish } from './simulation'

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
  | { type: 'incident-shown'; incident: SimulatedIncident }
  | { type: 'incidents-dismissed'; incidents: readonly string[] }
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
