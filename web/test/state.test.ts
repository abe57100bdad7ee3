import { describe, expect, test } from 'vitest'
import { fakeMap, fakeSpaceTime } from '../src/api/FakeApi'
import type { Action } from '../src/state/actions'
import { defaultView, initialState, type State } from '../src/state/model'
import { reduce } from '../src/state/reduce'
import { isStale, shownAt } from '../src/state/shown'
import { createStore } from '../src/state/store'
import { isNewPlace, queryOf, viewOf } from '../src/state/view'

describe('the road', () => {
  test('a loaded map becomes the road', () => {
    const state = stateAfter({ type: 'map-loaded', map: fakeMap(), atMs: 5 })

    expect(state.load.kind).toBe('ready')
    expect(state.road?.sensors.map((sensor) => sensor.sensor_id)).toEqual(['A', 'B', 'C'])
    expect(state.heardAtMs).toBe(5)
  })

  test('an update replaces only the layers it names', () => {
    const before = loaded()
    const provisional = { ...fakeMap().provisional!, as_of: '2026-11-24T01:07:00Z' }

    const state = reduce(before, { type: 'map-updated', update: { provisional }, atMs: 6 })

    expect(state.road?.provisional?.as_of).toBe('2026-11-24T01:07:00Z')
    expect(state.road?.window).toBe(before.road?.window)
    expect(state.road?.forecast).toBe(before.road?.forecast)
  })

  test('what came live while the whole map was on its way is not undone by it', () => {
    const window = { ...fakeMap().window!, end: '2026-11-24T01:10:00Z' }

    const state = stateAfter(
      { type: 'map-loaded', map: fakeMap(), atMs: 1 },
      { type: 'map-requested' },
      { type: 'map-updated', update: { window }, atMs: 2 },
      { type: 'map-loaded', map: fakeMap(), atMs: 3 },
    )

    expect(state.road?.window?.end).toBe('2026-11-24T01:10:00Z')
  })

  test('what came live before the first map is kept for it', () => {
    const window = { ...fakeMap().window!, end: '2026-11-24T01:10:00Z' }

    const state = stateAfter({ type: 'map-updated', update: { window }, atMs: 1 }, { type: 'map-loaded', map: fakeMap(), atMs: 2 })

    expect(state.road?.window?.end).toBe('2026-11-24T01:10:00Z')
  })

  test('an update of another network changes nothing and asks for the map', () => {
    const window = { ...fakeMap().window!, end: '2026-11-24T01:10:00Z' }

    const state = stateAfter(
      { type: 'map-loaded', map: fakeMap(), atMs: 1 },
      { type: 'map-updated', update: { network_version: 'v2', window }, atMs: 2 },
    )

    expect(state.needsMap).toBe(true)
    expect(state.road?.window?.end).toBe('2026-11-24T01:05:00Z')
  })

  test('a layer of the wrong length is refused', () => {
    const provisional = { ...fakeMap().provisional!, speed_mph: [1, 2] }

    const state = stateAfter({ type: 'map-loaded', map: fakeMap(), atMs: 1 }, { type: 'map-updated', update: { provisional }, atMs: 2 })

    expect(state.needsMap).toBe(true)
    expect(state.road?.provisional?.speed_mph).toEqual([58, 12, 0])
  })

  test('a resync of the same network keeps the drawn sensors', () => {
    const before = loaded()

    const state = reduce(before, { type: 'map-loaded', map: fakeMap(), atMs: 9 })

    expect(state.road?.sensors).toBe(before.road?.sensors)
  })

  test('a failed reload keeps the road', () => {
    const state = reduce(loaded(), { type: 'map-failed', detail: 'HTTP 503' })

    expect(state.load).toEqual({ kind: 'failed', detail: 'HTTP 503' })
    expect(state.road).not.toBeNull()
  })
})

