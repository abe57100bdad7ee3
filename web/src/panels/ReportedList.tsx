import type { Incident, Sensor } from '../api/Api'
import { messages } from '../messages'
import { retryNow } from '../retry'
import { DEFAULT_NAME, rankOf } from '../state/alerts'
import { reportedNow, spotOfReported } from '../state/reported'
import { useSelect, useStore } from '../state/store'
import { ReportSign } from './ReportSign'
import { reportFigures, reportTitle } from './reportText'

const NO_SENSORS: Sensor[] = []

/** What people reported and is not over, the worst first. */
export function ReportedList() {
  const { incidents } = useSelect((state) => state.reported)
  const items = useSelect((state) => reportedNow(state.reported))
  const known = incidents.kind === 'ready'
  const title = known ? messages.reportedNow(items.length) : messages.reported
  const worstFirst = [...items].sort((a, b) => rankOf(b.severity) - rankOf(a.severity) || Date.parse(b.start) - Date.parse(a.start))
  return (
    <section className="reported" aria-label={title}>
      <h3>{title}</h3>
      {incidents.kind === 'none' && <p className="none">{messages.reportedLoading}</p>}
      {incidents.kind === 'failed' && (
        <p className="empty">
          {messages.reportedFailed} {incidents.detail}{' '}
          <button type="button" className="plain" onClick={retryNow}>
            {messages.tryAgain}
          </button>
        </p>
      )}
      {known && items.length === 0 && <p className="none">{messages.nothingReported}</p>}
      {items.length > 0 && (
        <ul>
          {worstFirst.map((incident) => (
            <ReportedRow key={incident.incident_id} incident={incident} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ReportedRow({ incident }: { incident: Incident }) {
  const store = useStore()
  const sensors = useSelect((state) => state.road?.sensors ?? NO_SENSORS)
  const zone = useSelect((state) => state.road?.clock.zone ?? 'UTC')
  const last = useSelect((state) => state.reported.last)
  const { incident_id: incidentId, incident_type, severity, description, unplaced_detail } = incident
  const title = reportTitle(incident, sensors)
  const spot = spotOfReported(incident, sensors)
  const refused = last.kind === 'refused' && last.wish.kind === 'end' && last.wish.incidentId === incidentId ? last : null
  const end = () => {
    const by = store.state().name.trim() || DEFAULT_NAME
    store.dispatch({ type: 'report-wished', wish: { kind: 'end', incidentId, by } })
  }
  return (
    <li>
      <ReportSign type={incident_type} severity={severity} />
      <div>
        <h4>{title}</h4>
        <p>
          <strong data-severity={severity}>{messages.severities[severity]}</strong> {reportFigures(incident, zone)}
        </p>
        {description !== '' && <p className="said">{description}</p>}
        {unplaced_detail !== null && <p className="unplaced">{messages.notOnMap(unplaced_detail)}</p>}
        {refused && (
          <p className="refused" role="alert">
            {messages.actRefused} {refused.detail}
          </p>
        )}
      </div>
      <p className="tools-here">
        {spot && (
          <button
            type="button"
            className="plain"
            aria-label={messages.showThis(title)}
            onClick={() => store.dispatch({ type: 'spot-shown', spot })}
          >
            {messages.showAlert}
          </button>
        )}
        <button type="button" className="plain" aria-label={messages.endThis(title)} disabled={last.kind === 'sending'} onClick={end}>
          {messages.endReport}
        </button>
      </p>
    </li>
  )
}
