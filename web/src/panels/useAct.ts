import type { AlertAct } from '../api/Api'
import { type ActState, DEFAULT_NAME } from '../state/alerts'
import { useSelect, useStore } from '../state/store'

/** What one can do about an alert, in one's own name, and how the last such act fares. */
export function useAct(alertId: string): {
  last: ActState | null
  isUnderWay: boolean
  act: (kind: AlertAct['kind'], note?: string) => void
} {
  const store = useStore()
  const last = useSelect((state) => state.acts.get(alertId) ?? null)
  const act = (kind: AlertAct['kind'], note = '') => {
    const by = store.state().name.trim() || DEFAULT_NAME
    const text = note.trim()
    store.dispatch({ type: 'act-wished', alertId, act: { kind, by, ...(text === '' ? {} : { note: text }) } })
  }
  return { last, isUnderWay: last !== null && last.kind !== 'refused', act }
}