describe('the view', () => {
  test('the slider stays between now and one hour', () => {
    expect(stateAfter({ type: 'horizon-moved', steps: -1 }).view.horizon).toBe(0)
    expect(stateAfter({ type: 'horizon-set', horizon: 57 }).view.horizon).toBe(55)
    expect(stateAfter({ type: 'horizon-set', horizon: 60 }, { type: 'horizon-moved', steps: 1 }).view.horizon).toBe(60)
  })

  test('play goes round and stops when a hand takes the slider', () => {
    const playing = reduce(loaded(), { type: 'play-toggled' })
    const end = reduce({ ...playing, view: { ...playing.view, horizon: 60 } }, { type: 'play-ticked' })

    expect(playing.playing).toBe(true)
    expect(end.view.horizon).toBe(0)
    expect(reduce(playing, { type: 'horizon-set', horizon: 5 }).playing).toBe(false)
  })

  test('play needs a forecast', () => {
    const state = stateAfter({ type: 'map-loaded', map: { ...fakeMap(), forecast: null }, atMs: 1 }, { type: 'play-toggled' })

    expect(state.playing).toBe(false)
  })

  test('escape closes one thing at a time', () => {
    const all = stateAfter({ type: 'table-toggled' }, { type: 'sensor-chosen', sensorId: 'A' }, { type: 'sheet-toggled' })
    const first = reduce(all, { type: 'escaped' })
    const second = reduce(first, { type: 'escaped' })
    const third = reduce(second, { type: 'escaped' })

    expect([first.sheetOpen, second.view.sensorId, third.view.table]).toEqual([false, null, false])
    expect(first.view.sensorId).toBe('A')
    expect(second.view.table).toBe(true)
  })

  test('a series of a sensor that was left is dropped', () => {
    const state = stateAfter({ type: 'sensor-chosen', sensorId: 'B' }, { type: 'series-failed', sensorId: 'A', detail: 'late' })

    expect(state.series.kind).toBe('none')
  })

  test('a corridor lies over the sensor it was opened from; choosing a sensor leaves it', () => {
    const opened = stateAfter({ type: 'sensor-chosen', sensorId: 'A' }, { type: 'corridor-chosen', corridorId: 'I-405-N' })

    expect(opened.view).toMatchObject({ sensorId: 'A', corridorId: 'I-405-N' })
    expect(reduce(opened, { type: 'escaped' }).view).toMatchObject({ sensorId: 'A', corridorId: null })
    expect(reduce(opened, { type: 'sensor-chosen', sensorId: 'B' }).view).toMatchObject({ sensorId: 'B', corridorId: null })
    expect(reduce(opened, { type: 'corridor-chosen', corridorId: 'I-5-S', sensorId: 'B' }).view).toMatchObject({ sensorId: 'B' })
  })

  test('a corridor keeps its picture until the next one of it is there, and drops what came late', () => {
    const ready = stateAfter(
      { type: 'corridor-chosen', corridorId: 'I-405-N' },
      { type: 'space-time-requested', corridorId: 'I-405-N' },
      { type: 'space-time-loaded', corridorId: 'I-405-N', spaceTime: fakeSpaceTime() },
    )

    expect(reduce(ready, { type: 'space-time-requested', corridorId: 'I-405-N' }).spaceTime).toBe(ready.spaceTime)
    expect(reduce(ready, { type: 'space-time-requested', corridorId: 'I-5-S' }).spaceTime.kind).toBe('loading')
    expect(reduce(ready, { type: 'space-time-failed', corridorId: 'I-5-S', detail: 'late' })).toBe(ready)
    expect(reduce(ready, { type: 'escaped' }).spaceTime.kind).toBe('none')
  })

  test('an address holds the whole view', () => {
    const view = {
      sensorId: 'A B/1',
      corridorId: 'SR-60-E',
      inbox: true,
      alertId: 'ALERT_a&b=c',
      hours: 12,
      horizon: 30,
      nowLayer: 'window',
      table: true,
      theme: 'dark',
      units: 'kmh',
    } as const

    expect(viewOf(queryOf(view))).toEqual(view)
    expect(queryOf(defaultView)).toBe('')
  })

  test('nonsense in the address is the default', () => {
    expect(viewOf('?hours=5&horizon=7&theme=pink&units=knots&layer=x')).toEqual(defaultView)
  })

  test('a sensor is a place for the back button, the slider is not', () => {
    expect(isNewPlace(defaultView, { ...defaultView, sensorId: 'A' })).toBe(true)
    expect(isNewPlace(defaultView, { ...defaultView, corridorId: 'I-5-N' })).toBe(true)
    expect(isNewPlace(defaultView, { ...defaultView, horizon: 30 })).toBe(false)
    expect(isNewPlace(defaultView, { ...defaultView, hours: 12 })).toBe(false)
  })
})

describe('what is shown', () => {
  test('now is the provisional layer, or the closed window, never both', () => {
    const { road } = loaded()

    expect(shownAt(road, 0, 'provisional')).toMatchObject({ kind: 'provisional', speeds: [58, 12, 0] })
    expect(shownAt(road, 0, 'window')).toMatchObject({ kind: 'window', speeds: [62, 41, null] })
  })

  test('a horizon is the median of the forecast for its own window', () => {
    expect(shownAt(loaded().road, 30, 'provisional')).toEqual({
      kind: 'forecast',
      issuedAt: '2026-11-24T01:05:00Z',
      start: '2026-11-24T01:30:00.000Z',
      end: '2026-11-24T01:35:00.000Z',
      speeds: [54, 34, null],
    })
  })

  test('without a forecast a horizon shows nothing, not now', () => {
    const road = { ...loaded().road!, forecast: null }

    expect(shownAt(road, 5, 'provisional').kind).toBe('nothing')
  })

  test('a layer behind the clock is stale, and so is all when the connection is gone', () => {
    const state = loaded()
    const late: State = { ...state, road: { ...state.road!, clock: { ...state.road!.clock, feed_time: '2026-11-24T01:30:00Z' } } }
    const cut: State = { ...state, live: { kind: 'waiting', attempt: 2, retryInMs: 1000 } }
    const shown = shownAt(state.road, 0, 'provisional')

    expect([isStale(state, shown), isStale(late, shown), isStale(cut, shown)]).toEqual([false, true, true])
  })
})

test('the store tells its listeners only of changes', () => {
  const store = createStore(initialState(defaultView, true))
  let told = 0
  store.subscribe(() => {
    told += 1
  })

  store.dispatch({ type: 'play-ticked' })
  store.dispatch({ type: 'sheet-toggled' })

  expect(told).toBe(1)
})

function stateAfter(...actions: Action[]): State {
  return actions.reduce(reduce, initialState(defaultView, true))
}

function loaded(): State {
  return stateAfter({ type: 'map-loaded', map: fakeMap(), atMs: 1 })
}
