import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl'
import { messages } from '../messages'
import type { Palette } from './colours'
import { PLACES } from './places'

/** The box the base map covers: west, south, east, north. */
export const BASE_MAP_BOX: [number, number, number, number] = [-121, 32.3, -115, 36]

/** Sea, land, shore, county lines and a handful of city names. All of it comes with the page. */
export function addBaseMap(map: MapLibre): void {
  const [west, south, east, north] = BASE_MAP_BOX
  const box = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  map.addSource('sea', { type: 'geojson', data: { type: 'Polygon', coordinates: [box] } })
  map.addSource('land', { type: 'geojson', data: './basemap/land.json', attribution: messages.attributionLand })
  map.addSource('coast', { type: 'geojson', data: './basemap/coast.json' })
  map.addSource('counties', { type: 'geojson', data: './basemap/counties.json', attribution: messages.attributionCounties })
  map.addSource('places', { type: 'geojson', data: placeFeatures() })
  map.addLayer({ id: 'ground', type: 'background' })
  map.addLayer({ id: 'sea', type: 'fill', source: 'sea', paint: { 'fill-antialias': false } })
  map.addLayer({ id: 'land', type: 'fill', source: 'land', paint: { 'fill-antialias': false } })
  map.addLayer({ id: 'coast', type: 'line', source: 'coast', paint: { 'line-width': 1 } })
  map.addLayer({ id: 'counties', type: 'line', source: 'counties', paint: { 'line-width': 1, 'line-dasharray': [4, 3] } })
}

/** City names stand below the freeways: a name must never cover a value. */
export function addPlaceNames(map: MapLibre): void {
  const size: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    ['zoom'],
    8,
    ['match', ['get', 'rank'], 1, 13, 11],
    13,
    ['match', ['get', 'rank'], 1, 18, 14],
  ]
  map.addLayer({
    id: 'places',
    type: 'symbol',
    source: 'places',
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['sans-serif'],
      'text-size': size,
      'text-letter-spacing': 0.03,
      'text-padding': 6,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-halo-width': 1.5 },
  })
}

export function paintBaseMap(map: MapLibre, palette: Palette): void {
  map.setPaintProperty('ground', 'background-color', palette.land)
  map.setPaintProperty('sea', 'fill-color', palette.sea)
  map.setPaintProperty('land', 'fill-color', palette.land)
  map.setPaintProperty('coast', 'line-color', palette.coast)
  map.setPaintProperty('counties', 'line-color', palette.county)
  map.setPaintProperty('places', 'text-color', palette.placeText)
  map.setPaintProperty('places', 'text-halo-color', palette.placeHalo)
}

function placeFeatures(): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: PLACES.map(({ name, position, rank }) => ({
      type: 'Feature',
      properties: { name, rank },
      geometry: { type: 'Point', coordinates: position },
    })),
  }
}
