import type { MapUpdate, MapView } from '../api/Api'
import type { Action } from './actions'
import { answeredAct, settled } from './alerts'
import {
  HORIZON_STEP,
  isInboxInFront,
  LAST_HORIZON,
  type ListLoad,
  type Road,
  type SeriesLoad,
  type SpaceTimeLoad,
  type State,
  type View,
} from './model'
import { reduceReported } from './reported'
import { type Change, isCatchingUp, type Wish } from './simulation'

/** The next state. Pure: no clock, no network, no document. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'map-requested':
      return { ...state, newerThanLoad: new Set(), load: state.road ? state.load : { kind: 'loading' } }
    case 'map-loaded':
      return loaded(state, action.map, action.atMs)
    case 'map-failed':
      return { ...state, load: { kind: 'failed', detail: action.detail } }
    case 'map-updated':
      return updated(state, action.update, action.atMs)
    case 'live-changed':
      return { ...state, live: action.live }
    case 'series-requested':
      return { ...state, series: requested(state.series, action.sensorId) }
    case 'series-loaded':
      if (action.sensorId !== state.view.sensorId) return state
      return { ...state, series: { kind: 'ready', sensorId: action.sensorId, series: action.series } }
    case 'series-failed':
      if (action.sensorId !== state.view.sensorId) return state
      return { ...state, series: { kind: 'failed', sensorId: action.sensorId, detail: action.detail } }
    case 'sensor-chosen':
      return withView(state, { sensorId: action.sensorId, corridorId: null, inbox: false, alertId: null })
    case 'space-time-requested':
      return { ...state, spaceTime: requestedSpaceTime(state.spaceTime, action.corridorId) }
    case 'space-time-loaded':
      if (action.corridorId !== state.view.corridorId) return state
      return { ...state, spaceTime: { kind: 'ready', corridorId: action.corridorId, spaceTime: action.spaceTime } }
    case 'space-time-failed':
      if (action.corridorId !== state.view.corridorId) return state
      return { ...state, spaceTime: { kind: 'failed', corridorId: action.corridorId, detail: action.detail } }
    case 'corridor-chosen':
      return withView(state, { corridorId: action.corridorId, sensorId: action.sensorId ?? state.view.sensorId })
    case 'simulation-loaded':
      return { ...state, simulation: action.simulation, catchingUp: isCatchingUp(state.road, action.simulation) }
    case 'simulation-absent':
      return { ...state, simulation: null, change: { kind: 'none' }, roadOpen: false }
    case 'change-wished':
      return { ...state, change: { kind: 'sending', form: action.form, wish: action.wish } }
    case 'change-done':
      return answered(state, action.wish, (form) => ({ kind: 'done', form, wish: action.wish }))
    case 'change-refused':
      return answered(state, action.wish, (form) => ({ kind: 'refused', form, wish: action.wish, detail: action.detail }))
    case 'spot-shown':
      return { ...withView(state, { corridorId: action.spot.corridorId, table: false }), spot: action.spot, roadOpen: false }
    case 'news-dismissed':
      return { ...state, dismissed: new Set([...state.dismissed, ...action.keys]) }
    case 'inbox-toggled':
      return isInboxInFront(state.view) ? closedInbox(state) : withView(state, { inbox: true, corridorId: null })
    case 'inbox-opened':
      return withView(state, { inbox: true, alertId: action.alertId, corridorId: null })
    case 'resolved-requested':
      return { ...state, resolved: requestedList(state.resolved) }
    case 'resolved-loaded':
      return { ...state, resolved: { kind: 'ready', items: action.alerts } }
    case 'resolved-failed':
      return { ...state, resolved: { kind: 'failed', detail: action.detail } }
    case 'rules-requested':
      return { ...state, rules: requestedList(state.rules) }
    case 'rules-loaded':
      return { ...state, rules: { kind: 'ready', items: action.rules } }
    case 'rules-failed':
      return { ...state, rules: { kind: 'failed', detail: action.detail } }
    case 'act-wished':
      return { ...state, acts: new Map(state.acts).set(action.alertId, { kind: 'sending', act: action.act }) }
    case 'act-taken':
      return { ...state, acts: answeredAct(state.acts, action.alertId, { kind: 'sent', act: action.act }) }
    case 'act-refused':
      return { ...state, acts: answeredAct(state.acts, action.alertId, { kind: 'refused', act: action.act, detail: action.detail }) }
    case 'name-set':
      return { ...state, name: action.name }
    case 'report-opened':
      return { ...withView(state, { inbox: true, corridorId: null }), reported: reduceReported(state, action) }
    case 'report-list-loaded':
    case 'report-list-failed':
    case 'report-closed':
    case 'report-changed':
    case 'report-pick-toggled':
    case 'report-picked':
    case 'report-wished':
    case 'report-done':
    case 'report-refused':
      return { ...state, reported: reduceReported(state, action) }
    case 'road-toggled':
      return { ...state, roadOpen: !state.roadOpen && state.simulation !== null }
    case 'hours-set':
      return withView(state, { hours: action.hours })
    case 'horizon-set':
      return { ...withView(state, { horizon: step(action.horizon) }), playing: false }
    case 'horizon-moved':
      return { ...withView(state, { horizon: step(state.view.horizon + action.steps * HORIZON_STEP) }), playing: false }
    case 'play-toggled':
      return { ...state, playing: !state.playing && state.road?.forecast != null }
    case 'play-ticked':
      if (!state.playing) return state
      return withView(state, { horizon: state.view.horizon >= LAST_HORIZON ? 0 : state.view.horizon + HORIZON_STEP })
    case 'now-layer-set':
      return withView(state, { nowLayer: action.nowLayer })
    case 'theme-set':
      return withView(state, { theme: action.theme })
    case 'units-set':
      return withView(state, { units: action.units })
    case 'table-toggled':
      return withView(state, { table: !state.view.table })
    case 'sheet-toggled':
      return { ...state, sheetOpen: !state.sheetOpen }
    case 'escaped':
      return escaped(state)
    case 'view-restored':
      return { ...withView(state, action.view), playing: false }
    case 'webgl-lost':
      return { ...state, webgl: false }
  }
}

function loaded(state: State, map: MapView, atMs: number): State {
  const sameNetwork = state.road?.networkVersion === map.network_version
  const newer = (key: string) => sameNetwork && state.newerThanLoad.has(key)
  const road: Road = {
    feed: newer('feed') ? state.road!.feed : map.feed,
    clock: newer('clock') ? state.road!.clock : map.clock,
    networkVersion: map.network_version,
    sensors: sameNetwork && sameSensors(state.road!.sensors, map.sensors) ? state.road!.sensors : map.sensors,
    window: newer('window') ? state.road!.window : map.window,
    provisional: newer('provisional') ? state.road!.provisional : map.provisional,
    forecast: newer('forecast') ? state.road!.forecast : map.forecast,
    alerts: newer('alerts') ? state.road!.alerts : map.alerts,
    detectors: newer('detectors') ? state.road!.detectors : map.detectors,
  }
  const acts = settled(state.acts, road.alerts)
  const next: State = {
    ...state,
    road,
    acts,
    load: { kind: 'ready' },
    newerThanLoad: new Set(),
    early: {},
    needsMap: false,
    heardAtMs: atMs,
  }
  return state.road ? next : updated(next, state.early, atMs)
}

function updated(state: State, update: MapUpdate, atMs: number): State {
  const road = state.road
  if (!road) return { ...state, early: { ...state.early, ...update }, heardAtMs: atMs }
  if (update.network_version !== undefined && update.network_version !== road.networkVersion) {
    return { ...state, needsMap: true, heardAtMs: atMs }
  }
  if (!fits(road.sensors.length, update)) return { ...state, needsMap: true, heardAtMs: atMs }
  const next: Road = {
    ...road,
    feed: update.feed ?? road.feed,
    clock: update.clock ?? road.clock,
    window: update.window === undefined ? road.window : update.window,
    provisional: update.provisional === undefined ? road.provisional : update.provisional,
    forecast: update.forecast === undefined ? road.forecast : update.forecast,
    alerts: update.alerts ?? road.alerts,
    detectors: update.detectors ?? road.detectors,
  }
  const acts = update.alerts ? settled(state.acts, update.alerts) : state.acts
  return { ...state, road: next, acts, newerThanLoad: new Set([...state.newerThanLoad, ...Object.keys(update)]), heardAtMs: atMs }
}

/** A layer whose arrays are not as long as the network speaks of another network. */
function fits(sensors: number, update: MapUpdate): boolean {
  const arrays = [update.window?.speed_mph, update.provisional?.speed_mph, update.forecast?.speed_mph_p50]
  return arrays.every((array) => array === undefined || array.length === sensors)
}

