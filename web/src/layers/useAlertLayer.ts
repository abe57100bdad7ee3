import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import type { Alert, Sensor } from '../api/Api'
import { messages } from '../messages'
import { alertLine } from '../panels/alertText'
import { spotOfAlert } from '../state/alerts'
import { useSelect, useStore } from '../state/store'
import { paintAlertHalos, setAlertHalos, signsOfAlerts } from './alerts'
import type { Palette } from './colours'
import { Signs } from './signs'

const NO_ALERTS: Alert[] = []
const NO_SENSORS: Sensor[] = []

/** Keeps the standing alerts on the map: their stretches, and a sign at the head of each. */
export function useAlertLayer(map: MapLibre | null, palette: Palette): void {
  const store = useStore()
  const alerts = useSelect((state) => state.road?.alerts ?? NO_ALERTS)
  const sensors = useSelect((state) => state.road?.sensors ?? NO_SENSORS)
  const units = useSelect((state) => state.view.units)
  const nowMs = useSelect((state) => Math.floor(Date.parse(state.road?.clock.feed_time ?? '') / 60_000) * 60_000 || 0)
  const markedId = useSelect((state) => state.spot?.key ?? null)
  const [signs, setSigns] = useState<Signs | null>(null)

  useEffect(() => setSigns(map && new Signs(map)), [map])

  useEffect(() => {
    if (map) paintAlertHalos(map, palette)
  }, [map, palette])

  useEffect(() => {
    if (map) setAlertHalos(map, alerts, sensors)
  }, [map, alerts, sensors])

  useEffect(() => {
    const textOf = (worst: Alert, others: number) => {
      const line = alertLine(worst, units, nowMs)
      return others === 0 ? line : `${line} · ${messages.moreHere(others)}`
    }
    const show = (alert: Alert) => store.dispatch({ type: 'spot-shown', spot: spotOfAlert(alert) })
    signs?.show(signsOfAlerts(alerts, sensors, textOf, markedId, show))
  }, [signs, store, alerts, sensors, units, nowMs, markedId])
}
