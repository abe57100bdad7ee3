import { useEffect, useMemo, useRef, useState } from 'react'
import type { Queue, Sensor, SimulatedIncident, SpaceTime } from '../api/Api'
import { speedText, timeText, unitText } from '../format'
import type { Palette } from '../layers/colours'
import { corridorIdOf, corridorsOf } from '../layers/corridors'
import { messages } from '../messages'
import { retryNow } from '../retry'
import { HOURS, type Units } from '../state/model'
import { keyOf, lanesBlockedAt, stationBefore } from '../state/simulation'
import { useSelect, useStore } from '../state/store'
import { AlertsHere } from './AlertsHere'
import { ChangeRoad } from './ChangeRoad'
import { Icon } from './Icon'
import { IncidentSign } from './IncidentSign'
import { helpText, incidentText } from './incidentText'
import { otherAheadText, probabilityText, queueText, sentenceHorizon } from './queueText'
import { SpaceTimeDiagram } from './SpaceTimeDiagram'
import { type Grid, gridOf, type Mark, marksOf } from './spaceTime'
import { csvOf, saveAs } from './spaceTimeCsv'
import { useIncidents } from './useIncidents'

const NO_SENSORS: Sensor[] = []
const NO_MARKS: Mark[] = []
/** On a low screen the diagram needs the room. */
const mostQueues = () => (window.innerHeight < 820 ? 1 : 3)
/** A queue whose head is this near to an incident is the queue behind it. */
const BEHIND_MI = 2

