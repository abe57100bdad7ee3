import { FakeAlerts } from './fake-alerts.mjs'

// Invented freeways, drawn by hand through Los Angeles at about a kilometre, and invented speeds on them.
const MINUTE = 60_000
const SPEEDUP = 30
const HORIZONS = Array.from({ length: 12 }, (_, i) => (i + 1) * 5)

const ROUTES = [
  {
    freeway: 'I-405',
    directions: ['N', 'S'],
    points: [
      [-117.77, 33.66],
      [-117.88, 33.69],
      [-118.0, 33.76],
      [-118.09, 33.79],
      [-118.19, 33.82],
      [-118.28, 33.85],
      [-118.33, 33.87],
      [-118.37, 33.92],
      [-118.37, 33.96],
      [-118.39, 34.0],
      [-118.43, 34.03],
      [-118.47, 34.08],
      [-118.48, 34.12],
      [-118.47, 34.16],
      [-118.47, 34.22],
      [-118.47, 34.29],
    ],
  },
  {
    freeway: 'I-10',
    directions: ['E', 'W'],
    points: [
      [-118.49, 34.015],
      [-118.43, 34.03],
      [-118.36, 34.036],
      [-118.28, 34.037],
      [-118.23, 34.04],
      [-118.17, 34.06],
      [-118.09, 34.07],
      [-118.0, 34.07],
      [-117.9, 34.073],
      [-117.8, 34.07],
      [-117.65, 34.066],
      [-117.43, 34.067],
      [-117.3, 34.065],
    ],
  },
  {
    freeway: 'I-5',
    directions: ['N', 'S'],
    points: [
      [-117.77, 33.68],
      [-117.87, 33.76],
      [-117.93, 33.84],
      [-118.03, 33.9],
      [-118.13, 33.98],
      [-118.19, 34.02],
      [-118.22, 34.06],
      [-118.25, 34.1],
      [-118.28, 34.15],
      [-118.33, 34.2],
      [-118.4, 34.24],
      [-118.46, 34.29],
      [-118.52, 34.35],
    ],
  },
  {
    freeway: 'US-101',
    directions: ['N', 'S'],
    points: [
      [-118.22, 34.04],
      [-118.24, 34.06],
      [-118.27, 34.07],
      [-118.31, 34.09],
      [-118.34, 34.12],
      [-118.37, 34.14],
      [-118.42, 34.155],
      [-118.47, 34.16],
      [-118.56, 34.17],
      [-118.63, 34.16],
      [-118.76, 34.15],
      [-118.87, 34.17],
    ],
  },
  {
    freeway: 'I-110',
    directions: ['N', 'S'],
    points: [
      [-118.28, 33.75],
      [-118.285, 33.83],
      [-118.28, 33.92],
      [-118.28, 33.99],
      [-118.27, 34.04],
      [-118.24, 34.07],
      [-118.2, 34.1],
      [-118.16, 34.13],
    ],
  },
  {
    freeway: 'I-710',
    directions: ['N', 'S'],
    points: [
      [-118.2, 33.78],
      [-118.2, 33.85],
      [-118.18, 33.92],
      [-118.17, 33.98],
      [-118.16, 34.04],
      [-118.165, 34.07],
    ],
  },
  {
    freeway: 'I-605',
    directions: ['N', 'S'],
    points: [
      [-118.09, 33.79],
      [-118.1, 33.86],
      [-118.1, 33.92],
      [-118.06, 33.99],
      [-118.01, 34.05],
      [-117.98, 34.11],
      [-117.97, 34.13],
    ],
  },
  {
    freeway: 'I-210',
    directions: ['E', 'W'],
    points: [
      [-118.47, 34.3],
      [-118.36, 34.27],
      [-118.25, 34.22],
      [-118.19, 34.2],
      [-118.15, 34.15],
      [-118.05, 34.14],
      [-117.95, 34.13],
      [-117.85, 34.115],
      [-117.68, 34.12],
      [-117.45, 34.135],
    ],
  },
  {
    freeway: 'SR-91',
    directions: ['E', 'W'],
    points: [
      [-118.28, 33.872],
      [-118.18, 33.876],
      [-118.08, 33.876],
      [-117.98, 33.855],
      [-117.88, 33.847],
      [-117.75, 33.865],
      [-117.6, 33.88],
      [-117.45, 33.93],
    ],
  },
  {
    freeway: 'I-105',
    directions: ['E', 'W'],
    points: [
      [-118.4, 33.931],
      [-118.33, 33.926],
      [-118.25, 33.928],
      [-118.17, 33.912],
      [-118.1, 33.914],
    ],
  },
  {
    freeway: 'SR-60',
    directions: ['E', 'W'],
    points: [
      [-118.21, 34.03],
      [-118.13, 34.035],
      [-118.03, 34.03],
      [-117.93, 34.0],
      [-117.82, 34.02],
      [-117.7, 34.03],
      [-117.5, 34.02],
    ],
  },
]

