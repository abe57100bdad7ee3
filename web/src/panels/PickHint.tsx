import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'

/** Over the map while its next click is the place of a report. */
export function PickHint() {
  const store = useStore()
  const picking = useSelect((state) => state.reported.picking)
  if (!picking) return null
  return (
    <p className="pick-hint" role="status">
      {messages.pickHint}{' '}
      <button type="button" className="plain" onClick={() => store.dispatch({ type: 'report-pick-toggled' })}>
        {messages.cancel}
      </button>
    </p>
  )
}
