import { useMemo } from 'react'
import type { Palette } from '../layers/colours'
import { isStale, shownAt } from '../state/shown'
import { useSelect } from '../state/store'
import { Legend } from './Legend'
import { ShownStatement } from './ShownStatement'
import { TimeSlider } from './TimeSlider'

/** The bar under the map: which layer is shown, the time slider and the legend. */
export function Dock({ palette }: { palette: Palette }) {
  const road = useSelect((state) => state.road)
  const { horizon, nowLayer } = useSelect((state) => state.view)
  const shown = useMemo(() => shownAt(road, horizon, nowLayer), [road, horizon, nowLayer])
  const stale = useSelect((state) => isStale(state, shown))
  return (
    <footer className="dock" data-shown={shown.kind}>
      <ShownStatement shown={shown} />
      <TimeSlider palette={palette} shown={shown} />
      <Legend palette={palette} stale={stale} />
    </footer>
  )
}
