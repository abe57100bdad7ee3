import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Sensor } from '../api/Api'
import type { Palette } from './colours'
import { type Corridor, lineOf, piecesOf } from './corridors'
import { levelColour } from './levelColour'

export const FREEWAY_SOURCE = 'freeways'
export const FREEWAY_LAYER = 'freeways'
export const SHIELD_LAYER = 'shields'

const WIDTH: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 7, 1.8, 10, 3.2, 13, 7]
/** The chosen sensor's piece, and all pieces of the chosen corridor. */
const IS_MARKED: ExpressionSpecification = [
  'any',
  ['boolean', ['feature-state', 'selected'], false],
  ['boolean', ['feature-state', 'marked'], false],
]

const CASING_WIDTH: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  7,
  ['case', IS_MARKED, 4.6, 2.4],
  10,
  ['case', IS_MARKED, 7, 4.4],
  13,
  ['case', IS_MARKED, 11, 8.6],
]
/** Each direction keeps to the right of the line through its sensors. */
export const OFFSET: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 7, 1.4, 10, 2.8, 13, 5.5]

/** Freeways drawn through their own sensors: a quiet road, and on it one coloured piece per sensor. */
export function addFreeways(map: MapLibre): void {
  map.addSource('roads', { type: 'geojson', data: collection([]) })
  map.addSource('shields', { type: 'geojson', data: collection([]) })
  map.addSource(FREEWAY_SOURCE, { type: 'geojson', data: collection([]) })
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  map.addLayer({ id: 'roads', type: 'line', source: 'roads', layout: round, paint: { 'line-width': WIDTH, 'line-offset': OFFSET } })
  map.addLayer({
    id: 'freeway-casing',
    type: 'line',
    source: FREEWAY_SOURCE,
    layout: { 'line-join': 'round' },
    paint: { 'line-width': CASING_WIDTH, 'line-offset': OFFSET },
  })
  map.addLayer({
    id: FREEWAY_LAYER,
    type: 'line',
    source: FREEWAY_SOURCE,
    layout: { 'line-join': 'round' },
    paint: { 'line-width': WIDTH, 'line-offset': OFFSET },
  })
}

export function addShields(map: MapLibre): void {
  map.addLayer({
    id: SHIELD_LAYER,
    type: 'symbol',
    source: 'shields',
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 260,
      'text-field': ['get', 'number'],
      'text-font': ['sans-serif'],
      'text-size': 11,
      'text-rotation-alignment': 'viewport',
      'icon-rotation-alignment': 'viewport',
      'icon-image': 'shield',
      'icon-text-fit': 'both',
      'icon-text-fit-padding': [2, 5, 2, 5],
      'text-padding': 12,
    },
  })
}

export function setFreeways(map: MapLibre, corridors: readonly Corridor[], sensors: readonly Sensor[]): void {
  const drawn = corridors.filter((corridor) => corridor.sensors.length > 1)
  const pieces = drawn.flatMap((corridor) => piecesOf(corridor, sensors))
  source(map, 'roads').setData(collection(drawn.map((corridor) => line(lineOf(corridor, sensors)))))
  source(map, FREEWAY_SOURCE).setData(collection(pieces.map((piece) => ({ ...line(piece.line), id: piece.sensor }))))
  source(map, 'shields').setData(
    collection(
      oneDirectionEach(drawn).map((corridor) =>
        line(lineOf(corridor, sensors), { number: numberOf(corridor.freeway), freeway: corridor.freeway }),
      ),
    ),
  )
}

export function paintFreeways(map: MapLibre, palette: Palette, opacity: number): void {
  map.setPaintProperty('roads', 'line-color', palette.road)
  map.setPaintProperty('freeway-casing', 'line-color', ['case', IS_MARKED, palette.selected, palette.casing])
  map.setPaintProperty('freeway-casing', 'line-opacity', ['case', IS_MARKED, 1, 0.45 * opacity])
  map.setPaintProperty(FREEWAY_LAYER, 'line-color', levelColour(palette))
  map.setPaintProperty(FREEWAY_LAYER, 'line-opacity', opacity)
  map.setPaintProperty('shields', 'text-color', palette.shieldText)
}

/** A freeway's number is written once, not once per direction. */
function oneDirectionEach(corridors: readonly Corridor[]): Corridor[] {
  const seen = new Set<string>()
  return corridors.filter(({ freeway }) => !seen.has(freeway) && seen.add(freeway))
}

/** I-405 → 405. */
function numberOf(freeway: string): string {
  return freeway.replace(/^[A-Za-z]+[-\s]?/, '') || freeway
}

function line(coordinates: GeoJSON.Position[], properties: Record<string, string> = {}): GeoJSON.Feature {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } }
}

function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features }
}

function source(map: MapLibre, id: string): GeoJSONSource {
  return map.getSource(id) as GeoJSONSource
}
