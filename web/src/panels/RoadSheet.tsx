import { messages } from '../messages'
import { keyOf, lanesBlockedAt, spotOf } from '../state/simulation'
import { useSelect, useStore } from '../state/store'
import { ChangeDemand, ChangeRain } from './ChangeRoad'
import { Changes } from './Changes'
import { IncidentSign } from './IncidentSign'
import { helpText, incidentText } from './incidentText'
import { Sheet } from './Sheet'
import { useIncidents } from './useIncidents'

/** The simulated road as a whole: what happens on it now, how many drive and whether it rains, and what was done to it. */
export function RoadSheet() {
  const store = useStore()
  const open = useSelect((state) => state.roadOpen)

  return (
    <Sheet title={messages.simulatedRoad} open={open} onClose={() => store.dispatch({ type: 'road-toggled' })} className="road-sheet">
      {open && (
        <>
          <p className="hint">{messages.simulatedRoadHint}</p>
          <ChangeDemand />
          <ChangeRain />
          <Changes />
          <HappensNow />
        </>
      )}
    </Sheet>
  )
}

/** Every current incident in words, the same as the signs on the map. */
function HappensNow() {
  const store = useStore()
  const incidents = useIncidents()
  if (!incidents) return null
  const { current, sensors, zone, nowMs } = incidents
  return (
    <section className="happens" aria-label={messages.happensNow(current.length)}>
      <h3>{messages.happensNow(current.length)}</h3>
      <ul>
        {current.map((incident) => (
          <li key={keyOf(incident)}>
            <IncidentSign blocks={lanesBlockedAt(incident, nowMs) > 0} />
            <span>
              {incidentText(incident, sensors, zone, nowMs)}
              <small>{helpText(incident, zone, nowMs)}</small>
            </span>
            <button type="button" className="plain" onClick={() => store.dispatch({ type: 'spot-shown', spot: spotOf(incident) })}>
              {messages.jump}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
