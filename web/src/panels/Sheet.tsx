import { type ReactNode, useEffect, useId, useRef } from 'react'
import { messages } from '../messages'
import { Icon } from './Icon'

type Props = { title: string; open: boolean; onClose: () => void; className?: string; children: ReactNode }

/** A card over the page. The browser's own dialog keeps the focus inside and gives it back. */
export function Sheet({ title, open, onClose, className, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])

  return (
    <dialog
      ref={dialog}
      className={className ? `sheet ${className}` : 'sheet'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <button type="button" className="tool close" aria-label={messages.close} onClick={onClose}>
        <Icon name="close" />
      </button>
      {children}
    </dialog>
  )
}
