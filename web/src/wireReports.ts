import { type Api, ApiError, detailOf } from './api/Api'
import { RETRY_EVENT } from './retry'
import type { ReportWish } from './state/reported'
import type { Store } from './state/store'

const EVERY_MS = 5000
/** What was written is in the store a moment later. */
const AFTER_A_WISH_MS = 1000

/** Asks again and again which reported incidents are there, and carries out what people want to report and to end. */
export function followReports(store: Store, api: Api): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let sent: ReportWish | null = null

  const askIn = (ms: number) => {
    clearTimeout(timer)
    // An answer that is on its way may be older than what was just written.
    asked += 1
    timer = setTimeout(ask, ms)
  }
  const ask = async () => {
    clearTimeout(timer)
    const ours = ++asked
    const isOurs = () => !signal.aborted && ours === asked
    try {
      const incidents = await api.listIncidents(signal)
      if (isOurs()) store.dispatch({ type: 'report-list-loaded', incidents })
    } catch (error) {
      if (isOurs()) store.dispatch({ type: 'report-list-failed', detail: detailOf(error) })
    }
    if (isOurs()) askIn(EVERY_MS)
  }
  const carryOut = async (wish: ReportWish) => {
    const refuse = (reason: string | null, detail: string) => {
      if (!signal.aborted) store.dispatch({ type: 'report-refused', wish, reason, detail })
    }
    try {
      const detail = wish.kind === 'end' ? await end(wish) : await report(wish, refuse)
      if (!signal.aborted) store.dispatch({ type: 'report-done', wish, detail })
    } catch (error) {
      refuse(null, detailOf(error))
    }
    if (!signal.aborted) askIn(AFTER_A_WISH_MS)
  }
  const end = async ({ incidentId, by }: ReportWish & { kind: 'end' }): Promise<null> => {
    try {
      await api.endIncident(incidentId, by, signal)
    } catch (error) {
      // Somebody else was faster: it is over, as was wished.
      if (!(error instanceof ApiError && error.status === 409)) throw error
    }
    return null
  }
  const report = async (wish: ReportWish & { kind: 'report' }, refuse: (reason: string | null, detail: string) => void) => {
    const { outcome, reason, detail } = await api.reportIncident(wish.report, signal)
    if (outcome === 'rejected') refuse(reason, detail ?? reason ?? outcome)
    return detail
  }
  const look = () => {
    const { last } = store.state().reported
    if (last.kind !== 'sending' || last.wish === sent) return
    sent = last.wish
    void carryOut(last.wish)
  }
  const retry = () => void ask()
  window.addEventListener(RETRY_EVENT, retry)
  const unsubscribe = store.subscribe(look)
  void ask()
  return () => {
    unsubscribe()
    window.removeEventListener(RETRY_EVENT, retry)
    stopped.abort()
    clearTimeout(timer)
  }
}
