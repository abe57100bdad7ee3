import { describe, expect, test } from 'vitest'
import type { Queue } from '../src/api/Api'
import { fakeSpaceTime } from '../src/api/FakeApi'
import { timeText } from '../src/format'
import { messages } from '../src/messages'
import { otherAheadText, probabilityText, queueText, sentenceHorizon } from '../src/panels/queueText'
import { readoutOf } from '../src/panels/SpaceTimeDiagram'
import { abbreviated, gridOf, labelled, likelyQueueOutline, moved, placeText, Scale, type Spot, ticksOf } from '../src/panels/spaceTime'
import { csvOf } from '../src/panels/spaceTimeCsv'

const ZONE = 'America/Los_Angeles'
const I_405_N = { freeway: 'I-405', direction: 'N' }

describe('the grid', () => {
  test('has the closed windows, then the horizons, and now between them', () => {
    const grid = gridOf(fakeSpaceTime())

    expect(grid.columns.map(({ horizon }) => horizon)).toEqual([0, 0, 0, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60])
    expect(grid.nowMs).toBe(Date.parse('2026-11-24T01:05:00Z'))
    expect(grid.columns[3]!.endMs).toBe(grid.nowMs)
    expect(grid.columns[4]!.startMs).toBe(grid.nowMs)
  })

  test('tells observed, imputed, missing and forecast apart, and keeps 0 as 0', () => {
    const { cells } = gridOf(fakeSpaceTime())

    expect(cells[1]!.slice(0, 4)).toEqual([
      { kind: 'observed', mph: 50 },
      { kind: 'imputed', mph: 40 },
      { kind: 'missing' },
      { kind: 'observed', mph: 25 },
    ])
    expect(cells[2]![3]).toEqual({ kind: 'observed', mph: 0 })
    expect(cells[0]![4]).toEqual({ kind: 'forecast', mph: 28, p05: 15, p95: 45, below: 0.71 })
    expect(cells[2]![4]).toEqual({ kind: 'missing' })
  })

  test('what was observed wins where an older forecast overlaps it', () => {
    const spaceTime = fakeSpaceTime()
    spaceTime.forecast!.issued_at = '2026-11-24T00:55:00Z'

    const grid = gridOf(spaceTime)

    expect(grid.columns.map(({ horizon }) => horizon).slice(3, 6)).toEqual([0, 15, 20])
    expect(grid.columns[4]!.startMs).toBe(grid.nowMs)
  })

  test('without windows or without a forecast it is what the other one gives', () => {
    expect(gridOf({ ...fakeSpaceTime(), windows: null }).columns).toHaveLength(12)
    expect(gridOf({ ...fakeSpaceTime(), windows: null }).nowMs).toBeNull()
    expect(gridOf({ ...fakeSpaceTime(), forecast: null }).columns).toHaveLength(4)
    expect(gridOf({ ...fakeSpaceTime(), windows: null, forecast: null }).columns).toEqual([])
  })

  test('begins with the first window that any station speaks in', () => {
    const spaceTime = fakeSpaceTime()
    spaceTime.windows!.speed_mph = [
      [null, null, null, null],
      [null, null, 40, null],
      [null, null, null, 0],
    ]
    spaceTime.windows!.imputed = [[], [2], []]

    const grid = gridOf(spaceTime)

    expect(grid.columns.filter(({ horizon }) => horizon === 0).map(({ startMs }) => startMs)).toEqual(
      ['2026-11-24T00:55:00Z', '2026-11-24T01:00:00Z'].map((at) => Date.parse(at)),
    )
    expect(grid.cells.map((row) => row[0]!.kind)).toEqual(['missing', 'imputed', 'missing'])
    spaceTime.windows!.speed_mph = spaceTime.windows!.speed_mph.map((row) => row.map(() => null))
    expect(gridOf(spaceTime).columns.filter(({ horizon }) => horizon === 0)).toHaveLength(1)
  })

  test('a station speaks for half the way to its neighbours, and for two miles at most', () => {
    const spaceTime = fakeSpaceTime()
    spaceTime.corridor.stations[2]!.postmile_mi = 40

    const stretches = gridOf(spaceTime).rows.map(({ stretch }) => stretch.map((mile) => Math.round(mile * 10) / 10))

    expect(stretches).toEqual([
      [-0.4, 0.4],
      [0.4, 2.8],
      [8, 10.4],
    ])
  })

  test('runs upward in the direction of travel, also where postmiles fall', () => {
    const spaceTime = fakeSpaceTime()
    spaceTime.corridor.stations.forEach((station, index) => {
      station.postmile_mi = 34 - index
    })

    const grid = gridOf(spaceTime)
    const scale = new Scale(grid, { left: 0, top: 0, width: 160, height: 100 })

    expect(grid.rows.map(({ miles }) => miles)).toEqual([0, 1, 2])
    expect(scale.y(grid.rows[0]!.miles)).toBeGreaterThan(scale.y(grid.rows[2]!.miles))
  })

  test('on its own corridor a station needs no freeway before its name', () => {
    expect(placeText('I-405 N at Getty Center Dr', I_405_N)).toBe('Getty Center Dr')
    expect(placeText('I-405 N mile 3', I_405_N)).toBe('Mile 3')
    expect(placeText('I-405 S at Getty Center Dr', I_405_N)).toBe('I-405 S at Getty Center Dr')
    expect(placeText('Loop 12', I_405_N)).toBe('Loop 12')
  })
})

