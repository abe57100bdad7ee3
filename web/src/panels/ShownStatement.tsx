import { spanText, timeText } from '../format'
import { messages } from '../messages'
import type { NowLayer, Road } from '../state/model'
import type { Shown } from '../state/shown'
import { useSelect, useStore } from '../state/store'

const NOW_LAYERS: readonly NowLayer[] = ['provisional', 'window']

/** Says in words which one layer the colours are, and lets choose between the two that exist at now. */
export function ShownStatement({ shown }: { shown: Shown }) {
  const store = useStore()
  const road = useSelect((state) => state.road)
  const ahead = useSelect((state) => state.view.horizon > 0)
  const horizon = useSelect((state) => state.view.horizon)
  return (
    <section className="shown" aria-label={messages.shownLayer}>
      <p className="what">
        <strong className={`badge ${shown.kind}`}>{titleOf(shown, horizon)}</strong>
        <span className="detail" title={road?.forecast && shown.kind === 'forecast' ? modelOf(road) : undefined}>
          {road ? detailOf(shown, road) : ''}
        </span>
      </p>
      <fieldset className="choice" disabled={ahead || !road}>
        <legend className="visually-hidden">{messages.nowLayer}</legend>
        {NOW_LAYERS.map((layer) => (
          <label key={layer} data-checked={shown.kind === layer || undefined}>
            <input
              type="radio"
              name="now-layer"
              className="visually-hidden"
              checked={shown.kind === layer}
              disabled={road?.[layer] === null}
              onChange={() => store.dispatch({ type: 'now-layer-set', nowLayer: layer })}
            />
            {layer === 'provisional' ? messages.provisional : messages.closedWindow}
          </label>
        ))}
      </fieldset>
    </section>
  )
}

function titleOf(shown: Shown, horizon: number): string {
  switch (shown.kind) {
    case 'provisional':
      return `${messages.now} · ${messages.provisional.toLowerCase()}`
    case 'window':
      return `${messages.now} · ${messages.closedWindow.toLowerCase()}`
    case 'forecast':
      return `${messages.forecast} ${messages.aheadLong(horizon)}`
    case 'nothing':
      return horizon === 0 ? messages.now : messages.aheadLong(horizon)
  }
}

function detailOf(shown: Shown, road: Road): string {
  const { zone } = road.clock
  switch (shown.kind) {
    case 'provisional':
      return messages.provisionalWhat(timeText(shown.asOf, zone))
    case 'window':
      return messages.closedWindowWhat(spanText(shown.start, shown.end, zone), road.window?.revision ?? 0)
    case 'forecast':
      return messages.forecastWhat(spanText(shown.start, shown.end, zone), timeText(shown.issuedAt, zone))
    case 'nothing':
      return messages.nothingShown
  }
}

function modelOf(road: Road): string {
  return messages.model(road.forecast?.model ?? '', road.forecast?.model_version ?? '')
}