/** Keeps the drawn network when a resync brings the same one. */
function sameSensors(ours: { sensor_id: string }[], theirs: { sensor_id: string }[]): boolean {
  return ours.length === theirs.length && ours.every((sensor, i) => sensor.sensor_id === theirs[i]?.sensor_id)
}

/** A reload of the sensor we show keeps its chart until the new one is there. */
function requested(series: SeriesLoad, sensorId: string): SeriesLoad {
  return series.kind === 'ready' && series.sensorId === sensorId ? series : { kind: 'loading', sensorId }
}

/** A list keeps what it shows until the new one is there. */
function requestedList<T>(list: ListLoad<T>): ListLoad<T> {
  return list.kind === 'ready' ? list : { kind: 'loading' }
}

/** The same corridor over more hours, or a window later, keeps its picture until the new one is there. */
function requestedSpaceTime(spaceTime: SpaceTimeLoad, corridorId: string): SpaceTimeLoad {
  return spaceTime.kind === 'ready' && spaceTime.corridorId === corridorId ? spaceTime : { kind: 'loading', corridorId }
}

function withView(state: State, change: Partial<View>): State {
  const view = { ...state.view, ...change }
  const series: SeriesLoad = view.sensorId === null ? { kind: 'none' } : state.series
  const spaceTime: SpaceTimeLoad = view.corridorId === null ? { kind: 'none' } : state.spaceTime
  const spot = view.corridorId === state.spot?.corridorId ? state.spot : null
  // A click on the map is a report's place only beside the report.
  const reported = state.reported.picking && !isInboxInFront(view) ? { ...state.reported, picking: false } : state.reported
  return { ...state, view, series, spaceTime, spot, reported }
}

