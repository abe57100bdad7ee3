import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Sensor } from '../api/Api'
import type { Palette } from './colours'
import { levelColour } from './levelColour'

export const SENSOR_SOURCE = 'sensors'

/* A circle's shift is a property of its layer, so there is one layer per compass octant of travel: each circle then sits on its own
   direction's line at every zoom. Sensors without a freeway have the layer `sensors-station` and no shift. */
const OCTANTS = [0, 1, 2, 3, 4, 5, 6, 7] as const
const STATION = 'station'
export const STATION_LAYER = `sensors-${STATION}`
export const SENSOR_LAYERS: readonly string[] = [...OCTANTS.map((octant) => `sensors-${octant}`), STATION_LAYER]

/** Zoom below which a freeway's sensors are not drawn on its line. */
export const LINES_ONLY_BELOW = 10.4

const IS_SELECTED: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false]
const IS_MISSING: ExpressionSpecification = ['==', ['coalesce', ['feature-state', 'level'], 0], 0]
const IS_SUSPECT: ExpressionSpecification = ['boolean', ['feature-state', 'suspect'], false]
const STROKE: ExpressionSpecification = ['case', IS_SELECTED, 3, IS_SUSPECT, 3, IS_MISSING, 1.5, 1]

export function addSensors(map: MapLibre): void {
  map.addSource(SENSOR_SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  for (const octant of OCTANTS) addOctant(map, octant)
  map.addLayer({
    id: STATION_LAYER,
    type: 'circle',
    source: SENSOR_SOURCE,
    filter: ['==', ['get', 'octant'], STATION],
    paint: { 'circle-radius': radius(3.2, 5, 9) },
  })
}

/** Shifts by as much as the line of the same direction is offset. */
function addOctant(map: MapLibre, octant: number): void {
  const right = ((octant * 45 + 90) * Math.PI) / 180
  const shift = (pixels: number): [number, number] => [Math.sin(right) * pixels, -Math.cos(right) * pixels]
  map.addLayer({
    id: `sensors-${octant}`,
    type: 'circle',
    source: SENSOR_SOURCE,
    filter: ['==', ['get', 'octant'], String(octant)],
    paint: {
      'circle-radius': onLine(),
      'circle-translate': [
        'interpolate',
        ['linear'],
        ['zoom'],
        7,
        ['literal', shift(1.4)],
        10,
        ['literal', shift(2.8)],
        13,
        ['literal', shift(5.5)],
      ],
      'circle-translate-anchor': 'map',
    },
  })
}

export function setSensors(map: MapLibre, sensors: readonly Sensor[], bearings: readonly (number | null)[]): void {
  const features = sensors.map((sensor, index): GeoJSON.Feature => {
    const bearing = bearings[index] ?? null
    const octant = bearing === null ? STATION : String(Math.round(bearing / 45) % 8)
    return {
      type: 'Feature',
      id: index,
      properties: { octant },
      geometry: { type: 'Point', coordinates: [sensor.longitude, sensor.latitude] },
    }
  })
  const source = map.getSource(SENSOR_SOURCE) as GeoJSONSource
  source.setData({ type: 'FeatureCollection', features })
}

export function paintSensors(map: MapLibre, palette: Palette, opacity: number): void {
  for (const layer of SENSOR_LAYERS) {
    map.setPaintProperty(layer, 'circle-color', ['case', IS_MISSING, palette.land, levelColour(palette)])
    map.setPaintProperty(layer, 'circle-opacity', opacity)
    map.setPaintProperty(layer, 'circle-stroke-opacity', ['case', IS_SELECTED, 1, opacity])
    map.setPaintProperty(
      layer,
      'circle-stroke-width',
      layer === STATION_LAYER ? STROKE : ['step', ['zoom'], ['case', IS_SELECTED, 3, IS_SUSPECT, 3, 0], LINES_ONLY_BELOW, STROKE],
    )
    map.setPaintProperty(layer, 'circle-stroke-color', [
      'case',
      IS_SELECTED,
      palette.selected,
      IS_SUSPECT,
      palette.suspect,
      IS_MISSING,
      levelColour(palette),
      palette.casing,
    ])
  }
}

/** On a coloured line a circle only adds where it can be told apart; until then just the selected and the suspect ones are drawn. */
function onLine(): ExpressionSpecification {
  const hidden: ExpressionSpecification = ['case', IS_SELECTED, 6, IS_SUSPECT, 3.5, 0]
  return ['interpolate', ['linear'], ['zoom'], LINES_ONLY_BELOW, hidden, LINES_ONLY_BELOW + 0.2, grown(3.5), 13, grown(7)]
}

/** Grows with the zoom, and by half again when selected. */
function radius(far: number, middle: number, near: number): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 7, grown(far), 10, grown(middle), 13, grown(near)]
}

function grown(pixels: number): ExpressionSpecification {
  return ['case', IS_SELECTED, Math.max(6, pixels * 1.5), pixels]
}
