import { type FormEvent, type ReactNode, type SyntheticEvent, useState } from 'react'
import type { FaultKind, InterventionRequest, Rain, Sensor } from '../api/Api'
import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'
import { Changes } from './Changes'
import { placeText } from './spaceTime'

const MOST_LANES = 8
const LANE_FAULTS: readonly FaultKind[] = ['stuck', 'dead', 'chattering', 'drifting', 'intermittent']
const CABINET_FAULTS: readonly FaultKind[] = ['outage', 'late', 'duplicated', 'out_of_order', 'skewed_clock', 'wrong_position']
const RAINS: readonly Rain[] = ['light', 'medium', 'heavy']

/** What a person may do to a place of the simulated road. Not there where the road is real. */
export function ChangeRoad({ stations, chosen }: { stations: readonly Sensor[]; chosen: string | null }) {
  const simulated = useSelect((state) => state.simulation !== null)
  const [stationId, setStationId] = useState<string | null>(null)
  const station = stations.find(({ sensor_id }) => sensor_id === (stationId ?? chosen)) ?? stations[Math.floor(stations.length / 2)]
  if (!simulated || !station) return null
  return (
    <details className="change" onToggle={bringUp}>
      <summary>
        {messages.changeRoad} <SimulatedRoad />
      </summary>
      {stations.length > 1 && (
        <Field label={messages.atStation}>
          <select value={station.sensor_id} onChange={(event) => setStationId(event.target.value)}>
            {stations.map(({ sensor_id, name, freeway, direction }) => (
              <option key={sensor_id} value={sensor_id}>
                {placeText(name, { freeway: freeway ?? '', direction: direction ?? '' })}
              </option>
            ))}
          </select>
        </Field>
      )}
      {station.freeway !== null && <CloseLanes station={station} />}
      <BreakDetector station={station} />
      <Changes />
    </details>
  )
}

/** The forms stand at the end of a panel; whoever opens them wants to see them. */
function bringUp({ currentTarget }: SyntheticEvent<HTMLDetailsElement>): void {
  if (currentTarget.open) currentTarget.scrollIntoView?.({ block: 'start' })
}

export function SimulatedRoad() {
  return <strong className="badge simulated">{messages.simulatedRoad}</strong>
}

function CloseLanes({ station }: { station: Sensor }) {
  const [kind, setKind] = useState<'crash' | 'lane_closure'>('crash')
  const [lanes, setLanes] = useState(2)
  const [minutes, setMinutes] = useState(45)
  const most = station.lanes ?? MOST_LANES
  const request: InterventionRequest = {
    kind: 'incident',
    incident_kind: kind,
    sensor_id: station.sensor_id,
    lanes_blocked: Math.min(lanes, most),
    duration_minutes: minutes,
  }
  return (
    <ChangeForm form="lanes" title={messages.closeLanes} submit={messages.closeLanes} request={request} after={messages.afterLanes}>
      <Field label={messages.as}>
        <select value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
          <option value="crash">{messages.incidentKinds.crash}</option>
          <option value="lane_closure">{messages.incidentKinds.lane_closure}</option>
        </select>
      </Field>
      <Field label={messages.lanes}>
        <select value={Math.min(lanes, most)} onChange={(event) => setLanes(Number(event.target.value))}>
          {Array.from({ length: most + 1 }, (_, count) => count).map((count) => (
            <option key={count} value={count}>
              {messages.lanesOf(count, most)}
            </option>
          ))}
        </select>
      </Field>
      <Minutes value={minutes} onChange={setMinutes} />
    </ChangeForm>
  )
}

