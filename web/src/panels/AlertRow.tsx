import { useId } from 'react'
import type { Alert } from '../api/Api'
import { messages } from '../messages'
import { spotOfAlert } from '../state/alerts'
import type { Units } from '../state/model'
import { useStore } from '../state/store'
import { ActAnswer } from './ActAnswer'
import { AlertDetails } from './AlertDetails'
import { alertTitle, figuresText, outlookText, statusText, stretchText } from './alertText'
import { SeverityMark } from './SeverityMark'
import { useAct } from './useAct'

type Props = { alert: Alert; unfolded: boolean; units: Units; zone: string; nowMs: number }

/** One alert in words: what, where, how bad, since when, who has it, and how it is expected to go on. */
export function AlertRow({ alert, unfolded, units, zone, nowMs }: Props) {
  const store = useStore()
  const detailsId = useId()
  const { last, isUnderWay, act } = useAct(alert.alert_id)
  const title = alertTitle(alert)
  const outlook = outlookText(alert, units)
  const figures = figuresText(alert, units)
  const isForecast = alert.alert_type === 'congestion_prediction'
  return (
    <li className="alert" data-severity={alert.severity} data-status={alert.status}>
      <SeverityMark severity={alert.severity} />
      <div className="alert-body">
        <h4>
          <button
            type="button"
            className="unfold"
            aria-expanded={unfolded}
            aria-controls={detailsId}
            onClick={() => store.dispatch({ type: 'inbox-opened', alertId: unfolded ? null : alert.alert_id })}
          >
            {title}
          </button>
        </h4>
        <p className="alert-figures">
          {stretchText(alert)}
          {figures !== '' && ` · ${figures}`}
        </p>
        {outlook && <p className="alert-outlook">{outlook}</p>}
        <div className="alert-foot">
          <p className="alert-status">
            <strong>{messages.severities[alert.severity]}</strong>
            {isForecast && <span className="badge forecast">{messages.forecast.toLowerCase()}</span>} {statusText(alert, zone, nowMs)}
          </p>
          <p className="alert-tools">
            {alert.status === 'open' && !unfolded && (
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
              className="plain"
              aria-label={messages.showThis(title)}
              onClick={() => store.dispatch({ type: 'spot-shown', spot: spotOfAlert(alert) })}
            >
              {messages.showAlert}
            </button>
          </p>
        </div>
        <ActAnswer last={last} />
        <div id={detailsId}>{unfolded && <AlertDetails alert={alert} zone={zone} />}</div>
      </div>
    </li>
  )
}
