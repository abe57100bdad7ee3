/** The sign of an incident: a full triangle where it blocks a lane, a small hollow one on the shoulder. */
export function IncidentSign({ blocks }: { blocks: boolean }) {
  return (
    <svg className="sign" data-blocks={blocks || undefined} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path className="sign-plate" d="M10 2.2 18.6 17.2H1.4z" />
      <path className="sign-mark" d="M10 7.6v4.6M10 14.7v.2" />
    </svg>
  )
}
