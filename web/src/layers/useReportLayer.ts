import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import type { Incident, Sensor } from '../api/Api'
import { reportLine } from '../panels/reportText'
import { reportedNow, spotOfReported } from '../state/reported'
import { useSelect, useStore } from '../state/store'
import { signsOfReported } from './reported'
import { Signs } from './signs'

const NO_SENSORS: Sensor[] = []

/** Keeps a sign on the map at each reported incident. */
export function useReportLayer(map: MapLibre | null): void {
  const store = useStore()
  const incidents = useSelect((state) => reportedNow(state.reported))
  const sensors = useSelect((state) => state.road?.sensors ?? NO_SENSORS)
  const zone = useSelect((state) => state.road?.clock.zone ?? 'UTC')
  const markedId = useSelect((state) => state.spot?.key ?? null)
  const [signs, setSigns] = useState<Signs | null>(null)

  useEffect(() => setSigns(map && new Signs(map)), [map])

  useEffect(() => {
    const show = (incident: Incident) => {
      const spot = spotOfReported(incident, sensors)
      if (spot) store.dispatch({ type: 'spot-shown', spot })
    }
    signs?.show(signsOfReported(incidents, sensors, (incident) => reportLine(incident, sensors, zone), markedId, show))
  }, [signs, store, incidents, sensors, zone, markedId])
}