/** An answer to a wish that was overtaken by another is no news. */
function answered(state: State, wish: Wish, change: (form: string) => Change): State {
  return state.change.kind === 'sending' && state.change.wish === wish ? { ...state, change: change(state.change.form) } : state
}

function step(horizon: number): number {
  return Math.min(LAST_HORIZON, Math.max(0, Math.round(horizon / HORIZON_STEP) * HORIZON_STEP))
}

function closedInbox(state: State): State {
  return withView(state, { inbox: false, alertId: null })
}

/** Escape closes one thing: the sheet or the road's menu, else the corridor, else picking a place, else the report, else the inbox, else the sensor, else the table. */
function escaped(state: State): State {
  if (state.sheetOpen) return { ...state, sheetOpen: false }
  if (state.roadOpen) return { ...state, roadOpen: false }
  if (state.view.corridorId !== null) return withView(state, { corridorId: null })
  const { picking, draft } = state.reported
  if (picking) return { ...state, reported: { ...state.reported, picking: false } }
  if (state.view.inbox && draft) return { ...state, reported: { ...state.reported, draft: null } }
  if (state.view.inbox) return closedInbox(state)
  if (state.view.sensorId !== null) return withView(state, { sensorId: null })
  if (state.view.table) return withView(state, { table: false })
  return state
}
