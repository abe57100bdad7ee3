import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Alert, Sensor } from '../api/Api'
import { worstFirst } from '../state/alerts'
import type { Palette } from './colours'
import { corridorIdOf, corridorsOf, stretchOf } from './corridors'
import { OFFSET } from './freeways'
import { SEVERITY_SHAPES } from './severityShape'
import { asideOf, type Sign } from './signs'

const SOURCE = 'alerts'
/** Beside an incident, which may be at the head of the same queue. */
const ASIDE_PX = 18
const BACK_PX = 22

/** How an alert's stretch is drawn: what stands is a halo, a forecast is dashed, silence is dotted. */
const HALOS: Record<Alert['alert_type'], { dashes?: [number, number] }> = {
  incident: {},
  congestion: {},
  congestion_prediction: { dashes: [0.9, 0.7] },
  system_anomaly: { dashes: [0.25, 0.75] },
}
const TYPES = Object.keys(HALOS) as Alert['alert_type'][]

const WEIGHT: ExpressionSpecification = ['match', ['get', 'severity'], 'low', 0.8, 'medium', 0.9, 'high', 1, 1.2]
const WIDTH: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  7,
  ['*', WEIGHT, 6],
  10,
  ['*', WEIGHT, 12],
  13,
  ['*', WEIGHT, 22],
]

/** Halos lie under the freeways: they never cover a value. */
export function addAlertHalos(map: MapLibre): void {
  map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  for (const type of TYPES) {
    const { dashes } = HALOS[type]
    map.addLayer({
      id: layerOf(type),
      type: 'line',
      source: SOURCE,
      filter: ['==', ['get', 'type'], type],
      layout: { 'line-join': 'round', 'line-cap': dashes ? 'butt' : 'round' },
      paint: { 'line-width': WIDTH, 'line-offset': OFFSET, ...(dashes ? { 'line-dasharray': dashes } : {}) },
    })
  }
}

export function setAlertHalos(map: MapLibre, alerts: readonly Alert[], sensors: readonly Sensor[]): void {
  const corridors = corridorsOf(sensors)
  const features = alerts.flatMap((alert): GeoJSON.Feature[] => {
    const corridor = corridors.find((one) => corridorIdOf(one) === alert.corridor_id)
    const coordinates = corridor ? stretchOf(corridor, sensors, alert.tail.sensor_id, alert.head.sensor_id) : []
    if (coordinates.length < 2) return []
    const properties = { type: alert.alert_type, severity: alert.severity, status: alert.status }
    return [{ type: 'Feature', properties, geometry: { type: 'LineString', coordinates } }]
  })
  const source = map.getSource(SOURCE) as GeoJSONSource
  source.setData({ type: 'FeatureCollection', features })
}

/** Ink rather than a colour: colours are speeds. What somebody has is quieter. */
export function paintAlertHalos(map: MapLibre, palette: Palette): void {
  for (const type of TYPES) {
    map.setPaintProperty(layerOf(type), 'line-color', type === 'congestion_prediction' ? palette.forecast : palette.selected)
    map.setPaintProperty(layerOf(type), 'line-opacity', ['match', ['get', 'status'], 'open', 0.34, 0.16])
  }
}

/** One sign for each head of a queue: that of the worst alert there, the others are told in its words. */
export function signsOfAlerts(
  alerts: readonly Alert[],
  sensors: readonly Sensor[],
  textOf: (worst: Alert, others: number) => string,
  markedId: string | null,
  onChoose: (alert: Alert) => void,
): Sign[] {
  const heads = new Map<string, Alert[]>()
  for (const alert of worstFirst(alerts)) {
    const key = `${alert.corridor_id} ${alert.head.sensor_id}`
    heads.set(key, [...(heads.get(key) ?? []), alert])
  }
  return [...heads].flatMap(([key, [worst, ...others]]): Sign[] => {
    const { longitude, latitude, postmile_mi } = worst!.head
    if (longitude === null || latitude === null) return []
    const aside = asideOf(sensors, worst!.corridor_id, postmile_mi, ASIDE_PX, BACK_PX)
    return [
      {
        key,
        className: 'alert-sign',
        html: drawingOf(worst!, aside),
        position: [longitude, latitude],
        aside,
        text: textOf(worst!, others.length),
        data: {
          severity: worst!.severity,
          status: worst!.status,
          marked: [worst!, ...others].some(({ alert_id }) => alert_id === markedId) ? '' : null,
        },
        onChoose: () => onChoose(worst!),
      },
    ]
  })
}

/** The same drawing as SeverityMark, and a thin line to the place it speaks of. */
function drawingOf({ severity }: Alert, [x, y]: [number, number]): string {
  const { plate, mark } = SEVERITY_SHAPES[severity]
  const back = `rotate(${Math.atan2(-y, -x).toFixed(3)}rad)`
  const leader = x === 0 && y === 0 ? '' : `<i style="transform:${back};width:${Math.hypot(x, y).toFixed(1)}px"></i>`
  const sign = mark ? `<path class="severity-mark" d="${mark}"/>` : ''
  return `${leader}<svg class="severity" data-severity="${severity}" viewBox="0 0 20 20" aria-hidden="true"><path class="severity-plate" d="${plate}"/>${sign}</svg>`
}

function layerOf(type: Alert['alert_type']): string {
  return `alert-${type}`
}