/** The same network, clock and layers the real server would tell. */
export class FakeRoad {
  constructor(kind) {
    this.kind = kind
    this.sensors = networkOf(kind)
    this.startedAt = Date.now()
    this.origin = Date.parse('2026-11-24T00:41:00Z')
    this.lastWindow = this.windowEnd()
    this.interventions = []
    this.alerts = new FakeAlerts((end) => this.queuesAt(end), this.sensors)
    if (kind === 'freeways') for (let back = 36; back >= 0; back--) this.alerts.look(this.lastWindow - back * 5 * MINUTE)
  }

  /** Every queue of a window, by corridor. */
  queuesAt(end) {
    const corridors = [...new Set(this.sensors.map(corridorOf))]
    return corridors.flatMap((id) => {
      const stations = this.stationsOf(id)
      const speeds = stations.map((station) => this.speed(this.sensors.indexOf(station), end))
      return queuesOf(stations, speeds, []).map((queue) => ({
        ...queue,
        corridor_id: id,
        slowest_mph: Math.min(...speeds.filter((v) => v !== null)),
      }))
    })
  }

  /** In the order of travel. */
  stationsOf(id) {
    const stations = this.sensors.filter((sensor) => corridorOf(sensor) === id)
    const sign = /[SW]$/.test(id) ? -1 : 1
    return stations.sort((a, b) => sign * (a.postmile_mi - b.postmile_mi))
  }

  now() {
    return this.origin + (Date.now() - this.startedAt) * SPEEDUP
  }

  /** What an invented simulator would tell; the invented speeds do not follow it. */
  truth() {
    const ours = this.interventions.flatMap(({ incident }) => (incident ? [incident] : []))
    const since = Math.floor(this.now() / (20 * MINUTE)) * 20 * MINUTE - 4 * MINUTE
    const incidents = [this.incident('DEV_405_N_012', 'crash', 3, since, 60), this.incident('DEV_10_W_020', 'breakdown', 0, since, 90)]
    return { clock: iso(this.now()), incidents: [...incidents, ...ours], rain: [], faults: [] }
  }

  incident(id, kind, blocked, starts, minutes) {
    const sensor = this.sensors.find((one) => one.sensor_id === id) ?? this.sensors[0]
    return {
      starts: iso(starts),
      help_arrives: iso(starts + minutes * 0.45 * MINUTE),
      ends: iso(starts + minutes * MINUTE),
      incident_kind: kind,
      freeway: sensor.freeway ?? 'I-405',
      direction: sensor.direction ?? 'N',
      postmile_mi: sensor.postmile_mi ?? 0,
      latitude: sensor.latitude,
      longitude: sensor.longitude,
      lanes_blocked: blocked,
      lanes: sensor.lanes ?? 5,
    }
  }

