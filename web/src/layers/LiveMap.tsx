import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibre, NavigationControl, Popup, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useMemo, useRef, useState } from 'react'
import { speedText } from '../format'
import { messages } from '../messages'
import { helpText, incidentText } from '../panels/incidentText'
import { useIncidents } from '../panels/useIncidents'
import { inDoubt } from '../state/detectors'
import type { State } from '../state/model'
import { isStale, shownAt } from '../state/shown'
import { keyOf, lanesBlockedAt, spotOf } from '../state/simulation'
import { type Store, useSelect, useStore } from '../state/store'
import { addAlertHalos } from './alerts'
import { addBaseMap, addPlaceNames, BASE_MAP_BOX, paintBaseMap } from './baseMap'
import type { Palette } from './colours'
import { bearingsOf, boundsOf, corridorIdAt, corridorIdOf, corridorsOf, postmileAt, slowestCorridorId } from './corridors'
import { addFreeways, addShields, FREEWAY_LAYER, paintFreeways, SHIELD_LAYER, setFreeways } from './freeways'
import { signOfIncident } from './incidents'
import { markPainted } from './painted'
import { addSensors, LINES_ONLY_BELOW, paintSensors, SENSOR_LAYERS, SENSOR_SOURCE, STATION_LAYER, setSensors } from './sensors'
import { paintShield } from './shield'
import { Signs } from './signs'
import { useAlertLayer } from './useAlertLayer'
import { useReportLayer } from './useReportLayer'
import { ValuePainter } from './values'

setWorkerUrl(workerUrl)

const STALE_OPACITY = 0.4
/** How near a jump goes: the queue behind an incident is still in the picture. */
const JUMP_ZOOM = 11.5
const CLICKABLE = [SHIELD_LAYER, FREEWAY_LAYER, ...SENSOR_LAYERS]

interface Drawing {
  map: MapLibre
  values: ValuePainter
  signs: Signs
  /** Says what was put on the map since the last frame; called when that frame is out. */
  unpainted: (() => void) | null
}

