import { useEffect, useRef } from 'react'
import type { Alert } from '../api/Api'
import { messages } from '../messages'
import { retryNow } from '../retry'
import { worstFirst } from '../state/alerts'
import { useSelect, useStore } from '../state/store'
import { AlertRow } from './AlertRow'
import { AlertRules } from './AlertRules'
import { Icon } from './Icon'
import { Report } from './Report'
import { ReportedList } from './ReportedList'

const NO_ALERTS: Alert[] = []
const LATELY_MS = 6 * 3_600_000

/** What asks for a person, what opens alerts, and what asked lately. */
export function Inbox() {
  const store = useStore()
  const standing = useSelect((state) => state.road?.alerts ?? NO_ALERTS)
  const known = useSelect((state) => state.road !== null)
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    // A report that is being written has the focus.
    if (!store.state().reported.draft) heading.current?.focus({ preventScroll: true })
  }, [store])

  return (
    <aside className="panel inbox" aria-labelledby="inbox-title">
      <div className="panel-head">
        <h2 id="inbox-title" ref={heading} tabIndex={-1}>
          {messages.alerts}
        </h2>
        <button
          type="button"
          className="tool close"
          aria-label={messages.closeInbox}
          onClick={() => store.dispatch({ type: 'inbox-toggled' })}
        >
          <Icon name="close" />
        </button>
        {standing.length > 0 && <p className="where">{messages.inboxHint}</p>}
      </div>
      <Report />
      {known && standing.length === 0 && (
        <div className="nothing-asks">
          <p className="title">{messages.nothingAsks}</p>
          <p>{messages.nothingAsksDetail}</p>
        </div>
      )}
      {!known && <div className="alerts-skeleton skeleton" role="status" aria-label={messages.loading} />}
      {standing.length > 0 && (
        <section aria-label={messages.standing(standing.length)}>
          <h3>{messages.standing(standing.length)}</h3>
          <Rows alerts={worstFirst(standing)} />
        </section>
      )}
      <ReportedList />
      <AlertRules unfolded={known && standing.length === 0} />
      <Resolved standing={standing} />
    </aside>
  )
}

function Rows({ alerts }: { alerts: Alert[] }) {
  const { alertId, units } = useSelect((state) => state.view)
  const clock = useSelect((state) => state.road?.clock)
  const feedTime = clock?.feed_time ?? null
  const nowMs = feedTime === null ? 0 : Date.parse(feedTime)
  return (
    <ul className="alert-rows">
      {alerts.map((alert) => (
        <AlertRow
          key={alert.alert_id}
          alert={alert}
          unfolded={alert.alert_id === alertId}
          units={units}
          zone={clock?.zone ?? 'UTC'}
          nowMs={nowMs}
        />
      ))}
    </ul>
  )
}

/** What was resolved in the last hours, newest end first. */
function Resolved({ standing }: { standing: Alert[] }) {
  const resolved = useSelect((state) => state.resolved)
  const alertId = useSelect((state) => state.view.alertId)
  const feedTime = useSelect((state) => state.road?.clock.feed_time ?? null)
  if (resolved.kind === 'none') return null
  if (resolved.kind === 'loading') return <div className="alerts-skeleton skeleton" role="status" aria-label={messages.resolvedLoading} />
  if (resolved.kind === 'failed')
    return (
      <p className="empty">
        {messages.resolvedFailed} {resolved.detail}{' '}
        <button type="button" className="plain" onClick={retryNow}>
          {messages.tryAgain}
        </button>
      </p>
    )
  const sinceMs = feedTime === null ? 0 : Date.parse(feedTime) - LATELY_MS
  const lately = resolved.items
    .filter(({ updated_at }) => Date.parse(updated_at) >= sinceMs)
    .sort((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at))
  const isUnknown = alertId !== null && ![...standing, ...lately].some(({ alert_id }) => alert_id === alertId)
  return (
    <section aria-label={messages.resolvedLately(lately.length)}>
      {isUnknown && <p className="empty">{messages.unknownAlert(alertId)}</p>}
      <h3>{messages.resolvedLately(lately.length)}</h3>
      {lately.length === 0 ? <p className="none">{messages.noneResolved}</p> : <Rows alerts={lately} />}
    </section>
  )
}
