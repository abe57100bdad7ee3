import { useMemo } from 'react'
import { countLevels, type Palette } from '../layers/colours'
import { messages } from '../messages'
import { HORIZON_STEP, LAST_HORIZON, type NowLayer, type Road } from '../state/model'
import { type Shown, shownAt } from '../state/shown'
import { useSelect, useStore } from '../state/store'
import { Icon } from './Icon'

const HORIZONS = Array.from({ length: LAST_HORIZON / HORIZON_STEP + 1 }, (_, step) => step * HORIZON_STEP)
/** From free flow at the bottom to jam at the top; missing is left out and leaves the column shorter. */
const STACK = [5, 4, 3, 2, 1] as const

/** Now to +60 minutes. Above the track, what share of the network is how slow at each step: the hour at a glance. */
export function TimeSlider({ palette, shown }: { palette: Palette; shown: Shown }) {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const playing = useSelect((state) => state.playing)
  const { horizon, nowLayer } = useSelect((state) => state.view)
  const outlook = useMemo(() => outlookOf(road, nowLayer), [road, nowLayer])
  const hasForecast = road?.forecast != null
  return (
    <section className="slider" aria-label={messages.timeline}>
      <button
        type="button"
        className="play"
        disabled={!hasForecast}
        aria-label={playing ? messages.pause : messages.play}
        title={playing ? messages.pause : messages.play}
        onClick={() => store.dispatch({ type: 'play-toggled' })}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <div className="track">
        <div className="outlook" role="img" aria-label={messages.outlook}>
          {outlook.map((shares, step) => (
            <span key={HORIZONS[step]} className="column" data-current={HORIZONS[step] === horizon || undefined}>
              {STACK.map((level) => (
                <i key={level} style={{ flexGrow: shares[level], background: palette.levels[level] }} />
              ))}
            </span>
          ))}
        </div>
        <input
          type="range"
          min={0}
          max={LAST_HORIZON}
          step={HORIZON_STEP}
          value={horizon}
          aria-label={messages.timeline}
          aria-valuetext={shown.kind === 'forecast' ? `${messages.forecast} ${messages.aheadLong(horizon)}` : messages.now}
          onChange={(event) => store.dispatch({ type: 'horizon-set', horizon: Number(event.target.value) })}
        />
        <div className="ticks" aria-hidden="true">
          {HORIZONS.map((minutes) => (
            <span key={minutes} data-major={minutes % 15 === 0 || undefined} data-current={minutes === horizon || undefined}>
              {minutes === 0 ? messages.now : messages.ahead(minutes)}
            </span>
          ))}
        </div>
      </div>
    </section>
  )
}

/** Shares per level for each step, each column as a part of all sensors. */
function outlookOf(road: Road | null, nowLayer: NowLayer): number[][] {
  return HORIZONS.map((horizon) => {
    const shown = shownAt(road, horizon, nowLayer)
    if (shown.kind === 'nothing' || shown.speeds.length === 0) return [0, 0, 0, 0, 0, 0]
    return countLevels(shown.speeds).map((count) => count / shown.speeds.length)
  })
}
