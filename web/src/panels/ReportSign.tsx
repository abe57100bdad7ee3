import type { IncidentType, Severity } from '../api/Api'
import { REPORT_MARKS, REPORT_PLATE } from '../layers/reported'

/** The sign of something that was reported; what it is stands in words beside it. */
export function ReportSign({ type, severity }: { type: IncidentType; severity: Severity }) {
  return (
    <svg className="report" data-severity={severity} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path className="report-plate" d={REPORT_PLATE} />
      <path className="report-mark" d={REPORT_MARKS[type]} />
    </svg>
  )
}
