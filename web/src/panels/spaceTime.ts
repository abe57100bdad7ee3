import type { SimulatedIncident, SpaceTime } from '../api/Api'
import { keyOf } from '../state/simulation'

/** One five-minute window of the diagram; horizon 0 is a closed one, others are minutes ahead of the forecast's issue. */
export interface Column {
  startMs: number
  endMs: number
  horizon: number
}

/** One station. Miles count from the first station on, in the direction of travel; its stretch is the road it speaks for. */
export interface Row {
  sensorId: string
  name: string
  postmile: number
  miles: number
  stretch: readonly [from: number, to: number]
}

export type Cell =
  | { kind: 'observed' | 'imputed'; mph: number }
  | { kind: 'missing' }
  | { kind: 'forecast'; mph: number; p05: number | null; p95: number | null; below: number | null }

/** A corridor over place and time; rows from upstream to downstream, columns from old to new. */
export interface Grid {
  rows: Row[]
  columns: Column[]
  /** `cells[row][column]` */
  cells: Cell[][]
  /** The end of the newest closed window: left of it is what was, right of it what may be. */
  nowMs: number | null
}

/** A simulated incident in the diagram: a line at its place from its start to its end, or to now. */
export interface Mark {
  incident: SimulatedIncident
  miles: number
  startMs: number
  endMs: number
  /** Until then it is as bad as it was at first. */
  helpMs: number
  /** Somebody jumped to it. */
  marked: boolean
}

/** A station speaks for no more road than this on each side, as on the map. */
const REACH_MI = 2
/** The road before the first and behind the last station of a corridor, at most. */
const END_MI = 0.4
const MINUTE_MS = 60_000
const MISSING: Cell = { kind: 'missing' }

/** Closed windows win where an older forecast overlaps them. Windows from before the first word of any station are left out. */
export function gridOf({ corridor, windows, forecast }: SpaceTime): Grid {
  const nowMs = windows ? Date.parse(windows.end) : null
  const columns: Column[] = []
  const silent = windows ? silentAtFirst(windows.speed_mph) : 0
  if (windows) {
    const stepMs = windows.step_minutes * MINUTE_MS
    for (let startMs = Date.parse(windows.start) + silent * stepMs; startMs < Date.parse(windows.end); startMs += stepMs)
      columns.push({ startMs, endMs: startMs + stepMs, horizon: 0 })
  }
  const past = columns.length
  const ahead = (forecast?.horizons_min ?? []).flatMap((horizon, step) => {
    const endMs = Date.parse(forecast!.issued_at) + horizon * MINUTE_MS
    const startMs = endMs - 5 * MINUTE_MS
    return nowMs !== null && startMs < nowMs ? [] : [{ step, column: { startMs, endMs, horizon } }]
  })
  columns.push(...ahead.map(({ column }) => column))
  const imputed = (windows?.imputed ?? []).map((places) => new Set(places))
  const cells = corridor.stations.map((_, row) => [
    ...Array.from({ length: past }, (_, at) => pastCell(windows?.speed_mph[row]?.[silent + at], imputed[row]?.has(silent + at) ?? false)),
    ...ahead.map(({ step }) => aheadCell(forecast!, row, step)),
  ])
  return { rows: rowsOf(corridor), columns, cells, nowMs }
}

/** How many of the oldest windows nobody speaks in; never the newest one. */
function silentAtFirst(rows: readonly (readonly (number | null)[])[]): number {
  const firsts = rows.map((row) => row.findIndex((mph) => mph !== null)).filter((at) => at >= 0)
  const count = rows[0]?.length ?? 0
  return Math.max(0, Math.min(count - 1, ...firsts))
}

function pastCell(mph: number | null | undefined, imputed: boolean): Cell {
  return mph == null ? MISSING : { kind: imputed ? 'imputed' : 'observed', mph }
}

