import { expect, test } from 'vitest'
import { fakeSensor } from '../src/api/FakeApi'
import { bearingsOf, boundsOf, corridorIdAt, corridorsOf, piecesOf, slowestCorridorId } from '../src/layers/corridors'

const north = [
  fakeSensor('N3', { postmile_mi: 3, latitude: 34.03 }),
  fakeSensor('N1', { postmile_mi: 1, latitude: 34.01 }),
  fakeSensor('N2', { postmile_mi: 2, latitude: 34.02 }),
]
const south = north.map((sensor) => ({ ...sensor, sensor_id: `S${sensor.postmile_mi}`, direction: 'S' as const }))

test('sensors are grouped by freeway and direction and stand in the order of travel', () => {
  const sensors = [...north, ...south, fakeSensor('X', { freeway: 'I-10', direction: 'E' })]

  const corridors = corridorsOf(sensors).map(
    ({ freeway, direction, sensors: indices }) => `${freeway} ${direction}: ${indices.map((i) => sensors[i]?.sensor_id)}`,
  )

  expect(corridors).toEqual(['I-10 E: X', 'I-405 N: N1,N2,N3', 'I-405 S: S3,S2,S1'])
})

test('sensors without freeway, direction or postmile are only stations', () => {
  const sensors = [fakeSensor('A', { freeway: null }), fakeSensor('B', { direction: null }), fakeSensor('C', { postmile_mi: null })]

  expect(corridorsOf(sensors)).toEqual([])
})

test('pieces meet half-way between neighbours', () => {
  const [corridor] = corridorsOf(north)

  const pieces = piecesOf(corridor!, north)

  expect(pieces.map((piece) => piece.sensor)).toEqual([1, 2, 0])
  expect(pieces[0]?.line.at(-1)).toEqual(pieces[1]?.line[0])
  expect(pieces[0]?.line.at(-1)?.[1]).toBeCloseTo(34.015)
})

test('a sensor does not speak for a long gap', () => {
  const sensors = [fakeSensor('A', { postmile_mi: 0, latitude: 34 }), fakeSensor('B', { postmile_mi: 20, latitude: 34.3 })]
  const [corridor] = corridorsOf(sensors)

  const [first] = piecesOf(corridor!, sensors)

  const reachMi = ((first?.line.at(-1)?.[1] ?? 0) - 34) * 69.1
  expect(reachMi).toBeCloseTo(2, 1)
})

test('sensors on the same spot do no harm', () => {
  const sensors = [fakeSensor('A', { postmile_mi: 1 }), fakeSensor('B', { postmile_mi: 1 })]
  const corridors = corridorsOf(sensors)

  expect(
    piecesOf(corridors[0]!, sensors)
      .flatMap((piece) => piece.line.flat())
      .every(Number.isFinite),
  ).toBe(true)
})

test('bearings follow travel; a station has none', () => {
  const sensors = [...north, ...south, fakeSensor('C', { freeway: null })]

  const bearings = bearingsOf(corridorsOf(sensors), sensors)

  expect(bearings.map((bearing) => (bearing === null ? null : Math.round(bearing)))).toEqual([0, 0, 0, 180, 180, 180, null])
})

test('bounds hold all sensors; no sensors, no bounds', () => {
  expect(boundsOf(north)).toEqual([-118.25, 34.01, -118.25, 34.03])
  expect(boundsOf([])).toBeNull()
})

test('a sensor stands on the corridor of its freeway and direction, or on none', () => {
  expect(corridorIdAt(south[0])).toBe('I-405-S')
  expect(corridorIdAt(fakeSensor('B', { direction: null }))).toBeNull()
  expect(corridorIdAt(undefined)).toBeNull()
})

test('the slowest corridor has the most slow stations; without corridors there is none', () => {
  const sensors = [...north, ...south]

  expect(slowestCorridorId(sensors, [20, 60, 60, 20, 20, null])).toBe('I-405-S')
  expect(slowestCorridorId(sensors, [])).toBe('I-405-N')
  expect(slowestCorridorId([fakeSensor('A', { freeway: null })], [20])).toBeNull()
  expect(slowestCorridorId(sensors, [20, 60, 60, 20, 20, null], 'I-10')).toBeNull()
})
