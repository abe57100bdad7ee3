import { useMemo } from 'react'
import type { Sensor } from '../api/Api'
import { inUnits, speedText, timeText, unitText } from '../format'
import type { Palette } from '../layers/colours'
import { messages } from '../messages'
import { useSelect } from '../state/store'
import { chartDataOf } from './chartData'
import { SensorChart } from './SensorChart'

/** A sensor's last hours and next hour: as a chart, and the same as a table. */
export function SeriesView({ sensor, zone, palette }: { sensor: Sensor; zone: string; palette: Palette }) {
  const load = useSelect((state) => state.series)
  const units = useSelect((state) => state.view.units)
  const horizon = useSelect((state) => state.view.horizon)
  const series = load.kind === 'ready' ? load.series : null
  const data = useMemo(() => (series ? chartDataOf(series, (mph) => inUnits(mph, units)) : null), [series, units])
  const model = series?.forecast

  return (
    <section className="series" aria-label={messages.chartTitle}>
      <h3>
        {messages.chartTitle} <span>{unitText(units)}</span>
      </h3>
      <div className="chart-box">
        {load.kind === 'failed' && (
          <p className="empty">
            {messages.seriesFailed} {load.detail}
          </p>
        )}
        {load.kind === 'loading' && <div className="skeleton" role="status" aria-label={messages.seriesLoading} />}
        {data && data.times.length === 0 && <p className="empty">{messages.noWindows}</p>}
        {data && data.times.length > 0 && (
          <SensorChart data={data} zone={zone} palette={palette} label={messages.chartLabel(sensor.name)} horizon={horizon} units={units} />
        )}
      </div>
      <ul className="keys" aria-hidden="true">
        <li>
          <i className="observed" /> {messages.observed}
        </li>
        <li>
          <i className="median" /> {messages.median}
        </li>
        <li>
          <i className="interval" /> {messages.interval}
        </li>
        <li>
          <i className="missing" /> {messages.missingMark}
        </li>
      </ul>
      {model && (
        <p className="model">
          {messages.model(model.model, model.model_version)}, {messages.forecast.toLowerCase()} {timeText(model.issued_at, zone)}
        </p>
      )}
      {series && (
        <details>
          <summary>{messages.asTable}</summary>
          <div className="scroller">
            <table>
              <thead>
                <tr>
                  <th scope="col">{messages.time}</th>
                  <th scope="col">{messages.p05}</th>
                  <th scope="col">{messages.p50}</th>
                  <th scope="col">{messages.p95}</th>
                </tr>
              </thead>
              <tbody>
                {series.forecast?.predictions.map((prediction) => (
                  <tr key={prediction.window_end} className="ahead">
                    <th scope="row">{messages.aheadLong(prediction.horizon_minutes)}</th>
                    <td>{speedText(prediction.speed_mph?.p05, units)}</td>
                    <td>{speedText(prediction.speed_mph?.p50, units)}</td>
                    <td>{speedText(prediction.speed_mph?.p95, units)}</td>
                  </tr>
                ))}
                {[...series.windows].reverse().map((window) => (
                  <tr key={window.window_end}>
                    <th scope="row">{timeText(window.window_end, zone)}</th>
                    <td colSpan={3}>{speedText(window.speed_mph, units)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  )
}