/** The map: owns the MapLibre instance and gives each layer what it needs when that changes. */
export function LiveMap({ palette }: { palette: Palette }) {
  const store = useStore()
  const element = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const road = useSelect((state) => state.road)
  const { horizon, nowLayer, sensorId, corridorId } = useSelect((state) => state.view)
  const sensors = road?.sensors
  const detectors = road?.detectors
  const shown = useMemo(() => shownAt(road, horizon, nowLayer), [road, horizon, nowLayer])
  const stale = useSelect((state) => isStale(state, shown))
  const spot = useSelect((state) => state.spot)
  const picking = useSelect((state) => state.reported.picking)
  const incidents = useIncidents()

  useEffect(() => {
    let map: MapLibre
    try {
      map = openMap(element.current!)
    } catch {
      store.dispatch({ type: 'webgl-lost' })
      return
    }
    map.once('style.load', () => {
      addBaseMap(map)
      addPlaceNames(map)
      addAlertHalos(map)
      addFreeways(map)
      addSensors(map)
      addShields(map)
      setDrawing({ map, values: new ValuePainter(map), signs: new Signs(map), unpainted: null })
    })
    return () => {
      setDrawing(null)
      map.remove()
    }
  }, [store])

  useEffect(() => {
    if (!drawing) return
    const opacity = stale ? STALE_OPACITY : 1
    paintShield(drawing.map, palette)
    paintBaseMap(drawing.map, palette)
    paintFreeways(drawing.map, palette, opacity)
    paintSensors(drawing.map, palette, opacity)
  }, [drawing, palette, stale])

  useEffect(() => {
    if (!drawing || !sensors) return
    const corridors = corridorsOf(sensors)
    setFreeways(drawing.map, corridors, sensors)
    setSensors(drawing.map, sensors, bearingsOf(corridors, sensors))
    drawing.values.forget()
    frame(drawing.map, boundsOf(sensors))
  }, [drawing, sensors])

  useEffect(() => {
    if (!drawing || !road) return
    const { map } = drawing
    drawing.values.show(shown.kind === 'nothing' ? [] : shown.speeds)
    drawing.unpainted = () => markPainted(road, shown)
    map.triggerRepaint()
  }, [drawing, road, shown])

  useEffect(() => {
    if (drawing && sensors) drawing.values.doubt(inDoubt(detectors, sensors))
  }, [drawing, sensors, detectors])

  useEffect(() => {
    if (!drawing) return
    const { map } = drawing
    const onRender = () => {
      if (!drawing.unpainted || !map.isSourceLoaded(SENSOR_SOURCE)) return
      drawing.unpainted()
      drawing.unpainted = null
    }
    map.on('render', onRender)
    return () => {
      map.off('render', onRender)
    }
  }, [drawing])

  useEffect(() => {
    if (!drawing || !sensors) return
    const index = sensors.findIndex((sensor) => sensor.sensor_id === sensorId)
    drawing.values.select(index < 0 ? null : index)
    const sensor = sensors[index]
    if (sensor) bringIntoView(drawing.map, [sensor.longitude, sensor.latitude])
  }, [drawing, sensors, sensorId])

  useEffect(() => {
    if (!drawing) return
    const { map } = drawing
    const corridor = corridorId === null ? null : corridorsOf(sensors ?? []).find((one) => corridorIdOf(one) === corridorId)
    drawing.values.mark(corridor?.sensors ?? [])
    const bounds = corridor && boundsOf(corridor.sensors.map((index) => sensors![index]!))
    if (!bounds) return
    map.resize()
    if (spot?.position) {
      map.flyTo({ center: spot.position, zoom: Math.max(JUMP_ZOOM, map.getZoom()) })
      return
    }
    map.fitBounds(bounds, { padding: Math.min(56, map.getContainer().clientHeight / 6), maxZoom: 13 })
  }, [drawing, sensors, corridorId, spot])

  useEffect(() => {
    if (!drawing) return
    if (!incidents) {
      drawing.signs.show([])
      return
    }
    const { current, sensors, zone, nowMs } = incidents
    const signs = current.map((incident) => {
      const text = `${incidentText(incident, sensors, zone, nowMs)}. ${helpText(incident, zone, nowMs)}`
      const look = { text, blocks: lanesBlockedAt(incident, nowMs) > 0, marked: spot?.key === keyOf(incident) }
      return signOfIncident(incident, sensors, look, () => store.dispatch({ type: 'spot-shown', spot: spotOf(incident) }))
    })
    drawing.signs.show(signs)
  }, [drawing, store, incidents, spot])

  useAlertLayer(drawing?.map ?? null, palette)
  useReportLayer(drawing?.map ?? null)

  useEffect(() => {
    // Its element may have had no size, or another, before.
    if (drawing && picking) drawing.map.resize()
  }, [drawing, picking])

  useEffect(() => {
    if (!drawing) return
    const { map } = drawing
    const tip = new Popup({ closeButton: false, closeOnClick: false, className: 'tip', maxWidth: '260px', offset: 10 })
    const onClick = (event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }) => {
      const hit = hitAt(map, event.point)
      if (store.state().reported.picking) {
        if (hit) pick(store, hit, [event.lngLat.lng, event.lngLat.lat])
        return
      }
      if (hit?.kind === 'shield') openSlower(store, hit.freeway)
      if (!hit || hit.kind === 'shield') return
      const sensor = store.state().road?.sensors[hit.id]
      if (!sensor) return
      const corridorId = hit.kind === 'ribbon' ? corridorIdAt(sensor) : null
      if (corridorId === null) store.dispatch({ type: 'sensor-chosen', sensorId: sensor.sensor_id })
      else store.dispatch({ type: 'corridor-chosen', corridorId, sensorId: sensor.sensor_id })
    }
    const onMove = (event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }) => {
      const hit = hitAt(map, event.point)
      map.getCanvas().style.cursor = hit === null ? '' : 'pointer'
      if (hit === null) tip.remove()
      else tip.setLngLat([event.lngLat.lng, event.lngLat.lat]).setText(tipText(store.state(), hit)).addTo(map)
    }
    const onLeave = () => tip.remove()
    map.on('click', onClick)
    map.on('mousemove', onMove)
    map.on('mouseout', onLeave)
    return () => {
      tip.remove()
      map.off('click', onClick)
      map.off('mousemove', onMove)
      map.off('mouseout', onLeave)
    }
  }, [drawing, store])

  return <section ref={element} className="map" aria-label={messages.map} data-forecast={shown.kind === 'forecast' || undefined} />
}

