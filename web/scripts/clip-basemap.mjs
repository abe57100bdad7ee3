// Cuts the offline base map out of two public data packages, so that the map never asks another server for anything.
//
//   npm install --no-save --no-package-lock @geo-maps/earth-lands-100m@0.6.0 us-atlas@3.0.1 topojson-client@3.1.0
//   npm run basemap
//
// Writes public/basemap/{land,coast,counties}.json. Land and coast: © OpenStreetMap contributors, ODbL 1.0 (state of 2017).
// County lines: United States Census Bureau. The packages are large (117 MB unpacked), so they are no dependencies of the web app.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { clipLine, clipRing, dropSmallRings, onBorder, roundRing } from './geometry.mjs'

const BOX = [-121.0, 32.3, -115.0, 36.0]
const SMALLEST_ISLAND_KM2 = 1.5
/* At 100 m a pond or reservoir is a triangle, so only large lakes are drawn. */
const SMALLEST_LAKE_KM2 = 60
const require = createRequire(import.meta.url)

function writeFeatures(name, features) {
  const text = JSON.stringify({ type: 'FeatureCollection', features })
  writeFileSync(new URL(`../public/basemap/${name}.json`, import.meta.url), `${text}\n`)
  console.log(`${name}: ${features.length} features, ${text.length} bytes`)
}

function feature(type, coordinates) {
  return { type: 'Feature', properties: {}, geometry: { type, coordinates } }
}

function polygonsOf(geojson) {
  if (geojson.type === 'FeatureCollection') return geojson.features.flatMap(polygonsOf)
  if (geojson.type === 'Feature') return polygonsOf(geojson.geometry)
  if (geojson.type === 'GeometryCollection') return geojson.geometries.flatMap(polygonsOf)
  if (geojson.type === 'Polygon') return [geojson.coordinates]
  if (geojson.type === 'MultiPolygon') return geojson.coordinates
  return []
}

function clipLand() {
  const earth = JSON.parse(readFileSync(require.resolve('@geo-maps/earth-lands-100m/map.geo.json'), 'utf8'))
  const land = []
  const coast = []
  for (const rings of polygonsOf(earth)) {
    const clipped = dropSmallRings(
      rings.map((ring) => roundRing(clipRing(ring, BOX))),
      SMALLEST_ISLAND_KM2,
      SMALLEST_LAKE_KM2,
    )
    if (clipped.length === 0) continue
    land.push(feature('Polygon', clipped))
    for (const ring of clipped) coast.push(...splitAtBorder(ring).map((line) => feature('LineString', line)))
  }
  writeFeatures('land', land)
  writeFeatures('coast', coast)
}

/** The parts of a ring that are shore, without the straight cuts along the box. */
function splitAtBorder(ring) {
  const lines = []
  let line = [ring[0]]
  for (let i = 1; i < ring.length; i++) {
    if (onBorder(ring[i - 1], ring[i], BOX)) {
      if (line.length > 1) lines.push(line)
      line = []
    }
    line.push(ring[i])
  }
  if (line.length > 1) lines.push(line)
  return lines
}

function clipCounties() {
  const { mesh } = require('topojson-client')
  const atlas = JSON.parse(readFileSync(require.resolve('us-atlas/counties-10m.json'), 'utf8'))
  const borders = mesh(atlas, atlas.objects.counties, (a, b) => a !== b)
  const lines = borders.coordinates.flatMap((line) => clipLine(line, BOX)).map((line) => feature('LineString', roundRing(line)))
  writeFeatures('counties', lines)
}

clipLand()
clipCounties()
