import type { Sensor } from '../api/Api'

type Position = [longitude: number, latitude: number]

/** One freeway in one direction, its sensors in the order of travel. */
export interface Corridor {
  freeway: string
  direction: string
  /** Indices into the network's sensors. */
  sensors: number[]
}

/** Such as I-405-N: what the server and the address bar call it. */
export function corridorIdOf({ freeway, direction }: { freeway: string; direction: string }): string {
  return `${freeway}-${direction}`
}

/** The corridor a sensor stands on; null for a station without a freeway. */
export function corridorIdAt(sensor: Sensor | undefined): string | null {
  if (!sensor || sensor.freeway === null || sensor.direction === null || sensor.postmile_mi === null) return null
  return corridorIdOf({ freeway: sensor.freeway, direction: sensor.direction })
}

/** Slower than this is a queue, here and in the server's answer. */
const QUEUE_MPH = 30

/** The corridor with the most stations in queues, of one freeway or of all; of several, the first. Null where there is none. */
export function slowestCorridorId(sensors: readonly Sensor[], speeds: readonly (number | null)[], freeway?: string): string | null {
  const slowIn = (corridor: Corridor) => corridor.sensors.filter((index) => (speeds[index] ?? Infinity) < QUEUE_MPH).length
  const corridors = corridorsOf(sensors).filter((corridor) => freeway === undefined || corridor.freeway === freeway)
  const most = Math.max(...corridors.map(slowIn))
  const found = corridors.find((corridor) => slowIn(corridor) === most)
  return found ? corridorIdOf(found) : null
}

/** The stretch of road a sensor speaks for: half the way to each neighbour. */
export interface Piece {
  sensor: number
  line: Position[]
}

/** A sensor speaks for no more road than this on each side; the rest of a longer gap stays uncoloured. */
const REACH_MI = 2
const MILES_PER_DEGREE = 69.1

/** Groups sensors by freeway and direction. Sensors that lack one of them, or a postmile, stay stations. */
export function corridorsOf(sensors: readonly Sensor[]): Corridor[] {
  const groups = new Map<string, Corridor>()
  sensors.forEach((sensor, index) => {
    if (sensor.freeway === null || sensor.direction === null || sensor.postmile_mi === null) return
    const key = `${sensor.freeway} ${sensor.direction}`
    const group = groups.get(key)
    if (group) group.sensors.push(index)
    else groups.set(key, { freeway: sensor.freeway, direction: sensor.direction, sensors: [index] })
  })
  const corridors = [...groups.values()].sort(
    (a, b) => a.freeway.localeCompare(b.freeway, 'en', { numeric: true }) || a.direction.localeCompare(b.direction),
  )
  for (const corridor of corridors) orderByTravel(corridor, sensors)
  return corridors
}

/** Postmiles grow northward and eastward, so southbound and westbound traffic runs against them. */
function orderByTravel(corridor: Corridor, sensors: readonly Sensor[]): void {
  const sign = corridor.direction === 'S' || corridor.direction === 'W' ? -1 : 1
  corridor.sensors.sort((a, b) => sign * ((sensors[a]?.postmile_mi ?? 0) - (sensors[b]?.postmile_mi ?? 0)) || a - b)
}

export function lineOf(corridor: Corridor, sensors: readonly Sensor[]): Position[] {
  return corridor.sensors.map((index) => positionOf(sensors[index]!))
}

/** Where a postmile lies on a corridor's drawn line; beyond its ends it is the end. Null for a corridor of one sensor. */
export function positionAt(corridor: Corridor, sensors: readonly Sensor[], postmile: number): Position | null {
  const stations = corridor.sensors.map((index) => sensors[index]!)
  let best: { off: number; position: Position } | null = null
  for (let i = 1; i < stations.length; i++) {
    const [from, to] = [stations[i - 1]!, stations[i]!]
    const miles = to.postmile_mi! - from.postmile_mi!
    const share = miles === 0 ? 0 : clamped((postmile - from.postmile_mi!) / miles)
    const off = Math.abs(from.postmile_mi! + share * miles - postmile)
    if (best === null || off < best.off) best = { off, position: along(positionOf(from), positionOf(to), share) }
  }
  return best?.position ?? null
}

