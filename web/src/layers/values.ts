import type { Map as MapLibre } from 'maplibre-gl'
import type { Values } from '../state/shown'
import { type Level, levelOf } from './colours'
import { FREEWAY_SOURCE } from './freeways'
import { SENSOR_SOURCE } from './sensors'

/** Puts levels on the drawn sensors, touching only those whose level changed. */
export class ValuePainter {
  private readonly map: MapLibre
  private levels: Level[] = []
  private selected: number | null = null
  private marked: readonly number[] = []
  private suspects: readonly number[] = []

  constructor(map: MapLibre) {
    this.map = map
  }

  /** The drawn network was replaced, so no feature has a state any more. */
  forget(): void {
    this.map.removeFeatureState({ source: SENSOR_SOURCE })
    this.map.removeFeatureState({ source: FREEWAY_SOURCE })
    this.levels = []
    this.selected = null
    this.marked = []
    this.suspects = []
  }

  show(speeds: Values): void {
    for (let id = 0; id < Math.max(speeds.length, this.levels.length); id++) {
      const level = levelOf(speeds[id])
      if (this.levels[id] === level) continue
      this.levels[id] = level
      this.set(id, { level })
    }
  }

  select(id: number | null): void {
    if (id === this.selected) return
    if (this.selected !== null) this.set(this.selected, { selected: false })
    if (id !== null) this.set(id, { selected: true })
    this.selected = id
  }

  /** Marks the sensors that are not believed. */
  doubt(ids: readonly number[]): void {
    for (const id of this.suspects) this.map.setFeatureState({ source: SENSOR_SOURCE, id }, { suspect: false })
    for (const id of ids) this.map.setFeatureState({ source: SENSOR_SOURCE, id }, { suspect: true })
    this.suspects = ids
  }

  /** Marks the pieces of one corridor. */
  mark(ids: readonly number[]): void {
    for (const id of this.marked) this.map.setFeatureState({ source: FREEWAY_SOURCE, id }, { marked: false })
    for (const id of ids) this.map.setFeatureState({ source: FREEWAY_SOURCE, id }, { marked: true })
    this.marked = ids
  }

  private set(id: number, state: { level?: Level; selected?: boolean }): void {
    this.map.setFeatureState({ source: SENSOR_SOURCE, id }, state)
    this.map.setFeatureState({ source: FREEWAY_SOURCE, id }, state)
  }
}
