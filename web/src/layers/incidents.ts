import { type Map as MapLibre, Marker, Popup } from 'maplibre-gl'
import type { Sensor, SimulatedIncident } from '../api/Api'
import { keyOf } from '../state/simulation'
import { bearingsOf, corridorsOf } from './corridors'

/** How far a sign stands beside its carriageway, so that it never covers a value. */
const ASIDE_PX = 15

export interface Sign {
  incident: SimulatedIncident
  blocks: boolean
  /** What it is, in words. */
  text: string
  /** Somebody jumped to it. */
  marked: boolean
}

/** The signs of incidents on the map. They are buttons over the canvas, so that a keyboard and a screen reader reach them too. */
export class IncidentSigns {
  private readonly map: MapLibre
  private readonly onChoose: (incident: SimulatedIncident) => void
  private readonly drawn = new Map<string, { marker: Marker; button: HTMLButtonElement }>()
  private readonly tip = new Popup({ closeButton: false, closeOnClick: false, className: 'tip', maxWidth: '280px', offset: 14 })

  constructor(map: MapLibre, onChoose: (incident: SimulatedIncident) => void) {
    this.map = map
    this.onChoose = onChoose
  }

  show(signs: readonly Sign[], sensors: readonly Sensor[]): void {
    const wanted = new Set(signs.map(({ incident }) => keyOf(incident)))
    for (const [key, { marker }] of this.drawn) {
      if (wanted.has(key)) continue
      marker.remove()
      this.drawn.delete(key)
      this.tip.remove()
    }
    for (const sign of signs) this.put(sign, sensors)
  }

  remove(): void {
    this.show([], [])
  }

  private put({ incident, blocks, text, marked }: Sign, sensors: readonly Sensor[]): void {
    const key = keyOf(incident)
    const { button } = this.drawn.get(key) ?? this.add(key, incident, sensors)
    button.setAttribute('aria-label', text)
    button.toggleAttribute('data-blocks', blocks)
    button.toggleAttribute('data-marked', marked)
  }

  private add(key: string, incident: SimulatedIncident, sensors: readonly Sensor[]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'incident'
    button.innerHTML = SIGN
    const marker = new Marker({ element: button, offset: asideOf(incident, sensors) })
    marker.setLngLat([incident.longitude, incident.latitude]).addTo(this.map)
    const say = () =>
      this.tip
        .setLngLat(marker.getLngLat())
        .setText(button.getAttribute('aria-label') ?? '')
        .addTo(this.map)
    button.addEventListener('mouseenter', say)
    button.addEventListener('focus', say)
    button.addEventListener('mouseleave', () => this.tip.remove())
    button.addEventListener('blur', () => this.tip.remove())
    button.addEventListener('mousemove', (event) => event.stopPropagation())
    button.addEventListener('click', (event) => {
      event.stopPropagation()
      this.onChoose(incident)
    })
    const added = { marker, button }
    this.drawn.set(key, added)
    return added
  }
}

/** The same drawing as IncidentSign; a marker is made outside of React. */
const SIGN =
  '<svg class="sign" viewBox="0 0 20 20" aria-hidden="true"><path class="sign-plate" d="M10 2.2 18.6 17.2H1.4z"/><path class="sign-mark" d="M10 7.6v4.6M10 14.7v.2"/></svg>'

/** Pixels to the right of travel. */
function asideOf(incident: SimulatedIncident, sensors: readonly Sensor[]): [number, number] {
  const corridor = corridorsOf(sensors).find(({ freeway, direction }) => freeway === incident.freeway && direction === incident.direction)
  if (!corridor) return [0, 0]
  const away = (index: number) => Math.abs((sensors[index]?.postmile_mi ?? Infinity) - incident.postmile_mi)
  const nearest = corridor.sensors.reduce((best, index) => (away(index) < away(best) ? index : best), corridor.sensors[0]!)
  const bearing = bearingsOf([corridor], sensors)[nearest] ?? null
  if (bearing === null) return [0, 0]
  const right = ((bearing + 90) * Math.PI) / 180
  return [Math.sin(right) * ASIDE_PX, -Math.cos(right) * ASIDE_PX]
}