/** The postmile of the point of a corridor's drawn line that is nearest to a position. Null for a corridor of one sensor. */
export function postmileAt(corridor: Corridor, sensors: readonly Sensor[], position: Position): number | null {
  const stations = corridor.sensors.map((index) => sensors[index]!)
  let best: { off: number; postmile: number } | null = null
  for (let i = 1; i < stations.length; i++) {
    const [from, to] = [stations[i - 1]!, stations[i]!]
    const share = shareOf(positionOf(from), positionOf(to), position)
    const off = distanceMi(along(positionOf(from), positionOf(to), share), position)
    const postmile = from.postmile_mi! + share * (to.postmile_mi! - from.postmile_mi!)
    if (best === null || off < best.off) best = { off, postmile }
  }
  return best?.postmile ?? null
}

/** How far along a line the point lies that is nearest to a position: 0 is its beginning, 1 its end. */
function shareOf(from: Position, to: Position, at: Position): number {
  const [x, y] = [(to[0] - from[0]) * squeeze(from), to[1] - from[1]]
  const length = x * x + y * y
  return length === 0 ? 0 : clamped(((at[0] - from[0]) * squeeze(from) * x + (at[1] - from[1]) * y) / length)
}

function along(from: Position, to: Position, share: number): Position {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** Cuts a corridor into one piece per sensor. A corridor of one sensor has no line, so no piece. */
export function piecesOf(corridor: Corridor, sensors: readonly Sensor[]): Piece[] {
  if (corridor.sensors.length < 2) return []
  const line = lineOf(corridor, sensors)
  return corridor.sensors.map((sensor, i) => {
    const here = line[i]!
    const before = line[i - 1]
    const after = line[i + 1]
    const piece: Position[] = []
    if (before) piece.push(toward(here, before))
    piece.push(here)
    if (after) piece.push(toward(here, after))
    return { sensor, line: piece }
  })
}

/** The line of a corridor from one of its stations to another, with their own pieces; empty where one of them is not on it. */
export function stretchOf(corridor: Corridor, sensors: readonly Sensor[], tailId: string, headId: string): Position[] {
  const at = (id: string) => corridor.sensors.findIndex((index) => sensors[index]?.sensor_id === id)
  const [tail, head] = [at(tailId), at(headId)]
  if (tail < 0 || head < 0) return []
  return piecesOf(corridor, sensors)
    .slice(Math.min(tail, head), Math.max(tail, head) + 1)
    .flatMap(({ line }) => line)
}

/** Half the way to a neighbour, but no further than a sensor's reach. */
function toward(from: Position, to: Position): Position {
  const miles = distanceMi(from, to)
  const share = miles === 0 ? 0 : Math.min(0.5, REACH_MI / miles)
  return along(from, to, share)
}

/** Compass bearing of travel at a sensor in degrees, 0 is north; null where there is no line. */
export function bearingsOf(corridors: readonly Corridor[], sensors: readonly Sensor[]): (number | null)[] {
  const bearings: (number | null)[] = sensors.map(() => null)
  for (const corridor of corridors) {
    const line = lineOf(corridor, sensors)
    corridor.sensors.forEach((sensor, i) => {
      const from = line[Math.max(0, i - 1)]!
      const to = line[Math.min(line.length - 1, i + 1)]!
      if (from !== to) bearings[sensor] = bearing(from, to)
    })
  }
  return bearings
}

export function boundsOf(sensors: readonly Sensor[]): [west: number, south: number, east: number, north: number] | null {
  if (sensors.length === 0) return null
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const { longitude, latitude } of sensors) {
    bounds[0] = Math.min(bounds[0], longitude)
    bounds[1] = Math.min(bounds[1], latitude)
    bounds[2] = Math.max(bounds[2], longitude)
    bounds[3] = Math.max(bounds[3], latitude)
  }
  return bounds
}

function positionOf(sensor: Sensor): Position {
  return [sensor.longitude, sensor.latitude]
}

function distanceMi(a: Position, b: Position): number {
  return Math.hypot((b[0] - a[0]) * squeeze(a), b[1] - a[1]) * MILES_PER_DEGREE
}

function bearing(from: Position, to: Position): number {
  const degrees = (Math.atan2((to[0] - from[0]) * squeeze(from), to[1] - from[1]) * 180) / Math.PI
  return (degrees + 360) % 360
}

function squeeze(at: Position): number {
  return Math.cos((at[1] * Math.PI) / 180)
}
