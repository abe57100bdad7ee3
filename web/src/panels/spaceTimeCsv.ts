import type { SpaceTime } from '../api/Api'
import { gridOf } from './spaceTime'

const HEAD = [
  'feed',
  'corridor',
  'sensor_id',
  'name',
  'postmile_mi',
  'window_start',
  'window_end',
  'kind',
  'speed_mph',
  'speed_mph_p05',
  'speed_mph_p95',
  'probability_below_30_mph',
  'issued_at',
  'model',
]

/** A corridor's space and time, a line for each cell; what is missing is empty. Speeds are mph, times UTC. */
export function csvOf(spaceTime: SpaceTime): string {
  const { corridor, feed, forecast } = spaceTime
  const grid = gridOf(spaceTime)
  const lines = [HEAD.join(',')]
  grid.rows.forEach((row, r) => {
    const name = corridor.stations[r]!.name
    grid.columns.forEach((column, c) => {
      const cell = grid.cells[r]![c]!
      const ahead = column.horizon > 0
      const quantiles = cell.kind === 'forecast' ? [cell.p05, cell.p95, cell.below] : [null, null, null]
      lines.push(
        [
          textOf(feed.kind),
          textOf(corridor.id),
          textOf(row.sensorId),
          textOf(name),
          String(row.postmile),
          isoOf(column.startMs),
          isoOf(column.endMs),
          cell.kind,
          cell.kind === 'missing' ? '' : String(cell.mph),
          ...quantiles.map((value) => (value === null ? '' : String(value))),
          ahead && forecast ? forecast.issued_at : '',
          ahead && forecast ? textOf(`${forecast.model} ${forecast.model_version}`) : '',
        ].join(','),
      )
    })
  })
  return `${lines.join('\r\n')}\r\n`
}

/** Quoted where it has to be; a text that a spreadsheet would take for a formula is marked as text. */
function textOf(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

export function saveAs(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
