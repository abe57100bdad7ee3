import { timeText } from '../format'
import { levelOf, type Palette } from '../layers/colours'
import { messages } from '../messages'
import {
  abbreviated,
  type Cell,
  type Frame,
  type Grid,
  labelled,
  likelyQueueOutline,
  type Mark,
  type Scale,
  type Spot,
  ticksOf,
} from './spaceTime'

export interface Scene {
  grid: Grid
  scale: Scale
  palette: Palette
  zone: string
  /** Minutes ahead that the map shows. */
  horizon: number
  cursor: Spot | null
  /** Rows whose names go before others: the chosen sensor, the ends of queues. */
  first: readonly number[]
  chosen: number
  marks: readonly Mark[]
}

const FONT = 'system-ui, sans-serif'
const LABEL_PX = 11
const MISSING_ALPHA = 0.32
const FORECAST_ALPHA = 0.62
const HATCH_PX = 6

/** Room for names on the left, times below, and the arrow of travel on the right. */
export function frameOf(width: number, height: number, names: number): Frame {
  const left = Math.round(Math.min(names + 12, Math.max(80, width * 0.28)))
  return { left, top: 18, width: Math.max(40, width - left - 26), height: Math.max(40, height - 18 - 24) }
}

export function drawScene(context: CanvasRenderingContext2D, width: number, height: number, ratio: number, scene: Scene): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  drawCells(context, scene)
  drawForecastVeil(context, scene)
  drawOutline(context, scene)
  drawTimes(context, scene)
  drawNames(context, scene)
  drawTravel(context, scene)
  drawNow(context, scene)
  drawMarks(context, scene)
  drawCursor(context, scene)
}

function drawCells(context: CanvasRenderingContext2D, { grid, scale, palette }: Scene): void {
  grid.rows.forEach(({ stretch: [from, to] }, row) => {
    const top = Math.round(scale.y(to))
    const bottom = Math.round(scale.y(from))
    grid.columns.forEach(({ startMs, endMs }, column) => {
      const cell = grid.cells[row]![column]!
      const left = Math.round(scale.x(startMs))
      const right = Math.round(scale.x(endMs))
      context.globalAlpha = cell.kind === 'missing' ? MISSING_ALPHA : cell.kind === 'forecast' ? FORECAST_ALPHA : 1
      context.fillStyle = palette.levels[levelOf(speedOf(cell))]
      context.fillRect(left, top, right - left, bottom - top)
      if (cell.kind === 'imputed') drawImputed(context, palette, (left + right) / 2, (top + bottom) / 2)
    })
  })
  context.globalAlpha = 1
}

function drawImputed(context: CanvasRenderingContext2D, palette: Palette, x: number, y: number): void {
  context.fillStyle = palette.land
  context.beginPath()
  context.arc(x, y, 1.6, 0, 2 * Math.PI)
  context.fill()
}

export function speedOf(cell: Cell): number | null {
  return cell.kind === 'missing' ? null : cell.mph
}

/** Hatches what may be, so that nobody takes it for what was. */
function drawForecastVeil(context: CanvasRenderingContext2D, { grid, scale, palette }: Scene): void {
  const from = grid.columns.find(({ horizon }) => horizon > 0)
  if (!from) return
  const { top, height, left, width } = scale.frame
  const x = Math.round(scale.x(from.startMs))
  const right = left + width
  context.save()
  context.beginPath()
  context.rect(x, top, right - x, height)
  context.clip()
  context.strokeStyle = palette.land
  context.globalAlpha = 0.5
  context.lineWidth = 1.2
  context.beginPath()
  for (let at = x - height; at < right; at += HATCH_PX) {
    context.moveTo(at, top + height)
    context.lineTo(at + height, top)
  }
  context.stroke()
  context.globalAlpha = 1
  context.strokeStyle = palette.forecast
  context.lineWidth = 2
  context.setLineDash([6, 4])
  context.strokeRect(x + 1, top + 1, right - x - 2, height - 2)
  context.restore()
}

