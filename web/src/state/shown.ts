import type { NowLayer, Road, State } from './model'

/** One number per sensor, in the order of the network; null is missing. */
export type Values = readonly (number | null)[]

/** What the map shows: exactly one layer, never a mix. */
export type Shown =
  | { kind: 'provisional'; asOf: string; speeds: Values }
  | { kind: 'window'; start: string; end: string; speeds: Values }
  | { kind: 'forecast'; issuedAt: string; start: string; end: string; speeds: Values }
  | { kind: 'nothing' }

const MINUTE_MS = 60_000
/** A layer this far behind the feed's own clock is shown faded. */
const STALE_AFTER_MS = 15 * MINUTE_MS

export function shownAt(road: Road | null, horizon: number, nowLayer: NowLayer): Shown {
  if (!road) return { kind: 'nothing' }
  return horizon === 0 ? now(road, nowLayer) : forecastAt(road, horizon)
}

function now(road: Road, nowLayer: NowLayer): Shown {
  const { provisional, window } = road
  if (provisional && (nowLayer === 'provisional' || !window)) {
    return { kind: 'provisional', asOf: provisional.as_of, speeds: provisional.speed_mph }
  }
  if (window) return { kind: 'window', start: window.start, end: window.end, speeds: window.speed_mph }
  return { kind: 'nothing' }
}

/** Horizon h speaks of the window [issue + h − 5 min, issue + h). */
function forecastAt(road: Road, horizon: number): Shown {
  const forecast = road.forecast
  const column = forecast?.horizons_min.indexOf(horizon) ?? -1
  if (!forecast || column < 0) return { kind: 'nothing' }
  const issued = Date.parse(forecast.issued_at)
  return {
    kind: 'forecast',
    issuedAt: forecast.issued_at,
    start: new Date(issued + (horizon - 5) * MINUTE_MS).toISOString(),
    end: new Date(issued + horizon * MINUTE_MS).toISOString(),
    speeds: forecast.speed_mph_p50.map((row) => row[column] ?? null),
  }
}

/** The instant up to which a layer knows the road. */
function knownUntil(shown: Shown): string | null {
  switch (shown.kind) {
    case 'provisional':
      return shown.asOf
    case 'window':
      return shown.end
    case 'forecast':
      return shown.issuedAt
    case 'nothing':
      return null
  }
}

/** Stale: the layer fell behind the feed's clock, or we no longer hear the server. */
export function isStale(state: State, shown: Shown): boolean {
  if (state.live.kind === 'waiting' && state.live.attempt > 1) return true
  const until = knownUntil(shown)
  const feedTime = state.road?.clock.feed_time
  return until !== null && feedTime != null && Date.parse(feedTime) - Date.parse(until) > STALE_AFTER_MS
}