describe('pointing', () => {
  const grid = gridOf(fakeSpaceTime())
  const scale = new Scale(grid, { left: 100, top: 20, width: 160, height: 100 })

  test('finds the cell under a point and none outside', () => {
    expect(scale.at(grid, 101, 119)).toEqual({ row: 0, column: 0 })
    expect(scale.at(grid, 259, 21)).toEqual({ row: 2, column: 15 })
    expect(scale.at(grid, 99, 50)).toBeNull()
    expect(scale.at(grid, 150, 121)).toBeNull()
  })

  test('keys enter at the newest closed window and stay inside', () => {
    const entered = moved(grid, null, 'ArrowLeft')

    expect(entered).toEqual({ row: 2, column: 3 })
    expect(keys(entered, 'ArrowUp', 'ArrowRight')).toEqual({ row: 2, column: 4 })
    expect(keys(entered, 'PageDown', 'Home', 'ArrowLeft')).toEqual({ row: 0, column: 0 })
    expect(keys(entered, 'End')).toEqual({ row: 2, column: 15 })
    expect(moved(grid, entered, 'x')).toBeNull()
    expect(moved({ ...grid, rows: [] }, null, 'ArrowUp')).toBeNull()
  })

  test('a closed cell is read out with time, place and speed', () => {
    expect(readoutOf(grid, { row: 1, column: 3 }, ZONE, 'mph')?.lines).toEqual(['17:00–17:05', 'Wilshire Blvd, postmile 30.8', '25 mph'])
    expect(readoutOf(grid, { row: 1, column: 2 }, ZONE, 'mph')?.lines.at(-1)).toBe(messages.noDataLong)
    expect(readoutOf(grid, { row: 1, column: 1 }, ZONE, 'mph')?.lines.at(-1)).toBe('40 mph, imputed')
  })

  test('a forecast cell also with its interval and how probable a queue is', () => {
    expect(readoutOf(grid, { row: 0, column: 6 }, ZONE, 'mph')?.lines).toEqual([
      '17:15–17:20 (+15 min)',
      'Olympic Blvd, postmile 30.0',
      'Forecast 28 mph',
      '90 % interval 15 mph – 45 mph',
      'Below 30 mph: probability 0.71',
    ])
  })

  function keys(spot: Spot | null, ...pressed: string[]): Spot | null {
    return pressed.reduce((at, key) => moved(grid, at, key), spot)
  }
})