function aheadCell(forecast: NonNullable<SpaceTime['forecast']>, row: number, step: number): Cell {
  const mph = forecast.speed_mph_p50[row]?.[step]
  if (mph == null) return MISSING
  return {
    kind: 'forecast',
    mph,
    p05: forecast.speed_mph_p05[row]?.[step] ?? null,
    p95: forecast.speed_mph_p95[row]?.[step] ?? null,
    below: forecast.probability_below_30_mph[row]?.[step] ?? null,
  }
}

function rowsOf(corridor: SpaceTime['corridor']): Row[] {
  const first = corridor.stations[0]?.postmile_mi ?? 0
  const miles = corridor.stations.map((station) => Math.abs(station.postmile_mi - first))
  return corridor.stations.map((station, i) => {
    const here = miles[i]!
    const before = miles[i - 1]
    const after = miles[i + 1]
    const half = (other: number | undefined) => Math.min(REACH_MI, other === undefined ? END_MI : Math.abs(other - here) / 2)
    return {
      sensorId: station.sensor_id,
      name: placeText(station.name, corridor),
      postmile: station.postmile_mi,
      miles: here,
      stretch: [here - half(before), here + half(after)],
    }
  })
}

/** Incidents of a corridor that have begun and are in the picture; what the simulator already knows of later is not told. */
export function marksOf(
  incidents: readonly SimulatedIncident[],
  corridor: SpaceTime['corridor'],
  grid: Grid,
  nowMs: number,
  marked: string | null,
): Mark[] {
  const first = corridor.stations[0]?.postmile_mi ?? 0
  const sign = corridor.direction === 'S' || corridor.direction === 'W' ? -1 : 1
  const startOfAll = grid.columns[0]?.startMs ?? 0
  return incidents
    .filter(({ freeway, direction }) => freeway === corridor.freeway && direction === corridor.direction)
    .map((incident) => ({
      incident,
      miles: sign * (incident.postmile_mi - first),
      startMs: Date.parse(incident.starts),
      endMs: Math.min(nowMs, Date.parse(incident.ends)),
      helpMs: Date.parse(incident.help_arrives),
      marked: keyOf(incident) === marked,
    }))
    .filter(({ startMs, endMs }) => startMs <= nowMs && endMs > startOfAll)
}

/** The marks in a cell of the diagram. */
export function marksAt(marks: readonly Mark[], grid: Grid, { row, column }: Spot): Mark[] {
  const [from, to] = grid.rows[row]?.stretch ?? [0, 0]
  const { startMs, endMs } = grid.columns[column] ?? { startMs: 0, endMs: 0 }
  return marks.filter((mark) => mark.miles >= from && mark.miles < to && mark.startMs < endMs && mark.endMs > startMs)
}

/** Getty Center Dr, of «I-405 N at Getty Center Dr»: on its own corridor a station needs no freeway before its name. */
export function placeText(name: string, corridor: { freeway: string; direction: string }): string {
  const prefix = `${corridor.freeway} ${corridor.direction} `
  if (!name.startsWith(prefix)) return name
  const rest = name.slice(prefix.length).replace(/^at /, '')
  return rest === '' ? name : rest.charAt(0).toUpperCase() + rest.slice(1)
}

const SHORT: Record<string, string> = {
  Avenue: 'Ave',
  Boulevard: 'Blvd',
  Drive: 'Dr',
  Freeway: 'Fwy',
  Highway: 'Hwy',
  Parkway: 'Pkwy',
  Road: 'Rd',
  Street: 'St',
}

/** Getty Center Dr, of «Getty Center Drive»: as road signs have it. */
export function abbreviated(name: string): string {
  return name.replace(/\b\w+$/, (word) => SHORT[word] ?? word)
}

