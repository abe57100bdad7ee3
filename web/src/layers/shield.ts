import type { Map as MapLibre } from 'maplibre-gl'
import type { Palette } from './colours'

const SIZE = 24
const RATIO = 2
const RADIUS = 7

/** Draws the plate behind a freeway's number; it stretches with the text. */
export function paintShield(map: MapLibre, palette: Palette): void {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const context = canvas.getContext('2d')
  if (!context) return
  context.beginPath()
  context.roundRect(1, 1, SIZE - 2, SIZE - 2, RADIUS)
  context.fillStyle = palette.shield
  context.fill()
  context.lineWidth = 2
  context.strokeStyle = palette.casing
  context.stroke()
  const image = context.getImageData(0, 0, SIZE, SIZE)
  if (map.hasImage('shield')) {
    map.updateImage('shield', image)
    return
  }
  const middle: [number, number] = [RADIUS + 1, SIZE - RADIUS - 1]
  map.addImage('shield', image, { pixelRatio: RATIO, stretchX: [middle], stretchY: [middle], content: [6, 6, SIZE - 6, SIZE - 6] })
}