function BreakDetector({ station }: { station: Sensor }) {
  const [fault, setFault] = useState<FaultKind>('stuck')
  const [lane, setLane] = useState(1)
  const [minutes, setMinutes] = useState(60)
  const ofLane = LANE_FAULTS.includes(fault)
  const most = station.lanes ?? MOST_LANES
  const request: InterventionRequest = {
    kind: 'sensor_fault',
    fault,
    sensor_id: station.sensor_id,
    duration_minutes: minutes,
    ...(ofLane ? { lane: Math.min(lane, most) } : {}),
  }
  return (
    <ChangeForm
      form="detector"
      title={messages.breakDetector}
      submit={messages.breakDetector}
      request={request}
      after={messages.afterDetector}
    >
      <Field label={messages.fault}>
        <select value={fault} onChange={(event) => setFault(event.target.value as FaultKind)}>
          <optgroup label={messages.oneLane}>
            <FaultOptions faults={LANE_FAULTS} />
          </optgroup>
          <optgroup label={messages.wholeStation}>
            <FaultOptions faults={CABINET_FAULTS} />
          </optgroup>
        </select>
      </Field>
      <Field label={messages.lane}>
        <select value={Math.min(lane, most)} disabled={!ofLane} onChange={(event) => setLane(Number(event.target.value))}>
          {Array.from({ length: most }, (_, index) => index + 1).map((number) => (
            <option key={number} value={number}>
              {messages.laneNumber(number)}
            </option>
          ))}
        </select>
      </Field>
      <Minutes value={minutes} onChange={setMinutes} />
    </ChangeForm>
  )
}

function FaultOptions({ faults }: { faults: readonly FaultKind[] }) {
  return faults.map((fault) => (
    <option key={fault} value={fault}>
      {messages.faults[fault]}
    </option>
  ))
}

/** How many people drive in the whole city. */
export function ChangeDemand() {
  const [factor, setFactor] = useState(1.3)
  const [minutes, setMinutes] = useState(120)
  const request: InterventionRequest = { kind: 'demand', factor, duration_minutes: minutes }
  return (
    <ChangeForm form="demand" title={messages.demand} submit={messages.changeDemand} request={request} after={messages.afterDemand}>
      <Field label={messages.demandFactor(factor.toFixed(1))}>
        <input type="range" min={0.5} max={2} step={0.1} value={factor} onChange={(event) => setFactor(Number(event.target.value))} />
      </Field>
      <Minutes value={minutes} onChange={setMinutes} />
    </ChangeForm>
  )
}

export function ChangeRain() {
  const [rain, setRain] = useState<Rain>('medium')
  const [minutes, setMinutes] = useState(60)
  const request: InterventionRequest = { kind: 'rain', rain, duration_minutes: minutes }
  return (
    <ChangeForm form="rain" title={messages.rain} submit={messages.letItRain} request={request} after={messages.afterRain}>
      <Field label={messages.howMuch}>
        <select value={rain} onChange={(event) => setRain(event.target.value as Rain)}>
          {RAINS.map((one) => (
            <option key={one} value={one}>
              {messages.rains[one]}
            </option>
          ))}
        </select>
      </Field>
      <Minutes value={minutes} onChange={setMinutes} />
    </ChangeForm>
  )
}

interface FormProps {
  form: string
  title: string
  submit: string
  request: InterventionRequest
  /** What will happen now. */
  after: string
  children: ReactNode
}

/** Sends its request, and says what came of it: what the road does now, or in the server's words why not. */
function ChangeForm({ form, title, submit, request, after, children }: FormProps) {
  const store = useStore()
  const change = useSelect((state) => state.change)
  const ours = change.kind !== 'none' && change.form === form ? change : null
  const send = (event: FormEvent) => {
    event.preventDefault()
    store.dispatch({ type: 'change-wished', form, wish: { kind: 'make', request } })
  }
  return (
    <form onSubmit={send} aria-label={title}>
      <h3>{title}</h3>
      <div className="fields">
        {children}
        <button type="submit" className="plain" disabled={change.kind === 'sending'}>
          {submit}
        </button>
      </div>
      {ours?.kind === 'refused' && (
        <p className="refused" role="alert">
          {messages.refused} {ours.detail}
        </p>
      )}
      <p className="done" aria-live="polite">
        {ours?.kind === 'done' && after}
      </p>
    </form>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  )
}

function Minutes({ value, onChange }: { value: number; onChange: (minutes: number) => void }) {
  return (
    <Field label={messages.minutes}>
      <input
        type="number"
        required
        min={5}
        max={240}
        step={5}
        value={Number.isNaN(value) ? '' : value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </Field>
  )
}
