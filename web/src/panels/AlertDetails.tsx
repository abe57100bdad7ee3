import { useState } from 'react'
import type { Alert } from '../api/Api'
import { timeText } from '../format'
import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'
import { entryText } from './alertText'
import { useAct } from './useAct'

const MAX_NAME = 100
const MAX_NOTE = 500

/** What to do about an alert, what happened with it, and what one can do about it here. */
export function AlertDetails({ alert, zone }: { alert: Alert; zone: string }) {
  return (
    <div className="alert-details">
      {alert.playbook.length > 0 && (
        <>
          <h5>{messages.playbook}</h5>
          <ol className="playbook">
            {alert.playbook.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      <h5>{messages.log}</h5>
      <ul className="alert-log">
        {alert.log.map((entry) => (
          <li key={`${entry.at} ${entry.what} ${entry.by} ${entry.note}`}>
            <time dateTime={entry.at}>{timeText(entry.at, zone)}</time> <span>{entryText(entry)}</span>
          </li>
        ))}
      </ul>
      {alert.status !== 'resolved' && <ActForm alert={alert} />}
    </div>
  )
}

function ActForm({ alert }: { alert: Alert }) {
  const store = useStore()
  const name = useSelect((state) => state.name)
  const [note, setNote] = useState('')
  const { isUnderWay, act } = useAct(alert.alert_id)
  const does = (kind: 'acknowledge' | 'note' | 'resolve') => () => {
    act(kind, note)
    setNote('')
  }
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <label className="field name">
        {messages.yourName}
        <input
          type="text"
          maxLength={MAX_NAME}
          autoComplete="nickname"
          value={name}
          onChange={(event) => store.dispatch({ type: 'name-set', name: event.target.value })}
        />
      </label>
      <label className="field note">
        {messages.note}
        <textarea rows={2} maxLength={MAX_NOTE} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <p className="acts">
        {alert.status === 'open' && (
          <button type="button" className="plain first" disabled={isUnderWay} onClick={does('acknowledge')}>
            {messages.acknowledge}
          </button>
        )}
        <button type="button" className="plain" disabled={isUnderWay || note.trim() === ''} onClick={does('note')}>
          {messages.addNote}
        </button>
        <button type="button" className="plain" disabled={isUnderWay} onClick={does('resolve')}>
          {messages.resolve}
        </button>
      </p>
    </form>
  )
}
