import { type Api, detailOf } from './api/Api'
import { RETRY_EVENT } from './retry'
import type { ActState } from './state/alerts'
import { isInboxInFront } from './state/model'
import type { Store } from './state/store'

const NAME_KEY = 'freeflow-name'

/** Carries out what people do about alerts. That it was done is seen when the alert comes live. */
export function followActs(store: Store, api: Api): () => void {
  const stopped = new AbortController()
  const begun = new WeakSet<ActState>()
  const carryOut = async (alertId: string, { act }: ActState) => {
    try {
      await api.actOnAlert(alertId, act, stopped.signal)
      if (!stopped.signal.aborted) store.dispatch({ type: 'act-taken', alertId, act })
    } catch (error) {
      if (!stopped.signal.aborted) store.dispatch({ type: 'act-refused', alertId, act, detail: detailOf(error) })
    }
  }
  const unsubscribe = store.subscribe(() => {
    for (const [alertId, state] of store.state().acts) {
      if (state.kind !== 'sending' || begun.has(state)) continue
      begun.add(state)
      void carryOut(alertId, state)
    }
  })
  return () => {
    unsubscribe()
    stopped.abort()
  }
}

/** While the inbox is in front: asks for the rules once, and for what is resolved whenever one stands no more. */
export function followInbox(store: Store, api: Api): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  let asked = ''

  const loadResolved = async () => {
    store.dispatch({ type: 'resolved-requested' })
    try {
      const alerts = await api.listAlerts('resolved', signal)
      if (!signal.aborted) store.dispatch({ type: 'resolved-loaded', alerts })
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'resolved-failed', detail: detailOf(error) })
    }
  }
  const loadRules = async () => {
    store.dispatch({ type: 'rules-requested' })
    try {
      const rules = await api.listAlertRules(signal)
      if (!signal.aborted) store.dispatch({ type: 'rules-loaded', rules })
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'rules-failed', detail: detailOf(error) })
    }
  }
  const look = () => {
    const { view, road, rules } = store.state()
    const wanted = isInboxInFront(view) && road ? `of ${road.alerts.map(({ alert_id }) => alert_id).join(' ')}` : ''
    if (wanted === asked) return
    asked = wanted
    if (wanted === '') return
    void loadResolved()
    if (rules.kind === 'none') void loadRules()
  }
  const retry = () => {
    const { resolved, rules } = store.state()
    if (asked === '') return
    if (resolved.kind === 'failed') void loadResolved()
    if (rules.kind === 'failed') void loadRules()
  }
  window.addEventListener(RETRY_EVENT, retry)
  const unsubscribe = store.subscribe(look)
  return () => {
    unsubscribe()
    window.removeEventListener(RETRY_EVENT, retry)
    stopped.abort()
  }
}

/** Who acts is who acted last in this browser; one that keeps nothing forgets it. */
export function keepName(store: Store): () => void {
  try {
    const name = localStorage.getItem(NAME_KEY)
    if (name !== null) store.dispatch({ type: 'name-set', name })
  } catch {
    return () => {}
  }
  let last = store.state().name
  return store.subscribe(() => {
    const { name } = store.state()
    if (name === last) return
    last = name
    try {
      localStorage.setItem(NAME_KEY, name)
    } catch {
      // It is the name until the page is loaded again.
    }
  })
}
