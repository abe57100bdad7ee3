import { inUnits, unitText } from '../format'
import { LEVEL_BOUNDS_MPH, type Palette } from '../layers/colours'
import { messages } from '../messages'
import type { Units } from '../state/model'
import { reportedNow } from '../state/reported'
import { useSelect } from '../state/store'
import { IncidentSign } from './IncidentSign'
import { ReportSign } from './ReportSign'
import { SeverityMark } from './SeverityMark'

/** The colour scale, always on the screen, with its unit. */
export function Legend({ palette, stale }: { palette: Palette; stale: boolean }) {
  const units = useSelect((state) => state.view.units)
  const simulated = useSelect((state) => state.simulation !== null)
  const alerted = useSelect((state) => (state.road?.alerts.length ?? 0) > 0)
  const reported = useSelect((state) => reportedNow(state.reported).length > 0)
  const doubted = useSelect((state) => state.road?.detectors.some(({ values }) => values === 'in_doubt') ?? false)
  const labels = labelsOf(units)
  return (
    <section className="legend" aria-label={`${messages.legend}, ${unitText(units)}`}>
      <h2>
        {messages.legend} <span>{unitText(units)}</span>
        {stale && (
          <strong className="badge stale" title={messages.staleHint}>
            {messages.stale}
          </strong>
        )}
      </h2>
      <ol>
        {labels.map((label, index) => (
          <li key={label}>
            <span className="swatch" style={{ background: palette.levels[index + 1] }} aria-hidden="true" />
            {label}
          </li>
        ))}
        <li>
          <span className="swatch hollow" style={{ borderColor: palette.levels[0] }} aria-hidden="true" />
          {messages.noData}
        </li>
        {doubted && (
          <li title={messages.notBelievedLong}>
            <span className="swatch ring" style={{ borderColor: palette.suspect }} aria-hidden="true" />
            {messages.notBelieved}
          </li>
        )}
        {simulated && (
          <>
            <li title={messages.legendIncidentLong}>
              <IncidentSign blocks />
              {messages.legendIncident}
            </li>
            <li title={messages.legendShoulderLong}>
              <IncidentSign blocks={false} />
              {messages.legendShoulder}
            </li>
          </>
        )}
        {reported && (
          <li title={messages.legendReportedLong}>
            <ReportSign type="accident" severity="high" />
            {messages.legendReported}
          </li>
        )}
        {alerted && (
          <li title={messages.legendAlertLong}>
            <SeverityMark severity="high" />
            {messages.legendAlert}
          </li>
        )}
      </ol>
    </section>
  )
}

/** 60+, 45–60, 30–45, 15–30, <15 in the chosen unit. */
export function labelsOf(units: Units): string[] {
  const bounds = LEVEL_BOUNDS_MPH.map((mph) => String(Math.round(inUnits(mph, units))))
  const [first, ...rest] = bounds
  const between = rest.map((bound, index) => `${bound}–${bounds[index]}`)
  return [messages.andMore(first!), ...between, messages.below(bounds.at(-1)!)]
}
