import type { ImputedState } from '../api/Api'
import { spanText, speedText, timeText } from '../format'
import { messages } from '../messages'
import { useSelect } from '../state/store'

/** What a sensor without a speed that is believed would probably say in the newest closed window, and how one knows. */
export function ImputedNote({ sensorId, zone }: { sensorId: string; zone: string }) {
  const load = useSelect((state) => state.series)
  const units = useSelect((state) => state.view.units)
  const newest = useSelect((state) => state.road?.window?.end)
  const imputed = load.kind === 'ready' && load.sensorId === sensorId ? load.series.imputed.at(-1) : undefined
  if (!imputed || newest == null || Date.parse(imputed.window_end) < Date.parse(newest)) return null
  const span = spanText(imputed.window_start, imputed.window_end, zone)
  return (
    <section className="detector-note" aria-label={messages.imputedLabel}>
      <p>{messages.imputedAs(speedText(imputed.speed_mph, units), span, howText(imputed, zone))}</p>
    </section>
  )
}

function howText({ method, sources }: ImputedState, zone: string): string {
  return messages.imputedBy[method](method === 'last_value' ? sources.map((start) => timeText(start, zone)) : sources)
}
