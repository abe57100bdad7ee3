import { useEffect, useState } from 'react'
import { messages } from '../messages'
import { retryNow } from '../retry'
import { useSelect } from '../state/store'
import { ruleText } from './alertText'
import { SeverityMark } from './SeverityMark'

/** What opens alerts, in words. Unfolded where there is nothing else to read. */
export function AlertRules({ unfolded }: { unfolded: boolean }) {
  const rules = useSelect((state) => state.rules)
  const units = useSelect((state) => state.view.units)
  const [open, setOpen] = useState(unfolded)
  useEffect(() => setOpen(unfolded), [unfolded])
  if (rules.kind === 'none') return null
  if (rules.kind === 'loading') return <p className="empty">{messages.rulesLoading}</p>
  if (rules.kind === 'failed')
    return (
      <p className="empty">
        {messages.rulesFailed} {rules.detail}{' '}
        <button type="button" className="plain" onClick={retryNow}>
          {messages.tryAgain}
        </button>
      </p>
    )
  if (rules.items.length === 0) return <p className="empty">{messages.noRules}</p>
  return (
    <details className="rules" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{messages.rules(rules.items.length)}</summary>
      <ul>
        {rules.items.map((rule) => (
          <li key={rule.id}>
            <SeverityMark severity={rule.severity} />
            <span>
              <strong>{rule.name}</strong> <em>{messages.severities[rule.severity]}</em>
              <small>{ruleText(rule, units)}</small>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
