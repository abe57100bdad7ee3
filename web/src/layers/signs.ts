import { type Map as MapLibre, Marker, Popup } from 'maplibre-gl'
import type { Sensor } from '../api/Api'
import { bearingsOf, corridorIdOf, corridorsOf } from './corridors'

export interface Sign {
  key: string
  /** Of CSS; the sign is a button. */
  className: string
  html: string
  position: [longitude: number, latitude: number]
  /** How far it stands beside its carriageway, so that it never covers a value. */
  aside: [x: number, y: number]
  /** What it is, in words. */
  text: string
  /** Attributes `data-…`; null is absent. */
  data: Record<string, string | null>
  onChoose: () => void
}

interface Drawn {
  marker: Marker
  button: HTMLButtonElement
  sign: Sign
}

/** Signs on the map. They are buttons over the canvas, so that a keyboard and a screen reader reach them too. */
export class Signs {
  private readonly map: MapLibre
  private readonly drawn = new Map<string, Drawn>()
  private readonly tip = new Popup({ closeButton: false, closeOnClick: false, className: 'tip', maxWidth: '460px', offset: 14 })

  constructor(map: MapLibre) {
    this.map = map
  }

  show(signs: readonly Sign[]): void {
    const wanted = new Set(signs.map(({ key }) => key))
    for (const [key, { marker }] of this.drawn) {
      if (wanted.has(key)) continue
      marker.remove()
      this.drawn.delete(key)
      this.tip.remove()
    }
    for (const sign of signs) this.put(sign)
  }

  private put(sign: Sign): void {
    const drawn = this.drawn.get(sign.key) ?? this.add(sign)
    const { button } = drawn
    if (!button.firstChild || drawn.sign.html !== sign.html) button.innerHTML = sign.html
    drawn.sign = sign
    button.setAttribute('aria-label', sign.text)
    for (const [name, value] of Object.entries(sign.data)) {
      if (value === null) button.removeAttribute(`data-${name}`)
      else button.setAttribute(`data-${name}`, value)
    }
  }

  private add(sign: Sign): Drawn {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = sign.className
    const marker = new Marker({ element: button, offset: sign.aside })
    marker.setLngLat(sign.position).addTo(this.map)
    const drawn: Drawn = { marker, button, sign }
    const say = () => this.tip.setLngLat(marker.getLngLat()).setText(drawn.sign.text).addTo(this.map)
    button.addEventListener('mouseenter', say)
    button.addEventListener('focus', say)
    button.addEventListener('mouseleave', () => this.tip.remove())
    button.addEventListener('blur', () => this.tip.remove())
    button.addEventListener('mousemove', (event) => event.stopPropagation())
    button.addEventListener('click', (event) => {
      event.stopPropagation()
      drawn.sign.onChoose()
    })
    this.drawn.set(sign.key, drawn)
    return drawn
  }
}

/** So many pixels to the right of travel, and back against it, at a place of a corridor. */
export function asideOf(sensors: readonly Sensor[], corridorId: string, postmile: number, right: number, back = 0): [number, number] {
  const corridor = corridorsOf(sensors).find((one) => corridorIdOf(one) === corridorId)
  if (!corridor) return [0, 0]
  const away = (index: number) => Math.abs((sensors[index]?.postmile_mi ?? Infinity) - postmile)
  const nearest = corridor.sensors.reduce((best, index) => (away(index) < away(best) ? index : best), corridor.sensors[0]!)
  const bearing = bearingsOf([corridor], sensors)[nearest] ?? null
  if (bearing === null) return [0, 0]
  const travel = (bearing * Math.PI) / 180
  const [sin, cos] = [Math.sin(travel), Math.cos(travel)]
  return [cos * right - sin * back, sin * right + cos * back]
}
