import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'
import { Sheet } from './Sheet'

/** All keys on one card. */
export function KeyboardSheet() {
  const store = useStore()
  const open = useSelect((state) => state.sheetOpen)

  return (
    <Sheet title={messages.keyboard} open={open} onClose={() => store.dispatch({ type: 'sheet-toggled' })}>
      <dl>
        {messages.keys.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}
