import { useMemo } from 'react'
import type { Sensor, SimulatedIncident } from '../api/Api'
import { isCurrent, roadNowMs } from '../state/simulation'
import { useSelect } from '../state/store'

const NO_SENSORS: Sensor[] = []

export interface Incidents {
  /** Begun and not over; those that block lanes first, of those the newest. */
  current: SimulatedIncident[]
  /** What the simulator knows of the whole day. */
  all: SimulatedIncident[]
  sensors: Sensor[]
  zone: string
  nowMs: number
}

/** What happens on the simulated road now; null where the road is not simulated. */
export function useIncidents(): Incidents | null {
  const simulation = useSelect((state) => state.simulation)
  const sensors = useSelect((state) => state.road?.sensors ?? NO_SENSORS)
  const zone = useSelect((state) => state.road?.clock.zone ?? 'UTC')
  const nowMs = useSelect((state) => roadNowMs(state.road, state.simulation))
  const catchingUp = useSelect((state) => state.catchingUp)
  return useMemo(() => {
    if (!simulation) return null
    const all = simulation.truth.incidents
    const current = all
      .filter((incident) => !catchingUp && isCurrent(incident, nowMs))
      .sort((a, b) => Math.sign(b.lanes_blocked) - Math.sign(a.lanes_blocked) || Date.parse(b.starts) - Date.parse(a.starts))
    return { current, all, sensors, zone, nowMs }
  }, [simulation, sensors, zone, nowMs, catchingUp])
}
