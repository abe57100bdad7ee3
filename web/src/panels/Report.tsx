import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import type { IncidentType, Severity } from '../api/Api'
import { corridorIdOf, corridorsOf } from '../layers/corridors'
import { messages } from '../messages'
import { DEFAULT_NAME } from '../state/alerts'
import { type Draft, type DraftField, fieldOf, reportOf } from '../state/reported'
import { useSelect, useStore } from '../state/store'
import { corridorText } from './alertText'

const TYPES = Object.keys(messages.reportTypes) as IncidentType[]
const SEVERITIES = Object.keys(messages.severities) as Severity[]
const MOST_LANES = 20
const MAX_NOTE = 1000
const MAX_NAME = 100

/** Where one reports an incident by hand, and what became of what was reported or ended last. */
export function Report() {
  const store = useStore()
  const { draft, last } = useSelect((state) => state.reported)
  return (
    <div className="report-here">
      {draft ? (
        <ReportForm draft={draft} />
      ) : (
        <button type="button" className="plain" aria-keyshortcuts="i" onClick={() => store.dispatch({ type: 'report-opened' })}>
          {messages.reportIncident}
        </button>
      )}
      <p className="done" aria-live="polite">
        {last.kind === 'done' && (last.wish.kind === 'end' ? messages.reportEnded : (last.detail ?? messages.reportTaken))}
      </p>
    </div>
  )
}

/** Reports an incident by hand: what, where, how bad, how many lanes. */
function ReportForm({ draft }: { draft: Draft }) {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const name = useSelect((state) => state.name)
  const last = useSelect((state) => state.reported.last)
  const form = useRef<HTMLFormElement>(null)
  const refused = last.kind === 'refused' && last.wish.kind === 'report' ? last : null
  const refusedField = refused && fieldOf(refused)
  const errorOf = (field: DraftField) => (refused && refusedField === field ? refused.detail : null)
  const change = (what: Partial<Draft>) => store.dispatch({ type: 'report-changed', change: what })

  useEffect(() => form.current?.querySelector('select')?.focus(), [])

  const send = (event: FormEvent) => {
    event.preventDefault()
    const report = road && reportOf(draft, road, name.trim() || DEFAULT_NAME)
    if (report) store.dispatch({ type: 'report-wished', wish: { kind: 'report', report } })
  }
  return (
    <form ref={form} className="report-form" aria-label={messages.reportIncident} onSubmit={send}>
      <div className="row">
        <Field label={messages.reportKind} error={errorOf('type')}>
          {(props) => (
            <select {...props} value={draft.type} onChange={(event) => change({ type: event.target.value as IncidentType })}>
              {TYPES.map((type) => (
                <option key={type} value={type}>
                  {messages.reportTypes[type]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={messages.severity} error={errorOf('severity')}>
          {(props) => (
            <select {...props} value={draft.severity} onChange={(event) => change({ severity: event.target.value as Severity })}>
              {SEVERITIES.map((severity) => (
                <option key={severity} value={severity}>
                  {messages.severities[severity]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={messages.lanesBlocked} error={errorOf('lanes')}>
          {(props) => (
            <input
              {...props}
              type="number"
              min={0}
              max={MOST_LANES}
              step={1}
              placeholder="?"
              value={draft.lanes ?? ''}
              onChange={(event) => change({ lanes: numberOf(event.target) })}
            />
          )}
        </Field>
      </div>
      <PlaceFields draft={draft} error={errorOf('place')} />
      <Field label={messages.note} error={errorOf('note')}>
        {(props) => (
          <textarea
            {...props}
            rows={2}
            maxLength={MAX_NOTE}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        )}
      </Field>
      <Field label={messages.yourName} error={null}>
        {(props) => (
          <input
            {...props}
            type="text"
            maxLength={MAX_NAME}
            autoComplete="nickname"
            value={name}
            onChange={(event) => store.dispatch({ type: 'name-set', name: event.target.value })}
          />
        )}
      </Field>
      {refused && refusedField === null && (
        <p className="refused" role="alert">
          {messages.notReported} {refused.detail}
        </p>
      )}
      <p className="acts">
        <button type="submit" className="plain first" disabled={last.kind === 'sending'}>
          {messages.sendReport}
        </button>
        <button type="button" className="plain" onClick={() => store.dispatch({ type: 'report-closed' })}>
          {messages.cancel}
        </button>
      </p>
    </form>
  )
}

/** Corridor and postmile, by hand or by a click on the map. */
function PlaceFields({ draft, error }: { draft: Draft; error: string | null }) {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const picking = useSelect((state) => state.reported.picking)
  const isMap = useSelect((state) => state.webgl && !state.view.table)
  const corridors = corridorsOf(road?.sensors ?? [])
  const chosen = corridors.find((one) => corridorIdOf(one) === draft.corridorId)
  const postmiles = (chosen?.sensors ?? []).map((index) => road!.sensors[index]!.postmile_mi!)
  const [least, most] = [Math.min(...postmiles), Math.max(...postmiles)]
  const range = chosen ? { min: least, max: most } : {}
  const change = (what: Partial<Draft>) => store.dispatch({ type: 'report-changed', change: what })
  return (
    <div className="row place">
      <Field label={messages.corridor} error={null}>
        {(props) => (
          <select
            {...props}
            required
            value={draft.corridorId}
            onChange={(event) => change({ corridorId: event.target.value, postmile: null })}
          >
            <option value="">{messages.chooseCorridor}</option>
            {corridors.map((corridor) => (
              <option key={corridorIdOf(corridor)} value={corridorIdOf(corridor)}>
                {corridorText(corridorIdOf(corridor))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={chosen ? messages.postmileFrom(least.toFixed(1), most.toFixed(1)) : messages.postmile} error={error}>
        {(props) => (
          <input
            {...props}
            type="number"
            required
            step="any"
            {...range}
            value={draft.postmile ?? ''}
            onChange={(event) => change({ postmile: numberOf(event.target) })}
          />
        )}
      </Field>
      {isMap && (
        <button type="button" className="plain" aria-pressed={picking} onClick={() => store.dispatch({ type: 'report-pick-toggled' })}>
          {picking ? messages.pickingPlace : messages.pickPlace}
        </button>
      )}
    </div>
  )
}

type ControlProps = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }

/** A labelled control, and beneath it what the server has against what it holds. */
function Field({ label, error, children }: { label: string; error: string | null; children: (props: ControlProps) => ReactNode }) {
  const id = useId()
  const wrong = error === null ? {} : ({ 'aria-invalid': true, 'aria-describedby': `${id}-error` } as const)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, ...wrong })}
      {error !== null && (
        <p id={`${id}-error`} className="refused" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** Null while a number field holds none. */
function numberOf({ valueAsNumber }: HTMLInputElement): number | null {
  return Number.isNaN(valueAsNumber) ? null : valueAsNumber
}