  intervene({ kind, duration_minutes: minutes = 30, ...request }) {
    const id = `i${this.interventions.length + 1}`
    const span = { starts: iso(this.now()), ends: iso(this.now() + minutes * MINUTE) }
    const { sensor_id, incident_kind, lanes_blocked, rain, fault, lane = null, factor } = request
    const made = {
      incident: () => ({ incident: this.incident(sensor_id, incident_kind, lanes_blocked, this.now(), minutes) }),
      demand: () => ({ ...span, freeway: null, factor }),
      rain: () => ({ rain: { ...span, rain } }),
      sensor_fault: () => ({ sensor_fault: { ...span, fault, sensor_id, lane, amount: 0.5 } }),
    }[kind]()
    this.interventions.push({ id, kind, ...made })
    return this.interventions.at(-1)
  }

  endIntervention(id) {
    const found = this.interventions.find((one) => one.id === id)
    if (found) Object.assign(found.incident ?? found.rain ?? found.sensor_fault ?? found, { ends: iso(this.now()) })
    return found
  }

  windowEnd() {
    return Math.floor((this.now() - MINUTE) / (5 * MINUTE)) * 5 * MINUTE
  }

  map() {
    const empty = this.kind === 'empty'
    return {
      feed: { name: 'fake', kind: 'simulated', label: 'Invented traffic for development' },
      clock: this.clock(),
      network_version: `fake-${this.kind}`,
      sensors: this.sensors,
      window: empty ? null : this.window(),
      provisional: empty ? null : this.provisional(),
      forecast: empty ? null : this.forecast(),
      alerts: this.alerts.standing(),
      detectors: [],
    }
  }

  /** What changed in the last second. */
  tick() {
    if (this.kind === 'empty') return { clock: this.clock() }
    const update = { clock: this.clock(), provisional: this.provisional() }
    if (this.alerts.acted()) update.alerts = this.alerts.standing()
    if (this.windowEnd() === this.lastWindow) return update
    this.lastWindow = this.windowEnd()
    if (this.kind === 'freeways') this.alerts.look(this.lastWindow)
    return { ...update, alerts: this.alerts.standing(), window: this.window(), forecast: this.forecast() }
  }

  clock() {
    return { feed_time: iso(Math.floor(this.now() / 1000) * 1000), zone: 'America/Los_Angeles', speedup: SPEEDUP, state: 'running' }
  }

  provisional() {
    const at = Math.floor(this.now() / 30_000) * 30_000
    return { as_of: iso(at), ...this.layer(at) }
  }

  window() {
    const end = this.windowEnd()
    return { start: iso(end - 5 * MINUTE), end: iso(end), revision: 0, ...this.layer(end) }
  }

  forecast() {
    const issued = this.windowEnd()
    const at = (spread) => this.sensors.map((_, index) => HORIZONS.map((h) => this.predicted(index, issued, h, spread)))
    return {
      issued_at: iso(issued),
      model: 'invented',
      model_version: 'dev',
      data_cutoff: iso(issued),
      horizons_min: HORIZONS,
      speed_mph_p05: at(-1),
      speed_mph_p50: at(0),
      speed_mph_p95: at(1),
    }
  }

  layer(at) {
    const speeds = this.sensors.map((_, index) => this.speed(index, at))
    return {
      speed_mph: speeds,
      flow_vph: speeds.map((v) => (v === null ? null : Math.round(1800 * Math.sin(Math.min(v, 60) / 42) + 200))),
      occupancy_percent: speeds.map((v) => (v === null ? null : Math.round((110 - 1.45 * v) * 5) / 10)),
    }
  }

  predicted(index, issued, horizon, spread) {
    if (index % 37 === 9) return null
    const middle = this.speed(index, issued + horizon * MINUTE - 150_000, false)
    return round(Math.max(3, middle + spread * (4 + horizon / 5)))
  }

  /** Slow waves that run along each corridor; some sensors are dead, some only for an hour. */
  speed(index, at, withFaults = true) {
    const { x, phase } = this.sensors[index].fake
    const minutes = at / MINUTE
    if (withFaults && (index % 41 === 7 || (index % 23 === 5 && Math.sin(minutes / 50 + index) > 0.6))) return null
    const wave = Math.sin(x / 3 + phase + minutes / 35) + 0.6 * Math.sin(x / 1.3 - minutes / 18 + phase * 2)
    const noise = Math.sin(index * 12.9 + Math.floor(minutes / 5) * 7.7) * 2.5
    return round(Math.min(71, Math.max(4, 64 - 30 * Math.max(0, wave - 0.25) + noise)))
  }

