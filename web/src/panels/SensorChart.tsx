import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { timeText, unitText } from '../format'
import type { Palette } from '../layers/colours'
import { messages } from '../messages'
import type { Units } from '../state/model'
import type { ChartData } from './chartData'

interface Props {
  data: ChartData
  zone: string
  palette: Palette
  label: string
  /** Minutes ahead that the map shows; marked in the chart when it is not now. */
  horizon: number
  units: Units
}

const HEIGHT = 220
const TOP_MPH = 80

/** The chart itself. The table beside it says the same, so without a canvas nothing is lost. */
export function SensorChart({ data, zone, palette, label, horizon, units }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const latest = useRef({ data, horizon })
  latest.current = { data, horizon }

  useEffect(() => {
    const box = element.current!
    if (!document.createElement('canvas').getContext('2d')) return
    const plot = new uPlot(optionsOf(box.clientWidth, zone, palette, units, latest), columnsOf(latest.current.data), box)
    chart.current = plot
    const observer = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: HEIGHT }))
    observer.observe(box)
    return () => {
      observer.disconnect()
      plot.destroy()
      chart.current = null
    }
  }, [zone, palette, units])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the horizon is drawn by a hook that reads `latest`
  useEffect(() => chart.current?.setData(columnsOf(data)), [data, horizon])

  return <div ref={element} className="chart" role="img" aria-label={label} />
}

function columnsOf(data: ChartData): uPlot.AlignedData {
  return [data.times, data.observed, data.p05, data.p95, data.p50]
}

type Latest = { current: { data: ChartData; horizon: number } }

function optionsOf(width: number, zone: string, palette: Palette, units: Units, latest: Latest): uPlot.Options {
  const font = '11px system-ui, sans-serif'
  const axis = { stroke: palette.placeText, font, ticks: { show: false }, grid: { stroke: palette.county, width: 1 } }
  const text = (speed: number | null) => (speed == null ? messages.noDataLong : `${Math.round(speed)} ${unitText(units)}`)
  const isAhead = (index: number) => latest.current.data.now !== null && latest.current.data.times[index]! > latest.current.data.now
  const past = (_: uPlot, speed: number | null, __: number, index: number | null) => (index === null || isAhead(index) ? '–' : text(speed))
  const value = (_: uPlot, speed: number | null, __: number, index: number | null) =>
    index === null || !isAhead(index) ? '–' : text(speed)
  const band = { stroke: 'transparent', width: 0, points: { show: false }, value }
  return {
    width,
    height: HEIGHT,
    padding: [8, 8, 0, 0],
    legend: { show: true, live: true },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: true }, y: { range: (_, __, max) => [0, Math.max(units === 'mph' ? TOP_MPH : TOP_MPH * 1.6, max ?? 0)] } },
    axes: [
      { ...axis, space: 56, incrs: [900, 1800, 3600, 7200], values: (_, splits) => splits.map((at) => timeText(at * 1000, zone)) },
      { ...axis, size: 34, space: 36 },
    ],
    series: [
      { label: messages.time, value: (_, at) => (at == null ? '–' : timeText(at * 1000, zone)) },
      { label: messages.observed, stroke: palette.levels[1], width: 2, points: { show: false }, value: past },
      { label: messages.p05, ...band },
      { label: messages.p95, ...band },
      { label: messages.p50, stroke: palette.forecast, width: 2, dash: [5, 3], points: { show: false }, value },
    ],
    bands: [{ series: [3, 2], fill: `${palette.forecast}38` }],
    hooks: {
      drawAxes: [(plot) => drawMissing(plot, latest.current.data, palette)],
      draw: [(plot) => drawNow(plot, latest.current.data, latest.current.horizon, palette)],
    },
  }
}

/** Grey bars at the foot where a closed window has no speed. */
function drawMissing(plot: uPlot, data: ChartData, palette: Palette): void {
  const { ctx, bbox } = plot
  const half = 150
  ctx.save()
  ctx.fillStyle = palette.levels[0]
  data.times.forEach((at, index) => {
    if (data.now === null || at > data.now || data.observed[index] !== null) return
    const from = plot.valToPos(at - half, 'x', true)
    const to = plot.valToPos(at + half, 'x', true)
    ctx.globalAlpha = 0.16
    ctx.fillRect(from, bbox.top, to - from, bbox.height)
    ctx.globalAlpha = 1
    ctx.fillRect(from, bbox.top + bbox.height - 4 * devicePixelRatio, to - from, 4 * devicePixelRatio)
  })
  ctx.restore()
}

/** A hard line between what was and what may be, and a dotted one at the time the map shows. */
function drawNow(plot: uPlot, data: ChartData, horizon: number, palette: Palette): void {
  if (data.now === null) return
  const { ctx, bbox } = plot
  const line = (at: number, colour: string, dash: number[]) => {
    const x = Math.round(plot.valToPos(at, 'x', true))
    ctx.strokeStyle = colour
    ctx.lineWidth = 1.5 * devicePixelRatio
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio))
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    return x
  }
  ctx.save()
  if (horizon > 0) line(data.now + horizon * 60 - 150, palette.forecast, [2, 3])
  const x = line(data.now, palette.selected, [])
  ctx.fillStyle = palette.selected
  ctx.font = `600 ${11 * devicePixelRatio}px system-ui, sans-serif`
  ctx.textAlign = 'right'
  ctx.fillText(messages.nowLine, x - 5 * devicePixelRatio, bbox.top + 11 * devicePixelRatio)
  ctx.restore()
}
