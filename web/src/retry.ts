export const RETRY_EVENT = 'freeflow-retry'

/** The person asks to try again now. */
export function retryNow(): void {
  window.dispatchEvent(new Event(RETRY_EVENT))
}