  series(id) {
    const index = this.sensors.findIndex((sensor) => sensor.sensor_id === id)
    if (index < 0) return null
    const last = this.windowEnd()
    const windows = this.kind === 'empty' ? [] : Array.from({ length: 72 }, (_, i) => this.state(index, last - (71 - i) * 5 * MINUTE))
    return { sensor: this.sensors[index], windows, forecast: this.kind === 'empty' ? null : this.predictions(index, last) }
  }

  /** The same shapes as the server's answer; the interval is as wide as that of the forecast. */
  spaceTime(id, hours) {
    const indices = this.sensors.map((_, index) => index).filter((index) => corridorOf(this.sensors[index]) === id)
    if (indices.length === 0) return null
    const { freeway, direction } = this.sensors[indices[0]]
    const sign = direction === 'S' || direction === 'W' ? -1 : 1
    indices.sort((a, b) => sign * (this.sensors[a].postmile_mi - this.sensors[b].postmile_mi))
    const stations = indices.map((index) => this.sensors[index])
    const end = this.windowEnd()
    const count = hours * 12
    const grid = (spread) => indices.map((index) => HORIZONS.map((h) => this.predicted(index, end, h, spread)))
    const [p05, p50, p95] = [-1, 0, 1].map(grid)
    const below = p50.map((row, s) => row.map((_, h) => probabilityBelow(30, p05[s][h], p50[s][h], p95[s][h])))
    const speeds = indices.map((index) => Array.from({ length: count }, (_, i) => this.speed(index, end - (count - 1 - i) * 5 * MINUTE)))
    const empty = this.kind === 'empty'
    return {
      feed: this.map().feed,
      corridor: {
        id,
        freeway,
        direction,
        stations: stations.map(({ sensor_id, name, postmile_mi, lanes }) => ({ sensor_id, name, postmile_mi: postmile_mi, lanes })),
      },
      windows: empty
        ? null
        : { start: iso(end - count * 5 * MINUTE), end: iso(end), step_minutes: 5, speed_mph: speeds, imputed: speeds.map(() => []) },
      forecast: empty
        ? null
        : {
            issued_at: iso(end),
            model: 'invented',
            model_version: 'dev',
            data_cutoff: iso(end),
            horizons_min: HORIZONS,
            speed_mph_p05: p05,
            speed_mph_p50: p50,
            speed_mph_p95: p95,
            probability_below_30_mph: below,
          },
      queues: empty
        ? []
        : queuesOf(
            stations,
            speeds.map((row) => row.at(-1)),
            below,
          ),
    }
  }

  state(index, end) {
    const speed = this.speed(index, end)
    return {
      sensor_id: this.sensors[index].sensor_id,
      window_start: iso(end - 5 * MINUTE),
      window_end: iso(end),
      revision: 0,
      speed_mph: speed,
      flow_vph: null,
      occupancy_percent: null,
      readings: speed === null ? 0 : 10,
      quality: speed === null ? 'missing' : 'observed',
      congestion_level: null,
    }
  }

  predictions(index, issued) {
    const predictions = HORIZONS.map((h) => {
      const [p05, p50, p95] = [-1, 0, 1].map((spread) => this.predicted(index, issued, h, spread))
      const quantiles = p50 === null ? null : { p05, p10: p05, p25: p50, p50, p75: p50, p90: p95, p95 }
      return {
        sensor_id: this.sensors[index].sensor_id,
        horizon_minutes: h,
        window_start: iso(issued + (h - 5) * MINUTE),
        window_end: iso(issued + h * MINUTE),
        speed_mph: quantiles,
      }
    })
    return { feed: this.map().feed, issued_at: iso(issued), model: 'invented', model_version: 'dev', data_cutoff: iso(issued), predictions }
  }
}

