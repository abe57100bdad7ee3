import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../src/api/Api'
import { fakeIncident, fakeMap, fakeSensor, fakeSpaceTime, fakeTruth } from '../src/api/FakeApi'
import { HttpApi } from '../src/api/HttpApi'
import { changeText, helpText, incidentText } from '../src/panels/incidentText'
import { gridOf, marksAt, marksOf } from '../src/panels/spaceTime'
import type { Action } from '../src/state/actions'
import { defaultView, initialState, type State } from '../src/state/model'
import { reduce } from '../src/state/reduce'
import { isCurrent, keyOf, lanesBlockedAt, newsOf, roadNowMs, spotOf, stationBefore, type Wish } from '../src/state/simulation'

const NOW = Date.parse('2026-11-24T01:07:00Z')
const ZONE = 'America/Los_Angeles'
const crash = fakeIncident()

describe('an incident', () => {
  test('is news for half an hour, while it blocks a lane, once it has begun', () => {
    const news = (change: Parameters<typeof fakeIncident>[0]) => newsOf([fakeIncident(change)], NOW, new Set()) !== null

    expect(news({})).toBe(true)
    expect(news({ starts: '2026-11-24T00:36:00Z' })).toBe(false)
    expect(news({ starts: '2026-11-24T01:08:00Z' })).toBe(false)
    expect(news({ ends: '2026-11-24T01:07:00Z' })).toBe(false)
    expect(news({ lanes_blocked: 0 })).toBe(false)
    expect(news({ lanes_blocked: 1, help_arrives: '2026-11-24T01:00:00Z' })).toBe(false)
  })

  test('that began last is told, and the one before it when that is dismissed', () => {
    const later = fakeIncident({ starts: '2026-11-24T01:00:00Z', freeway: 'I-10' })
    const both = [crash, later]

    expect(newsOf(both, NOW, new Set())).toBe(later)
    expect(newsOf(both, NOW, new Set([keyOf(later)]))).toBe(crash)
    expect(newsOf(both, NOW, new Set([keyOf(later), keyOf(crash)]))).toBeNull()
  })

  test('blocks a lane less once help is there; the shoulder stays the shoulder', () => {
    const later = Date.parse('2026-11-24T01:15:00Z')

    expect([lanesBlockedAt(crash, NOW), lanesBlockedAt(crash, later)]).toEqual([3, 2])
    expect(lanesBlockedAt(fakeIncident({ lanes_blocked: 0 }), later)).toBe(0)
  })

  test('is current from its start up to its end', () => {
    const at = (time: string) => isCurrent(crash, Date.parse(time))

    expect(['2026-11-24T00:41:59Z', '2026-11-24T00:42:00Z', '2026-11-24T01:39:59Z', '2026-11-24T01:40:00Z'].map(at)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test('has the name of the station that traffic passed last', () => {
    const north = [10, 11, 12].map((postmile_mi) => fakeSensor(`N${postmile_mi}`, { postmile_mi }))
    const south = [10, 11, 12].map((postmile_mi) => fakeSensor(`S${postmile_mi}`, { postmile_mi, direction: 'S' }))
    const passed = (direction: 'N' | 'S', postmile_mi: number) =>
      stationBefore([...north, ...south], { freeway: 'I-405', direction, postmile_mi })?.sensor_id

    expect([passed('N', 11.3), passed('S', 11.3), passed('N', 9), passed('S', 11)]).toEqual(['N11', 'S12', 'N10', 'S11'])
    expect(stationBefore(north, { freeway: 'I-5', direction: 'N', postmile_mi: 11 })).toBeNull()
  })

  test('always says that it is simulated, and what is expected of it', () => {
    const sensors = [fakeSensor('A', { name: 'I-405 N at Getty Center Dr' })]

    expect(incidentText(crash, sensors, ZONE, NOW)).toBe('Simulated crash on I-405 N at Getty Center Dr: 3 of 5 lanes blocked since 16:42')
    expect(helpText(crash, ZONE, NOW)).toBe('Help expected at 17:15, cleared at 17:40')
    expect(helpText(crash, ZONE, NOW + 600_000)).toBe('Help there since 17:15, cleared at 17:40')
    expect(helpText(fakeIncident({ help_arrives: crash.ends }), ZONE, NOW)).toBe('Expected to be cleared at 17:40')
    expect(incidentText(fakeIncident({ lanes_blocked: 5 }), [], ZONE, NOW)).toBe(
      'Simulated crash on I-405 N at postmile 11.3: all 5 lanes blocked since 16:42',
    )
  })
})

describe('the road’s now', () => {
  const simulatorAt = (clock: string) => ({ truth: { ...fakeTruth(), clock }, interventions: [] })

  test('is the feed’s clock, or the simulator’s if that is a little further', () => {
    const { road } = loaded()

    expect(roadNowMs(road, null)).toBe(NOW)
    expect(roadNowMs(road, simulatorAt('2026-11-24T01:08:00Z'))).toBe(NOW + 60_000)
    expect(roadNowMs(road, simulatorAt('2026-11-24T06:00:00Z'))).toBe(NOW + 120_000)
    expect(roadNowMs(null, simulatorAt('2026-11-24T01:08:00Z'))).toBe(0)
  })

  test('is the past while the simulator is far ahead', () => {
    const catchingUp = (clock: string) => reduce(loaded(), { type: 'simulation-loaded', simulation: simulatorAt(clock) }).catchingUp

    expect(['2026-11-24T01:08:00Z', '2026-11-24T01:12:00Z', '2026-11-24T01:12:01Z'].map(catchingUp)).toEqual([false, false, true])
  })
})

test('every kind of change is said in words', () => {
  const span = { starts: '2026-11-24T01:07:00Z', ends: '2026-11-24T02:07:00Z' }
  const sensors = [fakeSensor('A')]
  const fault = { ...span, fault: 'stuck', sensor_id: 'A', lane: 2, amount: 0.5 } as const

  expect(changeText({ id: 'i1', kind: 'demand', ...span, freeway: null, factor: 1.3 }, sensors, ZONE)).toBe(
    'Demand ×1.3 in the whole city, 17:07–18:07',
  )
  expect(changeText({ id: 'i2', kind: 'rain', rain: { ...span, rain: 'heavy' } }, sensors, ZONE)).toBe('Heavy rain, 17:07–18:07')
  expect(changeText({ id: 'i3', kind: 'sensor_fault', sensor_fault: fault }, sensors, ZONE)).toBe('Sensor A: lane 2 stuck, 17:07–18:07')
  expect(changeText({ id: 'i4', kind: 'incident', incident: { ...crash, incident_kind: 'lane_closure' } }, sensors, ZONE)).toBe(
    'Lane closure on I-405 N at Sensor A, 3 of 5 lanes blocked, 16:42–17:40',
  )
})

describe('the diagram', () => {
  const spaceTime = fakeSpaceTime()
  const grid = gridOf(spaceTime)

  test('has a mark from an incident’s start to its end, clipped at now', () => {
    const [mark, ...others] = marksOf([fakeIncident({ postmile_mi: 31 })], spaceTime.corridor, grid, NOW, null)

    expect(mark).toMatchObject({ miles: 1, startMs: Date.parse('2026-11-24T00:42:00Z'), endMs: NOW, marked: false })
    expect(others).toEqual([])
  })

  test('tells nothing of the other direction, of what is to come, and of what was long ago', () => {
    const others = [
      fakeIncident({ direction: 'S' }),
      fakeIncident({ starts: '2026-11-24T01:30:00Z' }),
      fakeIncident({ starts: '2026-11-23T20:00:00Z', ends: '2026-11-23T21:00:00Z' }),
    ]

    expect(marksOf(others, spaceTime.corridor, grid, NOW, null)).toEqual([])
  })

  test('knows which cells a mark runs through', () => {
    const marks = marksOf([fakeIncident({ postmile_mi: 30.9, starts: '2026-11-24T00:56:00Z' })], spaceTime.corridor, grid, NOW, null)

    expect([0, 1, 2, 3, 4].map((column) => marksAt(marks, grid, { row: 1, column }).length)).toEqual([0, 0, 1, 1, 1])
    expect(marksAt(marks, grid, { row: 0, column: 3 })).toEqual([])
  })
})

describe('the state', () => {
  const wish: Wish = { kind: 'end', id: 'i1' }

  test('a jump opens the corridor and marks the place until the corridor is left', () => {
    const jumped = stateAfter({ type: 'spot-shown', spot: spotOf(crash) })

    expect(jumped.view.corridorId).toBe('I-405-N')
    expect(jumped.spot).toEqual({ key: keyOf(crash), corridorId: 'I-405-N', position: [-118.25, 34.025] })
    expect(reduce(jumped, { type: 'hours-set', hours: 6 }).spot).not.toBeNull()
    expect(reduce(jumped, { type: 'corridor-chosen', corridorId: 'I-405-S' }).spot).toBeNull()
    expect(reduce(jumped, { type: 'escaped' }).spot).toBeNull()
  })

  test('a wish is answered where it was made; an answer that was overtaken is dropped', () => {
    const sending = stateAfter({ type: 'change-wished', form: 'rain', wish })
    const other: Wish = { kind: 'end', id: 'i2' }

    expect(reduce(sending, { type: 'change-done', wish }).change).toEqual({ kind: 'done', form: 'rain', wish })
    expect(reduce(sending, { type: 'change-refused', wish, detail: 'no' }).change).toMatchObject({ kind: 'refused', detail: 'no' })
    expect(reduce(sending, { type: 'change-done', wish: other })).toBe(sending)
  })

  test('the road’s menu opens only where the road is simulated, and Escape closes it first', () => {
    const simulated = stateAfter({ type: 'simulation-loaded', simulation: simulationOf() }, { type: 'sensor-chosen', sensorId: 'A' })
    const open = reduce(simulated, { type: 'road-toggled' })

    expect(stateAfter({ type: 'road-toggled' }).roadOpen).toBe(false)
    expect(open.roadOpen).toBe(true)
    expect(reduce(open, { type: 'escaped' })).toMatchObject({ roadOpen: false, view: { sensorId: 'A' } })
    expect(reduce(open, { type: 'simulation-absent' })).toMatchObject({ roadOpen: false, simulation: null })
  })
})

describe('the server', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('is sent changes as JSON, and asked to end them by id', async () => {
    const asked = answering(201, { id: 'i1', kind: 'rain' })
    const api = new HttpApi('http://road')

    await api.intervene({ kind: 'rain', rain: 'heavy' })
    await api.endIntervention('i/1')

    expect(asked.mock.calls.map(([url, init]) => [url, init?.method, init?.body])).toEqual([
      ['http://road/api/v1/simulator/interventions', 'POST', '{"kind":"rain","rain":"heavy"}'],
      ['http://road/api/v1/simulator/interventions/i%2F1', 'DELETE', undefined],
    ])
    expect(new Headers(asked.mock.calls[0]?.[1]?.headers).get('content-type')).toBe('application/json')
  })

  test('says in its problem’s detail why it refuses', async () => {
    answering(400, { detail: 'I-405 N has 5 lanes at postmile 11.3, so 0 to 5 can be blocked, was 9' })

    await expect(new HttpApi().intervene({ kind: 'incident' })).rejects.toEqual(
      new ApiError(400, 'I-405 N has 5 lanes at postmile 11.3, so 0 to 5 can be blocked, was 9'),
    )
  })

  function answering(status: number, body: object) {
    const fetching = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }))
    vi.stubGlobal('fetch', fetching)
    return fetching
  }
})

function simulationOf(...incidents: Parameters<typeof fakeTruth>) {
  return { truth: fakeTruth(...incidents), interventions: [] }
}

function stateAfter(...actions: Action[]): State {
  return actions.reduce(reduce, initialState(defaultView, true))
}

function loaded(): State {
  return stateAfter({ type: 'map-loaded', map: fakeMap(), atMs: 1 })
}
