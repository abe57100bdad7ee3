import { useEffect, useMemo, useState } from 'react'
import type { Alert } from '../api/Api'
import { messages } from '../messages'
import { noticeOf } from '../state/alerts'
import { keyOf, newsOf, spotOf } from '../state/simulation'
import { useSelect } from '../state/store'
import { alertName } from './alertText'
import { Banner } from './Banner'
import { IncidentSign } from './IncidentSign'
import { incidentText } from './incidentText'
import { useIncidents } from './useIncidents'

const NOTHING = { current: [], nowMs: 0 }
const NO_ALERTS: Alert[] = []
const MINUTE_MS = 60_000

/** The newest incident of the simulated road: what, where, since when, and what Freeflow, which is not told of it, made of it. */
export function IncidentBanner() {
  const dismissed = useSelect((state) => state.dismissed)
  const alerts = useSelect((state) => state.road?.alerts ?? NO_ALERTS)
  const incidents = useIncidents()
  const { current, nowMs } = incidents ?? NOTHING
  const incident = useMemo(() => newsOf(current, nowMs, dismissed), [current, nowMs, dismissed])
  if (!incidents) return null
  const key = incident && keyOf(incident)
  const text = incident && incidentText(incident, incidents.sensors, incidents.zone, nowMs)
  const notice = incident && noticeOf(incident, alerts)
  return (
    <>
      <Announcement of={key} text={text} />
      {incident && (
        <Banner label={messages.simulatedIncident} sign={<IncidentSign blocks />} spot={spotOf(incident)} dismissAs={keyOf(incident)}>
          {text}
          {notice && (
            <>
              . <span className="noticed">{noticeText(notice, incident.starts)}</span>
            </>
          )}
        </Banner>
      )}
    </>
  )
}

function noticeText(alert: Alert, starts: string): string {
  return messages.noticed(alertName(alert), Math.floor((Date.parse(alert.opened_at) - Date.parse(starts)) / MINUTE_MS))
}

/** Says an incident once; that a lane opens later is on the screen, and not worth an interruption. */
function Announcement({ of, text }: { of: string | null; text: string | null }) {
  const [said, setSaid] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text changes with the clock, the incident does not
  useEffect(() => setSaid(text ?? ''), [of])
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  )
}
