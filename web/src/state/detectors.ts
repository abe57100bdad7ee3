import type { Detector, Sensor } from '../api/Api'

/** The sensors whose values are not believed, by their place in the list; those that only report badly are not among them. */
export function inDoubt(detectors: readonly Detector[] | undefined, sensors: readonly Sensor[]): number[] {
  const ids = new Set((detectors ?? []).filter(({ values }) => values === 'in_doubt').map(({ sensor_id }) => sensor_id))
  return ids.size === 0 ? [] : sensors.flatMap(({ sensor_id }, index) => (ids.has(sensor_id) ? [index] : []))
}

/** What is wrong with a sensor; null where nothing is known to be. */
export function detectorOf(detectors: readonly Detector[] | undefined, sensorId: string): Detector | null {
  return detectors?.find(({ sensor_id }) => sensor_id === sensorId) ?? null
}