/** Where place and time lie on the picture, in CSS pixels. Traffic runs upward. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

export class Scale {
  readonly frame: Frame
  private readonly startMs: number
  private readonly endMs: number
  private readonly fromMi: number
  private readonly toMi: number

  constructor(grid: Grid, frame: Frame) {
    this.frame = frame
    this.startMs = grid.columns[0]?.startMs ?? 0
    this.endMs = grid.columns.at(-1)?.endMs ?? 1
    this.fromMi = grid.rows[0]?.stretch[0] ?? 0
    this.toMi = Math.max(this.fromMi + 0.1, grid.rows.at(-1)?.stretch[1] ?? 1)
  }

  x(ms: number): number {
    return this.frame.left + ((ms - this.startMs) / (this.endMs - this.startMs)) * this.frame.width
  }

  y(miles: number): number {
    return this.frame.top + this.frame.height - ((miles - this.fromMi) / (this.toMi - this.fromMi)) * this.frame.height
  }

  /** The place in the grid under a point; null outside the picture and between stations that are far apart. */
  at(grid: Grid, x: number, y: number): Spot | null {
    const column = grid.columns.findIndex(({ startMs, endMs }) => x >= this.x(startMs) && x < this.x(endMs))
    const row = grid.rows.findIndex(({ stretch: [from, to] }) => y <= this.y(from) && y > this.y(to))
    return column < 0 || row < 0 ? null : { row, column }
  }
}

export interface Spot {
  row: number
  column: number
}

/** Where a key leads; null if it leads nowhere. The first key enters at the newest closed window, furthest downstream. */
export function moved(grid: Grid, spot: Spot | null, key: string): Spot | null {
  if (grid.rows.length === 0 || grid.columns.length === 0) return null
  const newest = Math.max(0, grid.columns.filter(({ horizon }) => horizon === 0).length - 1)
  if (!spot) return MOVES[key] ? { row: grid.rows.length - 1, column: newest } : null
  if (key === 'Home') return { ...spot, column: 0 }
  if (key === 'End') return { ...spot, column: grid.columns.length - 1 }
  const move = MOVES[key]
  if (!move) return null
  return {
    row: within(spot.row + move[0], grid.rows.length),
    column: within(spot.column + move[1], grid.columns.length),
  }
}

const MOVES: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [5, 0],
  PageDown: [-5, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

function within(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value))
}

/** Rows whose names can be written without touching: those that matter first, then from downstream on. */
export function labelled(ys: readonly number[], gap: number, first: readonly number[]): number[] {
  const taken: number[] = []
  const order = [...first, ys.length - 1, 0, ...ys.keys()]
  for (const row of order) {
    const y = ys[row]
    if (y === undefined || taken.some((other) => other === row || Math.abs(ys[other]! - y) < gap)) continue
    taken.push(row)
  }
  return taken.sort((a, b) => a - b)
}

const TICK_STEPS_MIN = [15, 30, 60, 120, 180, 240, 360]

/** Instants on full quarters or hours of the road's wall clock, no more than fit. */
export function ticksOf(startMs: number, endMs: number, most: number, minuteOfDay: (ms: number) => number): number[] {
  const quarter = 15 * MINUTE_MS
  const quarters: number[] = []
  for (let at = Math.ceil(startMs / quarter) * quarter; at <= endMs; at += quarter) quarters.push(at)
  for (const step of TICK_STEPS_MIN) {
    const ticks = quarters.filter((at) => minuteOfDay(at) % step === 0)
    if (ticks.length <= most) return ticks
  }
  return []
}

export interface Edge {
  row: number
  column: number
  side: 'left' | 'top' | 'bottom' | 'right'
}

/** The outline of where a queue is more likely than not in the next hour. */
export function likelyQueueOutline(grid: Grid): Edge[] {
  const likely = (row: number, column: number) => {
    const cell = grid.cells[row]?.[column]
    return cell?.kind === 'forecast' && cell.below !== null && cell.below >= 0.5
  }
  const edges: Edge[] = []
  grid.rows.forEach((_, row) => {
    grid.columns.forEach(({ horizon }, column) => {
      if (horizon === 0 || !likely(row, column)) return
      if (!likely(row, column - 1)) edges.push({ row, column, side: 'left' })
      if (!likely(row, column + 1)) edges.push({ row, column, side: 'right' })
      if (!likely(row + 1, column)) edges.push({ row, column, side: 'top' })
      if (!likely(row - 1, column)) edges.push({ row, column, side: 'bottom' })
    })
  })
  return edges
}
