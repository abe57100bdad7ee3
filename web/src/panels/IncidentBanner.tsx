import { useEffect, useMemo, useState } from 'react'
import { messages } from '../messages'
import { keyOf, newsOf } from '../state/simulation'
import { useSelect, useStore } from '../state/store'
import { Icon } from './Icon'
import { IncidentSign } from './IncidentSign'
import { incidentText } from './incidentText'
import { useIncidents } from './useIncidents'

const NOTHING = { current: [], nowMs: 0 }

/** One quiet line about the newest incident of the simulated road: what, where, since when, and the way there. */
export function IncidentBanner() {
  const store = useStore()
  const dismissed = useSelect((state) => state.dismissed)
  const spot = useSelect((state) => state.spot)
  const incidents = useIncidents()
  const { current, nowMs } = incidents ?? NOTHING
  const incident = useMemo(() => newsOf(current, nowMs, dismissed), [current, nowMs, dismissed])
  if (!incidents) return null
  const key = incident && keyOf(incident)
  const text = incident && incidentText(incident, incidents.sensors, incidents.zone, nowMs)
  return (
    <>
      <Announcement of={key} text={text} />
      {incident && (
        <section className="banner" aria-label={messages.simulatedIncident} data-jumped={spot?.incident === key || undefined}>
          <IncidentSign blocks />
          <p>{text}</p>
          <button type="button" className="plain" onClick={() => store.dispatch({ type: 'incident-shown', incident })}>
            {messages.jump}
          </button>
          <button
            type="button"
            className="tool close"
            aria-label={messages.dismiss}
            title={messages.dismiss}
            onClick={() => store.dispatch({ type: 'incidents-dismissed', incidents: [keyOf(incident)] })}
          >
            <Icon name="close" />
          </button>
        </section>
      )}
    </>
  )
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
