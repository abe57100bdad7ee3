import { type ReactNode, useEffect, useRef } from 'react'
import type { Sensor } from '../api/Api'
import { numberText, spanText, speedText, timeText } from '../format'
import { levelOf, type Palette } from '../layers/colours'
import { corridorIdAt } from '../layers/corridors'
import { messages } from '../messages'
import { detectorOf } from '../state/detectors'
import type { Road } from '../state/model'
import { useSelect, useStore } from '../state/store'
import { ChangeRoad } from './ChangeRoad'
import { DetectorNote } from './DetectorNote'
import { Icon } from './Icon'
import { ImputedNote } from './ImputedNote'
import { SeriesView } from './SeriesView'

/** One sensor: where it is, what it says now in both layers, its last hours and its next hour. */
export function SensorPanel({ palette }: { palette: Palette }) {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const sensorId = useSelect((state) => state.view.sensorId)
  const heading = useRef<HTMLHeadingElement>(null)
  const index = road?.sensors.findIndex((sensor) => sensor.sensor_id === sensorId) ?? -1
  const sensor = road?.sensors[index]
  const corridorId = corridorIdAt(sensor)
  const detector = sensor ? detectorOf(road?.detectors, sensor.sensor_id) : null

  // biome-ignore lint/correctness/useExhaustiveDependencies: another sensor is another place to be
  useEffect(() => heading.current?.focus({ preventScroll: true }), [sensorId])

  return (
    <aside className="panel" aria-labelledby="panel-title">
      <div className="panel-head">
        <h2 id="panel-title" ref={heading} tabIndex={-1}>
          {sensor?.name ?? sensorId}
        </h2>
        <button
          type="button"
          className="tool close"
          aria-label={messages.closePanel}
          onClick={() => store.dispatch({ type: 'sensor-chosen', sensorId: null })}
        >
          <Icon name="close" />
        </button>
        {sensor && <p className="where">{whereText(sensor)}</p>}
        {corridorId !== null && (
          <button type="button" className="plain open-corridor" onClick={() => store.dispatch({ type: 'corridor-chosen', corridorId })}>
            <Icon name="spaceTime" /> {messages.spaceTime}
          </button>
        )}
      </div>
      {road && !sensor && <p className="empty">{messages.unknownSensor(sensorId ?? '')}</p>}
      {road && detector && <DetectorNote detector={detector} zone={road.clock.zone} />}
      {road && sensor && <ImputedNote sensorId={sensor.sensor_id} zone={road.clock.zone} />}
      {road && sensor && <NowValues road={road} index={index} palette={palette} />}
      {road && sensor && <SeriesView palette={palette} sensor={sensor} zone={road.clock.zone} />}
      {sensor && <ChangeRoad key={sensor.sensor_id} stations={[sensor]} chosen={sensor.sensor_id} />}
    </aside>
  )
}

/** I-405 northbound · postmile 21.4 · 4 lanes · LA_405_N_001 */
export function whereText(sensor: Sensor): string {
  const direction = sensor.direction === null ? '' : ` ${messages.directions[sensor.direction] ?? sensor.direction}`
  const parts = [sensor.freeway === null ? messages.noFreeway : `${sensor.freeway}${direction}`]
  if (sensor.postmile_mi !== null) parts.push(`${messages.postmile.toLowerCase()} ${sensor.postmile_mi.toFixed(1)} ${messages.mile}`)
  if (sensor.lanes !== null) parts.push(`${sensor.lanes} ${messages.lanes.toLowerCase()}`)
  parts.push(sensor.sensor_id)
  return parts.join(' · ')
}

/** Both layers side by side, each under its own name, so that nobody takes one for the other. */
function NowValues({ road, index, palette }: { road: Road; index: number; palette: Palette }) {
  const { provisional, window, clock } = road
  return (
    <div className="now">
      <table>
        <caption className="visually-hidden">{messages.now}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{messages.nowLayer}</span>
            </th>
            <th scope="col">
              {messages.provisional}
              <small>{provisional ? messages.until(timeText(provisional.as_of, clock.zone)) : '–'}</small>
            </th>
            <th scope="col">
              {messages.closedWindow}
              <small>{window ? spanText(window.start, window.end, clock.zone) : '–'}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          <SpeedRow values={[provisional?.speed_mph[index], window?.speed_mph[index]]} palette={palette} />
          <Row label={messages.flow} values={[provisional, window].map((layer) => numberText(layer?.flow_vph[index], messages.vph))} />
          <Row
            label={messages.occupancy}
            values={[provisional, window].map((layer) => numberText(layer?.occupancy_percent[index], messages.percent, 1))}
          />
        </tbody>
      </table>
    </div>
  )
}

function SpeedRow({ values, palette }: { values: (number | null | undefined)[]; palette: Palette }) {
  const units = useSelect((state) => state.view.units)
  const cells = values.map((mph) => (
    <span key="speed" className="speed">
      <span className="swatch" style={{ background: palette.levels[levelOf(mph)] }} aria-hidden="true" />
      {speedText(mph, units)}
    </span>
  ))
  return <Row label={messages.speed} values={cells} />
}

function Row({ label, values: [provisional, window] }: { label: string; values: ReactNode[] }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{provisional}</td>
      <td>{window}</td>
    </tr>
  )
}