/** One corridor over place and time: its queues in words, the diagram, the same as a table and as a file. */
export function CorridorPanel({ palette }: { palette: Palette }) {
  const store = useStore()
  const sensors = useSelect((state) => state.road?.sensors ?? NO_SENSORS)
  const known = useSelect((state) => state.road !== null)
  const zone = useSelect((state) => state.road?.clock.zone ?? 'UTC')
  const load = useSelect((state) => state.spaceTime)
  const { corridorId, hours, units } = useSelect((state) => state.view)
  const heading = useRef<HTMLHeadingElement>(null)
  const corridors = useMemo(() => corridorsOf(sensors).filter((corridor) => corridor.sensors.length > 0), [sensors])
  const corridor = corridors.find((candidate) => corridorIdOf(candidate) === corridorId)
  const opposite = corridors.find((candidate) => candidate.freeway === corridor?.freeway && candidate !== corridor)
  const spaceTime = load.kind === 'ready' ? load.spaceTime : null
  const grid = useMemo(() => (spaceTime ? gridOf(spaceTime) : null), [spaceTime])

  const incidents = useIncidents()
  const spot = useSelect((state) => state.spot)
  const marks = useMemo(
    () =>
      spaceTime && grid && incidents ? marksOf(incidents.all, spaceTime.corridor, grid, incidents.nowMs, spot?.key ?? null) : NO_MARKS,
    [spaceTime, grid, incidents, spot],
  )
  const stations = useMemo(() => corridor?.sensors.map((index) => sensors[index]!) ?? [], [corridor, sensors])
  const sensorId = useSelect((state) => state.view.sensorId)
  const jumped = marks.find(({ marked }) => marked)
  const chosen = jumped ? (stationBefore(stations, jumped.incident)?.sensor_id ?? null) : sensorId

  // biome-ignore lint/correctness/useExhaustiveDependencies: another corridor is another place to be
  useEffect(() => heading.current?.focus({ preventScroll: true }), [corridorId])

  const choose = (id: string) => store.dispatch({ type: 'corridor-chosen', corridorId: id })
  return (
    <aside className="panel corridor" aria-labelledby="corridor-title">
      <div className="panel-head">
        <h2 id="corridor-title" ref={heading} tabIndex={-1}>
          {corridor ? messages.corridorTitle(corridor.freeway, corridor.direction) : corridorId}
        </h2>
        <button
          type="button"
          className="tool close"
          aria-label={messages.closeCorridor}
          onClick={() => store.dispatch({ type: 'corridor-chosen', corridorId: null })}
        >
          <Icon name="close" />
        </button>
        <p className="where">{messages.spaceTimeTitle}</p>
      </div>
      {corridor && (
        <div className="corridor-tools">
          <label>
            <span>{messages.corridor}</span>
            <select value={corridorId ?? ''} onChange={(event) => choose(event.target.value)}>
              {corridors.map((candidate) => (
                <option key={corridorIdOf(candidate)} value={corridorIdOf(candidate)}>
                  {candidate.freeway} {candidate.direction}
                </option>
              ))}
            </select>
          </label>
          {opposite && (
            <button type="button" className="plain" onClick={() => choose(corridorIdOf(opposite))}>
              {messages.otherDirection(opposite.direction)}
            </button>
          )}
          <label>
            <span>{messages.lastHours}</span>
            <select value={hours} onChange={(event) => store.dispatch({ type: 'hours-set', hours: Number(event.target.value) })}>
              {HOURS.map((count) => (
                <option key={count} value={count}>
                  {messages.hours(count)}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="plain"
            disabled={!spaceTime || grid?.columns.length === 0}
            onClick={() => spaceTime && saveAs(fileName(spaceTime), 'text/csv', csvOf(spaceTime))}
          >
            {messages.csv}
          </button>
        </div>
      )}
      {known && !corridor && <p className="empty">{messages.unknownCorridor(corridorId ?? '')}</p>}
      {corridor && load.kind === 'failed' && (
        <p className="empty">
          {messages.spaceTimeFailed} {load.detail}{' '}
          <button type="button" className="plain" onClick={retryNow}>
            {messages.tryAgain}
          </button>
        </p>
      )}
      {(load.kind === 'loading' || (!known && load.kind === 'none')) && (
        <div className="space-time skeleton" role="status" aria-label={messages.spaceTimeLoading} />
      )}
      {corridor && spaceTime && grid && grid.columns.length === 0 && <p className="empty">{messages.noCorridorWindows}</p>}
      {corridor && spaceTime && grid && grid.columns.length > 0 && (
        <>
          <AlertsHere corridorId={corridorIdOf(corridor)} />
          <HappensHere freeway={corridor.freeway} direction={corridor.direction} />
          <Queues spaceTime={spaceTime} incident={jumped?.incident ?? null} />
          <SpaceTimeDiagram grid={grid} spaceTime={spaceTime} palette={palette} zone={zone} units={units} marks={marks} />
          <Keys palette={palette} units={units} simulated={incidents !== null} />
          <ChangeRoad key={`change ${corridorId}`} stations={stations} chosen={chosen} />
          {spaceTime.forecast ? (
            <p className="model">
              {messages.model(spaceTime.forecast.model, spaceTime.forecast.model_version)}, {messages.forecast.toLowerCase()}{' '}
              {timeText(spaceTime.forecast.issued_at, zone)}
            </p>
          ) : (
            <p className="model">{messages.noForecast}</p>
          )}
          <Table key={corridorId} grid={grid} zone={zone} units={units} />
        </>
      )}
    </aside>
  )
}

/** I-405-N_2026-11-24T0105Z_space-time.csv */
function fileName({ corridor, windows, forecast }: SpaceTime): string {
  const at = `${(windows?.end ?? forecast?.issued_at ?? '').slice(0, 16).replace(':', '')}Z`
  return `${corridor.id.replace(/[^\w.-]+/g, '_')}_${at}_space-time.csv`
}

/** The current incidents of a simulated corridor, in words. */
function HappensHere({ freeway, direction }: { freeway: string; direction: string }) {
  const incidents = useIncidents()
  const here = incidents?.current.filter((incident) => incident.freeway === freeway && incident.direction === direction) ?? []
  if (!incidents || here.length === 0) return null
  const { sensors, zone, nowMs } = incidents
  return (
    <ul className="incidents-here" aria-label={messages.incidentsHere}>
      {here.map((incident) => (
        <li key={keyOf(incident)}>
          <IncidentSign blocks={lanesBlockedAt(incident, nowMs) > 0} />
          <span>
            {incidentText(incident, sensors, zone, nowMs)} <small>{helpText(incident, zone, nowMs)}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Queues({ spaceTime, incident }: { spaceTime: SpaceTime; incident: SimulatedIncident | null }) {
  const horizon = useSelect((state) => sentenceHorizon(state.view.horizon))
  const units = useSelect((state) => state.view.units)
  const isBehind = ({ head }: Queue) => incident !== null && Math.abs(head.postmile_mi - incident.postmile_mi) < BEHIND_MI
  const longest = [...spaceTime.queues].sort((a, b) => Number(isBehind(b)) - Number(isBehind(a)) || b.length_mi - a.length_mi)
  const rest = longest.slice(mostQueues())
  if (!spaceTime.windows) return null
  if (longest.length === 0) return <p className="no-queue">{messages.noQueue(speedText(30, units))}</p>
  return (
    <section className="queues" aria-label={messages.queues(longest.length)}>
      <QueueList queues={longest.slice(0, mostQueues())} spaceTime={spaceTime} horizon={horizon} />
      {rest.length > 0 && (
        <details>
          <summary>{messages.moreQueues(rest.length)}</summary>
          <QueueList queues={rest} spaceTime={spaceTime} horizon={horizon} />
        </details>
      )}
    </section>
  )
}

function QueueList({ queues, spaceTime, horizon }: { queues: Queue[]; spaceTime: SpaceTime; horizon: number }) {
  return (
    <ul>
      {queues.map((queue) => (
        <li key={queue.head.sensor_id}>
          {queueText(queue, spaceTime.corridor, horizon)}
          <small>
            {queue.expected
              .filter(({ horizon_minutes }) => horizon_minutes !== horizon)
              .map((expected) => otherAheadText(expected, spaceTime.corridor))
              .join(' · ')}
          </small>
        </li>
      ))}
    </ul>
  )
}

function Keys({ palette, units, simulated }: { palette: Palette; units: Units; simulated: boolean }) {
  return (
    <ul className="keys" aria-hidden="true">
      <li>
        <i className="cell" style={{ background: palette.levels[4] }} /> {messages.observed}
      </li>
      <li>
        <i
          className="cell ahead"
          style={{ background: `repeating-linear-gradient(135deg, ${palette.levels[4]}a0 0 3px, ${palette.land} 3px 4.5px)` }}
        />{' '}
        {messages.forecastMedian}
      </li>
      <li>
        <i className="cell outlined" /> {messages.likelyQueue(speedText(30, units))}
      </li>
      <li>
        <i className="cell" style={{ background: palette.levels[0], opacity: 0.4 }} /> {messages.missingMark}
      </li>
      {simulated && (
        <li>
          <IncidentSign blocks /> {messages.incidentKey}
        </li>
      )}
    </ul>
  )
}

/** Every cell in words; made when it is opened, for it is large. */
function Table({ grid, zone, units }: { grid: Grid; zone: string; units: Units }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{messages.asTable}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className="scroller wide" tabIndex={0} aria-label={messages.spaceTimeTitle}>
          <table>
            <caption className="visually-hidden">{messages.spaceTimeCaption(unitText(units))}</caption>
            <thead>
              <tr>
                <th scope="col">{messages.station}</th>
                {grid.columns.map((column) => (
                  <th key={column.startMs} scope="col" className={column.horizon > 0 ? 'ahead' : undefined}>
                    {timeText(column.endMs, zone)}
                    {column.horizon > 0 && <small>{messages.ahead(column.horizon)}</small>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {grid.rows.map((_, index) => {
                const row = grid.rows.length - 1 - index
                const station = grid.rows[row]!
                return (
                  <tr key={station.sensorId}>
                    <th scope="row">{station.name}</th>
                    {grid.cells[row]!.map((cell, column) => (
                      <td key={grid.columns[column]!.startMs} className={grid.columns[column]!.horizon > 0 ? 'ahead' : undefined}>
                        {cell.kind === 'missing' ? messages.noDataLong : speedText(cell.mph, units)}
                        {cell.kind === 'imputed' && <small>{messages.imputed}</small>}
                        {cell.kind === 'forecast' && (
                          <small>
                            {speedText(cell.p05, units)}–{speedText(cell.p95, units)}, {probabilityText(cell.below)}
                          </small>
                        )}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}
