import type { Alert } from '../api/Api'
import { messages } from '../messages'
import { openOnes, worstFirst } from '../state/alerts'
import { isInboxInFront } from '../state/model'
import { useSelect, useStore } from '../state/store'
import { Icon } from './Icon'
import { SeverityMark } from './SeverityMark'

const NO_ALERTS: Alert[] = []

/** The bell: how many alerts nobody has taken, and how bad the worst is. */
export function AlertsButton() {
  const store = useStore()
  const open = openOnes(useSelect((state) => state.road?.alerts ?? NO_ALERTS))
  const inFront = useSelect((state) => isInboxInFront(state.view))
  const [worst] = worstFirst(open)
  const label = worst ? messages.alertsOpen(open.length, messages.severities[worst.severity]) : messages.alertsNoneOpen
  return (
    <button
      type="button"
      className="tool alerts-button"
      data-severity={worst?.severity}
      title={label}
      aria-label={label}
      aria-pressed={inFront}
      onClick={() => store.dispatch({ type: 'inbox-toggled' })}
    >
      <Icon name="bell" />
      {worst && (
        <>
          <SeverityMark severity={worst.severity} />
          <span>{open.length}</span>
        </>
      )}
    </button>
  )
}