function drawOutline(context: CanvasRenderingContext2D, { grid, scale, palette }: Scene): void {
  context.save()
  context.lineCap = 'square'
  for (const [colour, lineWidth] of [
    [palette.land, 4],
    [palette.selected, 1.8],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = lineWidth
    context.beginPath()
    for (const { row, column, side } of likelyQueueOutline(grid)) {
      const [from, to] = grid.rows[row]!.stretch
      const left = Math.round(scale.x(grid.columns[column]!.startMs))
      const right = Math.round(scale.x(grid.columns[column]!.endMs))
      const top = Math.round(scale.y(to))
      const bottom = Math.round(scale.y(from))
      context.moveTo(side === 'right' ? right : left, side === 'bottom' ? bottom : top)
      context.lineTo(side === 'left' ? left : right, side === 'top' ? top : bottom)
    }
    context.stroke()
  }
  context.restore()
}

/** A line for as long as an incident lasts, thinner once help is there and dashed on the shoulder; a sign where it begins. */
function drawMarks(context: CanvasRenderingContext2D, { scale, palette, marks, zone }: Scene): void {
  const { left, top, width, height } = scale.frame
  context.save()
  context.beginPath()
  context.rect(left, top - 8, width, height + 16)
  context.clip()
  for (const { incident, miles, startMs, endMs, helpMs, marked } of [...marks].sort((a, b) => Number(a.marked) - Number(b.marked))) {
    const y = Math.round(scale.y(miles))
    const from = Math.max(left, scale.x(startMs))
    const help = Math.max(from, Math.min(scale.x(helpMs), scale.x(endMs)))
    const to = Math.max(from, scale.x(endMs))
    const blocks = incident.lanes_blocked > 0
    const strokes = [
      [palette.land, marked ? 9 : 6, []],
      [palette.selected, marked ? 4.5 : 3, blocks ? [] : [3, 3]],
    ] as const
    for (const [colour, lineWidth, dash] of strokes) {
      context.strokeStyle = colour
      context.setLineDash([...dash])
      for (const [a, b, thinner] of [
        [from, help, 0],
        [help, to, 1.5],
      ] as const) {
        if (b <= a) continue
        context.lineWidth = lineWidth - thinner
        context.beginPath()
        context.moveTo(a, y)
        context.lineTo(b, y)
        context.stroke()
      }
    }
    context.setLineDash([])
    drawSign(context, palette, from, y, blocks ? (marked ? 9 : 7) : 5, blocks)
    if (marked)
      drawMarkName(
        context,
        scale,
        palette,
        from,
        y,
        messages.incidentSince(messages.incidentKinds[incident.incident_kind], timeText(startMs, zone)),
      )
  }
  context.restore()
}

function drawSign(context: CanvasRenderingContext2D, palette: Palette, x: number, y: number, size: number, full: boolean): void {
  context.lineJoin = 'round'
  context.beginPath()
  context.moveTo(x, y - size)
  context.lineTo(x + size, y + size * 0.75)
  context.lineTo(x - size, y + size * 0.75)
  context.closePath()
  context.strokeStyle = palette.land
  context.lineWidth = 4
  context.stroke()
  context.fillStyle = full ? palette.selected : palette.land
  context.fill()
  context.strokeStyle = palette.selected
  context.lineWidth = 1.5
  context.stroke()
}

function drawMarkName(context: CanvasRenderingContext2D, { frame }: Scale, palette: Palette, x: number, y: number, text: string): void {
  context.font = `600 ${LABEL_PX}px ${FONT}`
  context.textBaseline = 'middle'
  const width = context.measureText(text).width
  const right = x - frame.left < width + 20
  context.textAlign = 'left'
  const at = right ? x + 14 : x - 14 - width
  const above = y - frame.top > 30 ? y - 17 : y + 17
  const line = right ? above : y
  context.fillStyle = palette.land
  context.globalAlpha = 0.88
  context.beginPath()
  context.roundRect(at - 5, line - 9, width + 10, 18, 4)
  context.fill()
  context.globalAlpha = 1
  context.fillStyle = palette.selected
  context.fillText(text, at, line + 0.5)
}

function drawTimes(context: CanvasRenderingContext2D, { grid, scale, palette, zone }: Scene): void {
  const { frame } = scale
  const start = grid.columns[0]?.startMs
  const end = grid.columns.at(-1)?.endMs
  if (start === undefined || end === undefined) return
  const ticks = ticksOf(start, end, Math.max(2, Math.floor(frame.width / 54)), (ms) => minuteOfDay(ms, zone))
  context.font = `${LABEL_PX}px ${FONT}`
  context.textBaseline = 'top'
  context.textAlign = 'center'
  context.fillStyle = palette.placeText
  context.strokeStyle = palette.placeText
  context.lineWidth = 1
  for (const at of ticks) {
    const x = Math.round(scale.x(at)) + 0.5
    context.beginPath()
    context.moveTo(x, frame.top + frame.height)
    context.lineTo(x, frame.top + frame.height + 4)
    context.stroke()
    context.fillText(timeText(at, zone), x, frame.top + frame.height + 7)
  }
}

function minuteOfDay(ms: number, zone: string): number {
  const [hour, minute] = timeText(ms, zone).split(':').map(Number)
  return hour! * 60 + minute!
}

function drawNames(context: CanvasRenderingContext2D, { grid, scale, palette, first, chosen, cursor }: Scene): void {
  const { frame } = scale
  const ys = grid.rows.map(({ miles }) => scale.y(miles))
  const wanted = cursor ? [cursor.row, ...first] : first
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  context.strokeStyle = palette.placeText
  context.lineWidth = 1
  const named = new Set(labelled(ys, LABEL_PX + 3, wanted))
  grid.rows.forEach(({ name }, row) => {
    const y = ys[row]!
    context.fillStyle = row === chosen || row === cursor?.row ? palette.selected : palette.placeText
    context.fillRect(frame.left - (named.has(row) ? 5 : 3), Math.round(y), named.has(row) ? 5 : 3, 1)
    if (!named.has(row)) return
    context.font = `${row === chosen || row === cursor?.row ? '600 ' : ''}${LABEL_PX}px ${FONT}`
    context.fillText(fitted(context, name, frame.left - 10), frame.left - 8, y)
  })
}

/** How wide the longest name is; 80 where nothing can be measured. */
export function widthOfNames(names: readonly string[], context: CanvasRenderingContext2D | null): number {
  if (!context) return 80
  context.font = `600 ${LABEL_PX}px ${FONT}`
  return Math.max(...names.map((name) => context.measureText(name).width))
}

/** A name that is too long is shortened as on road signs, and ends in dots if that is not enough. */
function fitted(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name
  const text = abbreviated(name)
  if (context.measureText(text).width <= width) return text
  let end = text.length
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1
  return `${text.slice(0, end).trimEnd()}…`
}

/** Traffic runs upward, along the right side. */
function drawTravel(context: CanvasRenderingContext2D, { scale: { frame }, palette }: Scene): void {
  const x = frame.left + frame.width + 14
  const bottom = frame.top + frame.height
  context.strokeStyle = context.fillStyle = palette.placeText
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x, bottom)
  context.lineTo(x, frame.top + 8)
  context.stroke()
  context.beginPath()
  context.moveTo(x, frame.top)
  context.lineTo(x + 5, frame.top + 10)
  context.lineTo(x - 5, frame.top + 10)
  context.fill()
  context.save()
  context.translate(x + 9, frame.top + frame.height / 2)
  context.rotate(-Math.PI / 2)
  context.font = `${LABEL_PX}px ${FONT}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(messages.travel, 0, 0)
  context.restore()
}

/** A hard line between what was and what may be, and a dotted one at the time the map shows. */
function drawNow(context: CanvasRenderingContext2D, { grid, scale, palette, zone, horizon }: Scene): void {
  const { frame } = scale
  const line = (ms: number, colour: string, lineWidth: number, dash: number[]) => {
    const x = Math.round(scale.x(ms))
    context.strokeStyle = colour
    context.lineWidth = lineWidth
    context.setLineDash(dash)
    context.beginPath()
    context.moveTo(x, frame.top - 3)
    context.lineTo(x, frame.top + frame.height + 3)
    context.stroke()
    return x
  }
  context.save()
  const shown = grid.columns.find((column) => horizon > 0 && column.horizon === horizon)
  if (shown) {
    line((shown.startMs + shown.endMs) / 2, palette.land, 4, [])
    line((shown.startMs + shown.endMs) / 2, palette.forecast, 2, [3, 3])
  }
  if (grid.nowMs !== null) {
    line(grid.nowMs, palette.land, 5, [])
    const x = line(grid.nowMs, palette.selected, 2.5, [])
    context.font = `600 ${LABEL_PX}px ${FONT}`
    context.textBaseline = 'alphabetic'
    context.fillStyle = palette.selected
    const text = `${messages.nowLine} ${timeText(grid.nowMs, zone)}`
    const half = context.measureText(text).width / 2
    context.textAlign = 'center'
    context.fillText(text, Math.min(x, frame.left + frame.width - half), frame.top - 6)
  }
  context.restore()
}

function drawCursor(context: CanvasRenderingContext2D, { grid, scale, palette, cursor }: Scene): void {
  const row = cursor && grid.rows[cursor.row]
  const column = cursor && grid.columns[cursor.column]
  if (!row || !column) return
  const left = Math.round(scale.x(column.startMs))
  const top = Math.round(scale.y(row.stretch[1]))
  const width = Math.round(scale.x(column.endMs)) - left
  const height = Math.round(scale.y(row.stretch[0])) - top
  context.save()
  context.strokeStyle = palette.land
  context.lineWidth = 5
  context.strokeRect(left, top, width, height)
  context.strokeStyle = palette.selected
  context.lineWidth = 2
  context.strokeRect(left, top, width, height)
  context.restore()
}
