import type { Severity } from '../api/Api'
import { SEVERITY_SHAPES } from '../layers/severityShape'

/** The mark of an alert; what it means stands in words beside it. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { plate, mark } = SEVERITY_SHAPES[severity]
  return (
    <svg className="severity" data-severity={severity} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path className="severity-plate" d={plate} />
      {mark && <path className="severity-mark" d={mark} />}
    </svg>
  )
}
