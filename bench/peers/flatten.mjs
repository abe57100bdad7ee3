// The least that a processor of these readings does: flatten, check, forward.

const FASTEST_MPH = 120
const MOST_PERCENT = 100

/** The flat record of a nested one as a message, or undefined if there is none to forward. */
export function flatten(message) {
  const value = message.value
  if (!value || value[0] === 0) return undefined // a mark
  const nested = JSON.parse(value.toString())
  const { traffic_data: traffic, location } = nested
  const valid =
    nested.sensor_id &&
    !Number.isNaN(Date.parse(nested.timestamp)) &&
    traffic.speed_mph >= 0 &&
    traffic.speed_mph <= FASTEST_MPH &&
    traffic.volume_vehicles_per_hour >= 0 &&
    traffic.occupancy_percentage >= 0 &&
    traffic.occupancy_percentage <= MOST_PERCENT
  if (!valid) return undefined
  const flat = {
    event_id: nested.event_id,
    sensor_id: nested.sensor_id,
    timestamp: nested.timestamp,
    speed_mph: traffic.speed_mph,
    volume_vph: traffic.volume_vehicles_per_hour,
    occupancy_percent: traffic.occupancy_percentage,
    highway: location.highway,
    direction: location.direction,
    latitude: location.latitude,
    longitude: location.longitude,
  }
  return { key: nested.sensor_id, value: JSON.stringify(flat) }
}
