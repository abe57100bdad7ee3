import { messages } from '../messages'
import { changesNow } from '../state/simulation'
import { useSelect, useStore } from '../state/store'
import { changeText } from './incidentText'

const FORM = 'changes'

/** What was done to the simulated road and is not over; each undone with one click. */
export function Changes() {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const simulation = useSelect((state) => state.simulation)
  const change = useSelect((state) => state.change)
  const changes = changesNow({ simulation, road })
  const ours = change.kind !== 'none' && change.form === FORM ? change : null
  return (
    <section className="changes" aria-label={messages.doneToRoad}>
      <h3>{messages.doneToRoad}</h3>
      {changes.length === 0 && <p className="none">{messages.nothingDone}</p>}
      <ul>
        {changes.map((one) => {
          const text = changeText(one, road?.sensors ?? [], road?.clock.zone ?? 'UTC')
          return (
            <li key={one.id}>
              <span>{text}</span>
              <button
                type="button"
                className="plain"
                aria-label={messages.endThis(text)}
                disabled={change.kind === 'sending'}
                onClick={() => store.dispatch({ type: 'change-wished', form: FORM, wish: { kind: 'end', id: one.id } })}
              >
                {messages.endIt}
              </button>
            </li>
          )
        })}
      </ul>
      {ours?.kind === 'refused' && (
        <p className="refused" role="alert">
          {messages.refused} {ours.detail}
        </p>
      )}
      <p className="done" aria-live="polite">
        {ours?.kind === 'done' && messages.afterEnd}
      </p>
    </section>
  )
}
