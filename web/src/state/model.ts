import type {
  Alert,
  AlertRule,
  Detector,
  Feed,
  FeedClock,
  ForecastLayer,
  MapUpdate,
  ProvisionalLayer,
  Sensor,
  SensorSeries,
  SpaceTime,
  WindowLayer,
} from '../api/Api'
import type { LiveState } from '../live/LiveClient'
import { type Acts, DEFAULT_NAME } from './alerts'
import { NO_REPORTS, type Reported } from './reported'
import type { Change, Simulation, Spot } from './simulation'

export type Theme = 'system' | 'light' | 'dark'
export type Units = 'mph' | 'kmh'
export type NowLayer = 'provisional' | 'window'

/** The road as the server last told it. Arrays of a layer follow `sensors`. */
export interface Road {
  feed: Feed
  clock: FeedClock
  networkVersion: string
  sensors: Sensor[]
  window: WindowLayer | null
  provisional: ProvisionalLayer | null
  forecast: ForecastLayer | null
  /** Those that stand, newest opening first. */
  alerts: Alert[]
  /** Those that are not believed. */
  detectors: Detector[]
}

export type RoadLoad = { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; detail: string }

export type SeriesLoad =
  | { kind: 'none' }
  | { kind: 'loading'; sensorId: string }
  | { kind: 'ready'; sensorId: string; series: SensorSeries }
  | { kind: 'failed'; sensorId: string; detail: string }

export type SpaceTimeLoad =
  | { kind: 'none' }
  | { kind: 'loading'; corridorId: string }
  | { kind: 'ready'; corridorId: string; spaceTime: SpaceTime }
  | { kind: 'failed'; corridorId: string; detail: string }

export type ListLoad<T> = { kind: 'none' } | { kind: 'loading' } | { kind: 'ready'; items: T[] } | { kind: 'failed'; detail: string }

/** What the address bar holds, so that a link or the back button brings the same view. */
export interface View {
  sensorId: string | null
  /** The corridor whose space and time is shown, such as I-405-N; over the sensor, if both are chosen. */
  corridorId: string | null
  /** The inbox of alerts is open, under a corridor and over a sensor, if they are chosen too. */
  inbox: boolean
  /** The alert that is unfolded in the inbox. */
  alertId: string | null
  /** How many hours of a corridor are shown. */
  hours: number
  /** Minutes ahead: 0 is now, 5 … 60 is the forecast. */
  horizon: number
  nowLayer: NowLayer
  table: boolean
  theme: Theme
  units: Units
}

export interface State {
  road: Road | null
  load: RoadLoad
  /** Keys of the road that arrived live since the last whole map was asked for; they are newer than its answer. */
  newerThanLoad: ReadonlySet<string>
  /** What the live channel said before the first whole map was there. */
  early: MapUpdate
  /** The live channel speaks of a network we do not have: the whole map is needed. */
  needsMap: boolean
  live: LiveState
  /** Wall clock of the last word from the server. */
  heardAtMs: number | null
  series: SeriesLoad
  spaceTime: SpaceTimeLoad
  /** Null until the simulator spoke, and always where the road is real. */
  simulation: Simulation | null
  /** The simulator was far ahead when it spoke last. */
  catchingUp: boolean
  change: Change
  /** News whose banner somebody closed. */
  dismissed: ReadonlySet<string>
  /** Where somebody jumped to; forgotten with its corridor. */
  spot: Spot | null
  roadOpen: boolean
  /** What a person did about alerts and has not seen come true. */
  acts: Acts
  /** Who acts. */
  name: string
  resolved: ListLoad<Alert>
  rules: ListLoad<AlertRule>
  reported: Reported
  view: View
  playing: boolean
  sheetOpen: boolean
  webgl: boolean
}

export const HORIZON_STEP = 5
export const LAST_HORIZON = 60
export const HOURS = [1, 3, 6, 12, 24] as const

export const defaultView: View = {
  sensorId: null,
  corridorId: null,
  inbox: false,
  alertId: null,
  hours: 3,
  horizon: 0,
  nowLayer: 'provisional',
  table: false,
  theme: 'system',
  units: 'mph',
}

/** Whether the inbox is what one sees beside the map. */
export function isInboxInFront({ inbox, corridorId }: View): boolean {
  return inbox && corridorId === null
}

export function initialState(view: View, webgl: boolean): State {
  return {
    road: null,
    load: { kind: 'loading' },
    newerThanLoad: new Set(),
    early: {},
    needsMap: false,
    live: { kind: 'connecting' },
    heardAtMs: null,
    series: { kind: 'none' },
    spaceTime: { kind: 'none' },
    simulation: null,
    catchingUp: false,
    change: { kind: 'none' },
    dismissed: new Set(),
    spot: null,
    roadOpen: false,
    acts: new Map(),
    name: DEFAULT_NAME,
    resolved: { kind: 'none' },
    rules: { kind: 'none' },
    reported: NO_REPORTS,
    view,
    playing: false,
    sheetOpen: false,
    webgl,
  }
}