function openMap(container: HTMLElement): MapLibre {
  const map = new MapLibre({
    container,
    style: { version: 8, sources: {}, layers: [] },
    center: [-118.25, 34.05],
    zoom: 9,
    maxZoom: 16,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    attributionControl: { compact: container.clientWidth < 640 },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-left')
  return map
}

/** Fits the network, and keeps the view on the base map as long as the whole network lies on it. */
function frame(map: MapLibre, bounds: [number, number, number, number] | null): void {
  if (!bounds) return
  const [west, south, east, north] = BASE_MAP_BOX
  const onBaseMap = bounds[0] > west && bounds[1] > south && bounds[2] < east && bounds[3] < north
  map.setMaxBounds(onBaseMap ? BASE_MAP_BOX : null)
  map.resize()
  map.fitBounds(bounds, { padding: Math.min(56, map.getContainer().clientWidth / 12), maxZoom: 13, animate: false })
}

function bringIntoView(map: MapLibre, position: [number, number]): void {
  map.resize()
  if (!map.getBounds().contains(position)) map.easeTo({ center: position })
}

/** A shield stands for both directions; the one with more queue is opened, the other is one click further. */
function openSlower(store: Store, freeway: string): void {
  const { road, view } = store.state()
  const shown = shownAt(road, view.horizon, view.nowLayer)
  const corridorId = slowestCorridorId(road?.sensors ?? [], shown.kind === 'nothing' ? [] : shown.speeds, freeway)
  if (corridorId !== null) store.dispatch({ type: 'corridor-chosen', corridorId })
}

/** The place on the carriageway that was hit; a shield stands for two of them, a station without a freeway for none. */
function pick(store: Store, hit: Hit, position: [number, number]): void {
  const sensors = store.state().road?.sensors ?? []
  const corridorId = hit.kind === 'shield' ? null : corridorIdAt(sensors[hit.id])
  const corridor = corridorsOf(sensors).find((one) => corridorIdOf(one) === corridorId)
  const postmile = corridor && postmileAt(corridor, sensors, position)
  if (postmile == null) return
  store.dispatch({ type: 'report-picked', corridorId: corridorIdOf(corridor!), postmile: Math.round(postmile * 100) / 100 })
}

type Hit = { kind: 'sensor' | 'ribbon'; id: number } | { kind: 'shield'; freeway: string }

/** What is drawn under or near the pointer: circles win over shields, shields over lines. */
function hitAt(map: MapLibre, { x, y }: { x: number; y: number }): Hit | null {
  const near = 4
  const box: [[number, number], [number, number]] = [
    [x - near, y - near],
    [x + near, y + near],
  ]
  const features = map.queryRenderedFeatures(box, { layers: CLICKABLE })
  // A circle without a radius is found all the same; on a line one meant the line then.
  const areDrawn = map.getZoom() >= LINES_ONLY_BELOW
  const circle = features.find(({ layer }) => layer.id === STATION_LAYER || (areDrawn && SENSOR_LAYERS.includes(layer.id)))
  if (typeof circle?.id === 'number') return { kind: 'sensor', id: circle.id }
  const shield = features.find(({ layer }) => layer.id === SHIELD_LAYER)
  if (shield) return { kind: 'shield', freeway: String(shield.properties.freeway) }
  const ribbon = features.find(({ layer }) => layer.id === FREEWAY_LAYER)
  return typeof ribbon?.id === 'number' ? { kind: 'ribbon', id: ribbon.id } : null
}

function tipText(state: State, hit: Hit): string {
  if (hit.kind === 'shield') return messages.openSpaceTime(hit.freeway)
  const { id } = hit
  const shown = shownAt(state.road, state.view.horizon, state.view.nowLayer)
  const speed = shown.kind === 'nothing' ? null : shown.speeds[id]
  return `${state.road?.sensors[id]?.name ?? ''} · ${speedText(speed, state.view.units)}`
}
