import { useMemo, useState } from 'react'
import type { Sensor } from '../api/Api'
import { speedText } from '../format'
import { levelOf, type Palette } from '../layers/colours'
import { messages } from '../messages'
import { inDoubt } from '../state/detectors'
import { shownAt } from '../state/shown'
import { useSelect, useStore } from '../state/store'

type Column = 'sensor' | 'freeway' | 'direction' | 'postmile' | 'speed'
const COLUMNS: readonly Column[] = ['sensor', 'freeway', 'direction', 'postmile', 'speed']
const TITLES: Record<Column, string> = {
  sensor: messages.sensor,
  freeway: messages.freeway,
  direction: messages.direction,
  postmile: messages.postmile,
  speed: messages.speed,
}

interface Row {
  sensor: Sensor
  speed: number | null
  doubted: boolean
}

/** The same layer as the map, as a sortable table; it is all there is where the map cannot be drawn. */
export function TableView({ palette }: { palette: Palette }) {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const { horizon, nowLayer, units, sensorId } = useSelect((state) => state.view)
  const [sort, setSort] = useState<{ column: Column; descending: boolean }>({ column: 'speed', descending: false })
  const rows = useMemo(() => {
    const shown = shownAt(road, horizon, nowLayer)
    const doubts = new Set(inDoubt(road?.detectors, road?.sensors ?? []))
    const all = (road?.sensors ?? []).map((sensor, index) => ({
      sensor,
      doubted: doubts.has(index),
      speed: shown.kind === 'nothing' ? null : (shown.speeds[index] ?? null),
    }))
    return sorted(all, sort.column, sort.descending)
  }, [road, horizon, nowLayer, sort])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="scroller table-view" tabIndex={0} aria-label={messages.tableCaption(rows.length)}>
      <table>
        <caption>{messages.tableCaption(rows.length)}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={column}
                aria-sort={sort.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending'}
              >
                <button type="button" onClick={() => setSort({ column, descending: sort.column === column && !sort.descending })}>
                  {TITLES[column]}
                  <span aria-hidden="true">{sort.column !== column ? '' : sort.descending ? ' ↓' : ' ↑'}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ sensor, speed, doubted }) => (
            <tr key={sensor.sensor_id} data-chosen={sensor.sensor_id === sensorId || undefined}>
              <th scope="row" className="sensor">
                <button type="button" onClick={() => store.dispatch({ type: 'sensor-chosen', sensorId: sensor.sensor_id })}>
                  {sensor.name}
                </button>
                {doubted && (
                  <span className="badge suspect" title={messages.notBelievedLong}>
                    {messages.notBelieved}
                  </span>
                )}
              </th>
              <td className="freeway">{sensor.freeway ?? '–'}</td>
              <td className="direction">{sensor.direction ?? '–'}</td>
              <td className="postmile">{sensor.postmile_mi?.toFixed(1) ?? '–'}</td>
              <td className="speed">
                <span className="swatch" style={{ background: palette.levels[levelOf(speed)] }} aria-hidden="true" />
                {speedText(speed, units)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What is missing stands last, whichever way one sorts. */
export function sorted(rows: readonly Row[], column: Column, descending: boolean): Row[] {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const left = keyOf(a, column)
    const right = keyOf(b, column)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'en', { numeric: true })
    return sign * order
  })
}

function keyOf({ sensor, speed }: Row, column: Column): string | number | null {
  switch (column) {
    case 'sensor':
      return sensor.name
    case 'freeway':
      return sensor.freeway
    case 'direction':
      return sensor.direction
    case 'postmile':
      return sensor.postmile_mi
    case 'speed':
      return speed
  }
}
