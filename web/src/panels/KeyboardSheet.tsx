import { useEffect, useRef } from 'react'
import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'
import { Icon } from './Icon'

/** All keys on one card. The browser's own dialog keeps the focus inside and gives it back. */
export function KeyboardSheet() {
  const store = useStore()
  const open = useSelect((state) => state.sheetOpen)
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])

  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault()
        store.dispatch({ type: 'sheet-toggled' })
      }}
    >
      <h2 id="sheet-title">{messages.keyboard}</h2>
      <button type="button" className="tool close" aria-label={messages.close} onClick={() => store.dispatch({ type: 'sheet-toggled' })}>
        <Icon name="close" />
      </button>
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
    </dialog>
  )
}
