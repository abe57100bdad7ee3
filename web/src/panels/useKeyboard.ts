import { useEffect } from 'react'
import { corridorIdAt, slowestCorridorId } from '../layers/corridors'
import type { Action } from '../state/actions'
import type { State } from '../state/model'
import { shownAt } from '../state/shown'
import { useStore } from '../state/store'

export const SEARCH_ID = 'sensor-search'

/** Keys that work anywhere on the page. Keys inside a field, and arrows inside map, table and slider, stay theirs. */
export function useKeyboard(): void {
  const store = useStore()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target instanceof HTMLElement ? event.target : document.body
      if (target.matches('input[type="search"], input[type="number"], input[type="text"], textarea, select') && event.key !== 'Escape')
        return
      if (event.key.startsWith('Arrow') && target.closest('.map, input, [role="tablist"], .scroller, .space-time-canvas')) return
      if (event.key === '/') {
        event.preventDefault()
        document.getElementById(SEARCH_ID)?.focus()
        return
      }
      const action = actionOf(event.key, store.state())
      if (!action) return
      if (event.key !== 'Escape') event.preventDefault()
      store.dispatch(action)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [store])
}

export function actionOf(key: string, state: State): Action | null {
  const { view } = state
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'ArrowLeft':
    case ',':
      return { type: 'horizon-moved', steps: -1 }
    case 'ArrowRight':
    case '.':
      return { type: 'horizon-moved', steps: 1 }
    case 'n':
      return { type: 'horizon-set', horizon: 0 }
    case 'p':
      return { type: 'play-toggled' }
    case 'l':
      return { type: 'now-layer-set', nowLayer: view.nowLayer === 'provisional' ? 'window' : 'provisional' }
    case 'a':
      return { type: 'inbox-toggled' }
    case 'i':
      return { type: 'report-opened' }
    case 'r':
      return state.simulation === null ? null : { type: 'road-toggled' }
    case 's':
      return spaceTimeAction(state)
    case 't':
      return { type: 'table-toggled' }
    case 'd':
      return { type: 'theme-set', theme: nextTheme(view.theme) }
    case 'u':
      return { type: 'units-set', units: view.units === 'mph' ? 'kmh' : 'mph' }
    case '?':
      return { type: 'sheet-toggled' }
    case 'Escape':
      return { type: 'escaped' }
    default:
      return null
  }
}

/** Opens space and time where one would look first, and closes it again. */
function spaceTimeAction({ view, road }: State): Action | null {
  if (view.corridorId !== null) return { type: 'corridor-chosen', corridorId: null }
  if (!road) return null
  const shown = shownAt(road, view.horizon, view.nowLayer)
  const corridorId =
    corridorIdAt(road.sensors.find((sensor) => sensor.sensor_id === view.sensorId)) ??
    slowestCorridorId(road.sensors, shown.kind === 'nothing' ? [] : shown.speeds)
  return corridorId === null ? null : { type: 'corridor-chosen', corridorId }
}

export function nextTheme(theme: State['view']['theme']): State['view']['theme'] {
  return theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system'
}