describe('drawing', () => {
  test('long names are shortened as road signs do', () => {
    expect(['Getty Center Drive', 'Street Road', 'Sepulveda Pass', 'Broadway'].map(abbreviated)).toEqual([
      'Getty Center Dr',
      'Street Rd',
      'Sepulveda Pass',
      'Broadway',
    ])
  })

  test('names do not touch, and those that matter go first', () => {
    const ys = [100, 92, 84, 76, 68, 0]

    expect(labelled(ys, 14, [])).toEqual([0, 2, 4, 5])
    expect(labelled(ys, 14, [3])).toEqual([0, 3, 5])
    expect(labelled([], 14, [])).toEqual([])
  })

  test('times stand on full quarters and hours of the road’s clock', () => {
    const from = Date.parse('2026-11-24T00:50:00Z')
    const minuteOfDay = (ms: number) => Number(timeText(ms, ZONE).slice(0, 2)) * 60 + Number(timeText(ms, ZONE).slice(3))
    const ticks = (hours: number, most: number) =>
      ticksOf(from, from + hours * 3_600_000, most, minuteOfDay).map((at) => timeText(at, ZONE))

    expect(ticks(1, 6)).toEqual(['17:00', '17:15', '17:30', '17:45'])
    expect(ticks(4, 6)).toEqual(['17:00', '18:00', '19:00', '20:00'])
    expect(ticks(24, 8)).toEqual(['18:00', '21:00', '00:00', '03:00', '06:00', '09:00', '12:00', '15:00'])
  })

  test('the outline runs around where a queue is more likely than not, ahead of now only', () => {
    const edges = likelyQueueOutline(gridOf(fakeSpaceTime()))

    expect(edges.filter(({ side }) => side === 'left')).toEqual([
      { row: 0, column: 4, side: 'left' },
      { row: 1, column: 4, side: 'left' },
    ])
    expect(edges.filter(({ side }) => side === 'top').every(({ row }) => row === 1)).toBe(true)
  })
})

describe('a queue in words', () => {
  const [queue] = fakeSpaceTime().queues as [Queue]

  test('where it stands and where its end is expected', () => {
    expect(queueText(queue, I_405_N, 30)).toBe(
      'Queue of 3.2 mi from Getty Center Dr back to Wilshire Blvd; in 30 min its end is expected at Olympic Blvd (probability 0.71)',
    )
  })

  test('that it is expected to dissolve', () => {
    expect(queueText(queue, I_405_N, 60)).toContain(
      'in 60 min it is expected to have dissolved (highest probability among its stations: 0.23)',
    )
  })

  test('that nothing is known', () => {
    const unknown = { horizon_minutes: 30, outcome: 'unknown', tail: null, probability: null, probability_upstream: null } as const

    expect(queueText({ ...queue, expected: [unknown] }, I_405_N, 30)).toContain('nothing is forecast there for 30 min ahead')
    expect(queueText({ ...queue, expected: [] }, I_405_N, 30)).toContain(messages.queueNoForecast)
    expect(otherAheadText(unknown, I_405_N)).toBe('+30 min: unknown')
  })

  test('speaks of the horizon the map shows, if there is one for it', () => {
    expect([0, 5, 15, 30, 45, 60].map(sentenceHorizon)).toEqual([30, 30, 15, 30, 30, 60])
  })

  test('a probability is never a certainty', () => {
    expect([0, 0.004, 0.5, 0.714, 0.999, 1].map(probabilityText)).toEqual(['< 0.01', '< 0.01', '0.50', '0.71', '> 0.99', '> 0.99'])
  })
})

describe('the file', () => {
  test('has a line for each cell, what is missing empty', () => {
    const lines = csvOf(fakeSpaceTime()).split('\r\n')

    expect(lines).toHaveLength(1 + 3 * 16 + 1)
    expect(lines[2]).toBe('simulated,I-405-N,A,I-405 N at Olympic Blvd,30,2026-11-24T00:50:00Z,2026-11-24T00:55:00Z,observed,61,,,,,')
    expect(lines[5]).toBe(
      'simulated,I-405-N,A,I-405 N at Olympic Blvd,30,2026-11-24T01:05:00Z,2026-11-24T01:10:00Z,forecast,28,15,45,0.71,2026-11-24T01:05:00Z,graph 1.2',
    )
    expect(lines[19]).toContain(',missing,,,,,,')
  })

  test('a name is quoted, and is never a formula', () => {
    const spaceTime = fakeSpaceTime()
    spaceTime.corridor.stations[0]!.name = '=1+1, "Olympic"'

    expect(csvOf(spaceTime)).toContain(`A,"'=1+1, ""Olympic""",30`)
  })
})
