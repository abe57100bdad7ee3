import { messages } from '../messages'
import type { ActState } from '../state/alerts'

/** How the last act fares: under way until the alert itself shows it, or refused in the server's words. */
export function ActAnswer({ last }: { last: ActState | null }) {
  if (last?.kind === 'refused')
    return (
      <p className="refused" role="alert">
        {messages.actRefused} {last.detail}
      </p>
    )
  return (
    <p className="act-sent" aria-live="polite">
      {last && messages.actSent}
    </p>
  )
}
