import type { SensorSeries } from '../api/Api'

/** Columns of the chart on a gapless five-minute grid; times are the middles of windows in seconds. */
export interface ChartData {
  times: number[]
  observed: (number | null)[]
  p05: (number | null)[]
  p50: (number | null)[]
  p95: (number | null)[]
  /** End of the newest closed window: left of it is what was, right of it what may be. */
  now: number | null
}

const STEP_S = 300

/** A window the server did not send is as missing as one it sent without a speed. */
export function chartDataOf(series: SensorSeries, convert: (mph: number) => number): ChartData {
  const observed = new Map<number, number | null>()
  for (const window of series.windows) observed.set(seconds(window.window_start), converted(window.speed_mph, convert))
  const predictions = new Map(
    (series.forecast?.predictions ?? []).map((prediction) => [seconds(prediction.window_start), prediction.speed_mph]),
  )
  const starts = [...observed.keys(), ...predictions.keys()]
  const data: ChartData = { times: [], observed: [], p05: [], p50: [], p95: [], now: nowOf(series) }
  if (starts.length === 0) return data
  const last = Math.max(...starts)
  for (let start = Math.min(...starts); start <= last; start += STEP_S) {
    const quantiles = predictions.get(start)
    data.times.push(start + STEP_S / 2)
    data.observed.push(observed.get(start) ?? null)
    data.p05.push(converted(quantiles?.p05, convert))
    data.p50.push(converted(quantiles?.p50, convert))
    data.p95.push(converted(quantiles?.p95, convert))
  }
  return data
}

/** A sensor that is silent has no newest window, but a forecast all the same. */
function nowOf(series: SensorSeries): number | null {
  const ends = series.windows.map((window) => seconds(window.window_end))
  if (series.forecast) ends.push(seconds(series.forecast.issued_at))
  return ends.length > 0 ? Math.max(...ends) : null
}

function converted(mph: number | null | undefined, convert: (mph: number) => number): number | null {
  return mph == null ? null : convert(mph)
}

function seconds(instant: string): number {
  return Date.parse(instant) / 1000
}