function networkOf(kind) {
  const spacing = kind === 'large' ? 0.0006 : 0.022
  const sensors = []
  ROUTES.forEach((route, r) => {
    route.directions.forEach((direction, d) => {
      walk(route.points, spacing).forEach(([longitude, latitude, miles], i) => {
        const number = String(i + 1).padStart(3, '0')
        const plain = route.freeway.replace(/^\D+/, '')
        sensors.push({
          sensor_id: `DEV_${plain}_${direction}_${number}`,
          name: `${route.freeway} ${direction} at mile ${miles.toFixed(1)}`,
          longitude,
          latitude,
          region: 'dev',
          freeway: kind === 'stations' ? null : route.freeway,
          direction: kind === 'stations' ? null : direction,
          postmile_mi: kind === 'stations' ? null : miles,
          lanes: kind === 'stations' ? null : 4 + (r % 2),
          free_flow_speed_mph: 65,
          fake: { x: miles, phase: r * 1.7 + d * 2.6 },
        })
      })
    })
  })
  for (const sensor of sensors) Object.defineProperty(sensor, 'fake', { enumerable: false })
  return sensors
}

/** Points along a line at equal steps, with the miles from its start. */
function walk(points, spacing) {
  const found = []
  let miles = 0
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1]
    const [x1, y1] = points[i]
    const length = Math.hypot(x1 - x0, y1 - y0)
    const steps = Math.max(1, Math.round(length / spacing))
    for (let s = 0; s < steps; s++)
      found.push([x0 + ((x1 - x0) * s) / steps, y0 + ((y1 - y0) * s) / steps, miles + (length * s * 60) / steps])
    miles += length * 60
  }
  return found
}

function corridorOf(sensor) {
  return `${sensor.freeway}-${sensor.direction}`
}

function probabilityBelow(bound, p05, p50, p95) {
  if (p50 === null) return null
  const share = bound < p50 ? 0.5 - (0.45 * (p50 - bound)) / (p50 - p05) : 0.5 + (0.45 * (bound - p50)) / (p95 - p50)
  return Math.round(Math.min(1, Math.max(0, share)) * 100) / 100
}

/** A simple form of what the server does: runs of at least two slow stations; missing ones are passed over. */
function queuesOf(stations, speeds, below) {
  const end = ({ sensor_id, name, postmile_mi }) => ({ sensor_id, name, postmile_mi: postmile_mi })
  return runsOf(speeds, (mph) => mph < 30)
    .filter(({ count }) => count > 1)
    .map(({ first, last }) => ({
      head: end(stations[last]),
      tail: end(stations[first]),
      length_mi: Math.round(Math.abs(stations[last].postmile_mi - stations[first].postmile_mi) * 100) / 100,
      expected: [15, 30, 60].map((horizon_minutes) => {
        const column = stations.map((_, s) => below[s]?.[horizon_minutes / 5 - 1] ?? null)
        const run = runsOf(column, (p) => p >= 0.5).find((one) => one.first <= last && one.last >= first)
        const most = Math.max(...column.slice(first, last + 1).filter((p) => p !== null))
        return run
          ? {
              horizon_minutes,
              outcome: 'queue',
              tail: end(stations[run.first]),
              probability: column[run.first],
              probability_upstream: column[run.first - 1] ?? null,
            }
          : { horizon_minutes, outcome: 'dissolved', tail: null, probability: most, probability_upstream: null }
      }),
    }))
}

function runsOf(values, wanted) {
  const runs = []
  let open = false
  values.forEach((value, index) => {
    if (value === null) return
    if (!wanted(value)) open = false
    else if (open) Object.assign(runs.at(-1), { last: index, count: runs.at(-1).count + 1 })
    else {
      runs.push({ first: index, last: index, count: 1 })
      open = true
    }
  })
  return runs
}

function iso(ms) {
  return new Date(ms).toISOString()
}

function round(value) {
  return Math.round(value * 10) / 10
}
