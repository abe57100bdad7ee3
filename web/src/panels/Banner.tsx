import type { ReactNode } from 'react'
import { messages } from '../messages'
import type { Spot } from '../state/simulation'
import { useSelect, useStore } from '../state/store'
import { Icon } from './Icon'

type Props = { label: string; sign: ReactNode; spot: Spot; dismissAs: string; severity?: string; children: ReactNode }

/** One quiet line of news under the header: what it is, the way there, and how to be rid of it. */
export function Banner({ label, sign, spot, dismissAs, severity, children }: Props) {
  const store = useStore()
  const jumped = useSelect((state) => state.spot?.key === spot.key)
  return (
    <section className="banner" aria-label={label} data-severity={severity} data-jumped={jumped || undefined}>
      {sign}
      <p>{children}</p>
      <button type="button" className="plain" onClick={() => store.dispatch({ type: 'spot-shown', spot })}>
        {messages.jump}
      </button>
      <button
        type="button"
        className="tool close"
        aria-label={messages.dismiss}
        title={messages.dismiss}
        onClick={() => store.dispatch({ type: 'news-dismissed', keys: [dismissAs] })}
      >
        <Icon name="close" />
      </button>
    </section>
  )
}
