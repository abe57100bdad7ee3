import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { SpaceTime } from '../api/Api'
import { spanText, speedText } from '../format'
import { levelOf, type Palette } from '../layers/colours'
import { messages } from '../messages'
import type { Units } from '../state/model'
import { useSelect, useStore } from '../state/store'
import { incidentLine } from './incidentText'
import { probabilityText } from './queueText'
import { type Cell, type Grid, type Mark, marksAt, moved, Scale, type Spot } from './spaceTime'
import { drawScene, frameOf, speedOf, widthOfNames } from './spaceTimeDraw'

interface Props {
  grid: Grid
  spaceTime: SpaceTime
  palette: Palette
  zone: string
  units: Units
  marks: readonly Mark[]
}

/** The diagram itself. The table below it says the same, so without a canvas nothing is lost. */
export function SpaceTimeDiagram({ grid, spaceTime, palette, zone, units, marks }: Props) {
  const store = useStore()
  const { sensorId, horizon } = useSelect((state) => state.view)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [cursor, setCursor] = useState<Spot | null>(null)
  const [byKey, setByKey] = useState(false)
  const scale = useMemo(() => {
    const context = size.width === 0 ? null : (canvas.current?.getContext('2d') ?? null)
    const names = widthOfNames(
      grid.rows.map(({ name }) => name),
      context,
    )
    return new Scale(grid, frameOf(size.width, size.height, names))
  }, [grid, size])
  const { chosen, first } = useMemo(() => prominent(grid, spaceTime, sensorId, marks), [grid, spaceTime, sensorId, marks])

  useEffect(() => {
    const element = box.current!
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const element = canvas.current!
    const context = size.width === 0 ? null : element.getContext('2d')
    if (!context) return
    const ratio = window.devicePixelRatio || 1
    element.width = Math.round(size.width * ratio)
    element.height = Math.round(size.height * ratio)
    drawScene(context, size.width, size.height, ratio, { grid, scale, palette, zone, horizon, cursor, first, chosen, marks })
  }, [grid, scale, size, palette, zone, horizon, cursor, first, chosen, marks])

  const open = (row: number) => {
    const id = grid.rows[row]?.sensorId
    if (id !== undefined) store.dispatch({ type: 'sensor-chosen', sensorId: id })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && cursor) {
      event.preventDefault()
      open(cursor.row)
      return
    }
    const next = moved(grid, cursor, event.key)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    setByKey(true)
    setCursor(next)
  }
  const point = (event: PointerEvent) => {
    const { left, top } = canvas.current!.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const onPointer = (event: PointerEvent) => {
    const { x, y } = point(event)
    setByKey(false)
    setCursor(scale.at(grid, x, y))
  }
  const onPointerUp = (event: PointerEvent) => {
    const { x, y } = point(event)
    if (x >= scale.frame.left) return
    const row = grid.rows.findIndex(({ stretch: [from, to] }) => y <= scale.y(from) && y > scale.y(to))
    if (row >= 0) open(row)
  }

  const readout = cursor && readoutOf(grid, cursor, zone, units, marks)
  return (
    <div ref={box} className="space-time">
      <div
        className="space-time-canvas"
        role="application"
        aria-label={messages.spaceTimeLabel(spaceTime.corridor.id)}
        aria-describedby="space-time-hint"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read cells out
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerUp={onPointerUp}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setCursor(null)}
      >
        <canvas ref={canvas} />
      </div>
      {readout && cursor && <Tip readout={readout} palette={palette} spot={cursor} grid={grid} scale={scale} width={size.width} />}
      <p id="space-time-hint" className="visually-hidden">
        {messages.spaceTimeHint}
      </p>
      <output className="visually-hidden">{byKey && readout ? readout.lines.join('. ') : ''}</output>
    </div>
  )
}

interface Readout {
  lines: string[]
  mph: number | null
}

/** 17:25–17:30 · Getty Center Dr · 24 mph; ahead also the 90 % interval and how probable a queue is. */
export function readoutOf(grid: Grid, { row, column }: Spot, zone: string, units: Units, marks: readonly Mark[] = []): Readout | null {
  const station = grid.rows[row]
  const at = grid.columns[column]
  const cell = grid.cells[row]?.[column]
  if (!station || !at || !cell) return null
  const ahead = at.horizon > 0 ? ` (${messages.aheadLong(at.horizon)})` : ''
  const span = spanText(new Date(at.startMs).toISOString(), new Date(at.endMs).toISOString(), zone)
  const happened = marksAt(marks, grid, { row, column }).map(({ incident }) => incidentLine(incident, zone))
  return {
    lines: [
      `${span}${ahead}`,
      `${station.name}, ${messages.postmileShort(station.postmile.toFixed(1))}`,
      ...valueLines(cell, units),
      ...happened,
    ],
    mph: speedOf(cell),
  }
}

function valueLines(cell: Cell, units: Units): string[] {
  switch (cell.kind) {
    case 'missing':
      return [messages.noDataLong]
    case 'observed':
      return [speedText(cell.mph, units)]
    case 'imputed':
      return [`${speedText(cell.mph, units)}, ${messages.imputed}`]
    case 'forecast':
      return [
        `${messages.forecast} ${speedText(cell.mph, units)}`,
        messages.interval90(speedText(cell.p05, units), speedText(cell.p95, units)),
        messages.belowProbability(speedText(30, units), probabilityText(cell.below)),
      ]
  }
}

/** Stands beside its cell, on the side where there is room. */
function Tip(props: { readout: Readout; palette: Palette; spot: Spot; grid: Grid; scale: Scale; width: number }) {
  const { readout, palette, spot, grid, scale, width } = props
  const column = grid.columns[spot.column]!
  const leftward = scale.x(column.endMs) > width / 2
  const style = {
    top: Math.max(0, scale.y(grid.rows[spot.row]!.stretch[1]) - 8),
    ...(leftward ? { right: width - scale.x(column.startMs) + 10 } : { left: scale.x(column.endMs) + 10 }),
  }
  const below = scale.y(grid.rows[spot.row]!.miles) > scale.frame.top + scale.frame.height * 0.6
  const [when, where, ...values] = readout.lines
  return (
    <div className="space-time-tip" style={below ? { ...style, top: 'auto', bottom: 30 } : style} aria-hidden="true">
      <p className="when">{when}</p>
      <p>{where}</p>
      {values.map((line, index) => (
        <p key={line} className={index === 0 ? 'value' : undefined}>
          {index === 0 && <span className="swatch" style={{ background: palette.levels[levelOf(readout.mph)] }} />}
          {line}
        </p>
      ))}
    </div>
  )
}

/** The chosen sensor and the ends of queues keep their names when there is no room for all. */
function prominent(
  grid: Grid,
  { queues }: SpaceTime,
  sensorId: string | null,
  marks: readonly Mark[],
): { chosen: number; first: number[] } {
  const rowOf = (id: string | null) => grid.rows.findIndex((row) => row.sensorId === id)
  const chosen = rowOf(sensorId)
  const ends = queues.flatMap(({ head, tail }) => [rowOf(head.sensor_id), rowOf(tail.sensor_id)])
  const spot = marks.find(({ marked }) => marked)
  const atSpot = spot ? grid.rows.findLastIndex(({ miles }) => miles <= spot.miles) : -1
  return { chosen, first: [chosen, atSpot, ...ends].filter((row) => row >= 0) }
}
