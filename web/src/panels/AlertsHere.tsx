import type { Alert } from '../api/Api'
import { messages } from '../messages'
import { worstFirst } from '../state/alerts'
import { useSelect, useStore } from '../state/store'
import { ActAnswer } from './ActAnswer'
import { alertTitle } from './alertText'
import { SeverityMark } from './SeverityMark'
import { useAct } from './useAct'

const NO_ALERTS: Alert[] = []
/** A corridor's diagram needs the room. */
const MOST = 2

/** The standing alerts of one corridor, each on a line; the rest is in the inbox. */
export function AlertsHere({ corridorId }: { corridorId: string }) {
  const store = useStore()
  const standing = useSelect((state) => state.road?.alerts ?? NO_ALERTS)
  const here = worstFirst(standing.filter(({ corridor_id }) => corridor_id === corridorId))
  if (here.length === 0) return null
  return (
    <section className="alerts-here" aria-label={messages.alertsHere}>
      <ul>
        {here.slice(0, MOST).map((alert) => (
          <AlertLine key={alert.alert_id} alert={alert} />
        ))}
      </ul>
      {here.length > MOST && (
        <button type="button" className="link" onClick={() => store.dispatch({ type: 'inbox-opened', alertId: null })}>
          {messages.moreAlerts(here.length - MOST)}
        </button>
      )}
    </section>
  )
}

function AlertLine({ alert }: { alert: Alert }) {
  const store = useStore()
  const { last, isUnderWay, act } = useAct(alert.alert_id)
  const title = alertTitle(alert)
  const taken = alert.log.findLast(({ what }) => what === 'acknowledged')
  return (
    <li data-severity={alert.severity} data-status={alert.status}>
      <SeverityMark severity={alert.severity} />
      <span>
        <strong>{messages.severities[alert.severity]}</strong> {title}
        {taken && <small> {messages.logEntry(messages.logEntries.acknowledged, taken.by, '')}</small>}
      </span>
      <ActAnswer last={last} />
      {alert.status === 'open' && (
        <button
          type="button"
          className="plain"
          aria-label={messages.acknowledgeThis(title)}
          disabled={isUnderWay}
          onClick={() => act('acknowledge')}
        >
          {messages.acknowledge}
        </button>
      )}
      <button
        type="button"
        className="link"
        aria-label={messages.openInInboxOf(title)}
        onClick={() => store.dispatch({ type: 'inbox-opened', alertId: alert.alert_id })}
      >
        {messages.openInInbox}
      </button>
    </li>
  )
}
