import type { Road } from '../state/model'
import type { Shown } from '../state/shown'

/**
 * Says on the document what the last painted frame was made of, so that tests can measure how old the picture is:
 * `data-painted-window`, `-provisional`, `-forecast` are the newest layers the page knew then; `data-painted-shown` says
 * which of them the map was coloured by.
 */
export function markPainted(road: Road, shown: Shown): void {
  const data = document.documentElement.dataset
  if (road.window) data.paintedWindow = road.window.end
  if (road.provisional) data.paintedProvisional = road.provisional.as_of
  if (road.forecast) data.paintedForecast = road.forecast.issued_at
  data.paintedShown = shown.kind
}
