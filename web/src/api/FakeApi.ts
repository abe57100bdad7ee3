import {
  type Alert,
  type AlertAct,
  type AlertRule,
  type Api,
  ApiError,
  type ImputedState,
  type Incident,
  type IncidentReport,
  type Intervention,
  type InterventionRequest,
  type MapView,
  type ReportAnswer,
  type Sensor,
  type SensorSeries,
  type SimulatedIncident,
  type SimulatorTruth,
  type SpaceTime,
} from './Api'

/** A hand-made server for tests: three sensors, one of them without a freeway. Change its fields to change what it says. */
export class FakeApi implements Api {
  map: MapView = fakeMap()
  mapCalls = 0
  seriesCalls: string[] = []
  imputed: ImputedState[] = []
  spaceTimeCalls: string[] = []
  failure: ApiError | null = null
  spaceTime: SpaceTime | ApiError = fakeSpaceTime()
  truth: SimulatorTruth | ApiError = fakeTruth()
  truthCalls = 0
  interventions: Intervention[] = []
  requests: InterventionRequest[] = []
  refusal: ApiError | null = null
  resolved: Alert[] | ApiError = []
  rules: AlertRule[] | ApiError = [fakeRule()]
  acts: { alertId: string; act: AlertAct }[] = []
  reported: Incident[] | ApiError = []
  reports: IncidentReport[] = []
  reportAnswer: ReportAnswer = { outcome: 'accepted', incident_id: 'INC_1', reason: null, detail: null }
  ended: { incidentId: string; by: string }[] = []

  async getMap(): Promise<MapView> {
    this.mapCalls += 1
    if (this.failure) throw this.failure
    return this.map
  }

  async getSeries(sensorId: string): Promise<SensorSeries> {
    this.seriesCalls.push(sensorId)
    const sensor = this.map.sensors.find((candidate) => candidate.sensor_id === sensorId)
    if (!sensor) throw new ApiError(404, `no sensor ${sensorId}`)
    return { ...fakeSeries(sensor, this.map), imputed: this.imputed }
  }

  async getSpaceTime(corridorId: string, hours: number): Promise<SpaceTime> {
    this.spaceTimeCalls.push(`${corridorId} ${hours}`)
    if (this.spaceTime instanceof ApiError) throw this.spaceTime
    return this.spaceTime
  }

  async listAlerts(status: 'standing' | 'resolved'): Promise<Alert[]> {
    return status === 'standing' ? this.map.alerts : orThrow(this.resolved)
  }

  async actOnAlert(alertId: string, act: AlertAct): Promise<void> {
    this.acts.push({ alertId, act })
    if (this.refusal) throw this.refusal
  }

  async listAlertRules(): Promise<AlertRule[]> {
    return orThrow(this.rules)
  }

  async listIncidents(): Promise<Incident[]> {
    return orThrow(this.reported)
  }

  async reportIncident(report: IncidentReport): Promise<ReportAnswer> {
    this.reports.push(report)
    if (this.refusal) throw this.refusal
    return this.reportAnswer
  }

  async endIncident(incidentId: string, by: string): Promise<void> {
    this.ended.push({ incidentId, by })
    if (this.refusal) throw this.refusal
  }

  async getTruth(): Promise<SimulatorTruth> {
    this.truthCalls += 1
    if (this.truth instanceof ApiError) throw this.truth
    const ours = this.interventions.flatMap(({ incident }) => (incident ? [incident] : []))
    return { ...this.truth, incidents: [...this.truth.incidents, ...ours] }
  }

  async listInterventions(): Promise<Intervention[]> {
    return this.interventions
  }

  /** Does what incidents need, at sensor A's place. */
  async intervene(request: InterventionRequest): Promise<Intervention> {
    this.requests.push(request)
    if (this.refusal) throw this.refusal
    const made = fakeIntervention(`i${this.interventions.length + 1}`, request)
    this.interventions = [...this.interventions, made]
    return made
  }

  async endIntervention(id: string): Promise<Intervention> {
    const ended = this.interventions.find((one) => one.id === id)
    if (!ended) throw new ApiError(404, `no intervention '${id}' that is not over; GET lists them`)
    this.interventions = this.interventions.filter((one) => one !== ended)
    return ended
  }
}

function orThrow<T>(value: T | ApiError): T {
  if (value instanceof ApiError) throw value
  return value
}

/** An unexpected queue behind Sensor B, opened 12 minutes before the fake map's clock; nobody has it. */
export function fakeAlert(change: Partial<Alert> = {}): Alert {
  return {
    alert_id: 'ALERT_unexpected-queue_I-405-N_20261124T005500Z_B',
    alert_type: 'congestion',
    severity: 'high',
    status: 'open',
    rule_id: 'unexpected-queue',
    rule_name: 'Unexpected queue',
    corridor_id: 'I-405-N',
    tail: { sensor_id: 'A', name: 'I-405 N at Olympic Blvd', postmile_mi: 10, latitude: 34, longitude: -118.25 },
    head: { sensor_id: 'B', name: 'I-405 N at Getty Center Dr', postmile_mi: 11, latitude: 34.02, longitude: -118.25 },
    length_mi: 1,
    slowest_mph: 12,
    delay_minutes: 3.5,
    probability: null,
    silent_percent: null,
    outlook: { horizon_minutes: 30, length_mi: 2.4, probability: 0.71 },
    opened_at: '2026-11-24T00:55:00Z',
    updated_at: '2026-11-24T01:05:00Z',
    log: [{ at: '2026-11-24T00:55:00Z', what: 'opened', by: 'freeflow', note: '' }],
    playbook: ['Look at the cameras.', 'Call it in.'],
    ...change,
  }
}

export function fakeRule(change: Partial<AlertRule> = {}): AlertRule {
  return {
    id: 'unexpected-queue',
    name: 'Unexpected queue',
    severity: 'medium',
    when: { kind: 'queue', at_least_mi: 0.3, surprising_share: 0.5 },
    holds_minutes: 5,
    clears_minutes: 15,
    corridors: [],
    playbook: ['Look at the cameras.', 'Call it in.'],
    ...change,
  }
}

export function fakeTruth(...incidents: SimulatedIncident[]): SimulatorTruth {
  return { clock: '2026-11-24T01:07:00Z', incidents, rain: [], faults: [], special_events: [] }
}

/** An accident between the sensors A and B, reported by ann 11 minutes before the fake map's clock. */
export function fakeReported(change: Partial<Incident> = {}): Incident {
  return {
    incident_id: 'INC_20261124T005600Z_1',
    incident_type: 'accident',
    severity: 'high',
    state: 'active',
    source: 'ann',
    corridor_id: 'I-405-N',
    from_postmile_mi: 10.5,
    to_postmile_mi: 10.5,
    unplaced: null,
    unplaced_detail: null,
    latitude: null,
    longitude: null,
    start: '2026-11-24T00:56:00Z',
    expected_end: null,
    end: null,
    lanes_closed: 2,
    description: 'A truck and two cars.',
    updated_at: '2026-11-24T00:56:00Z',
    ...change,
  }
}

/** A crash just downstream of Sensor B, 25 minutes ago; help comes in 8. */
export function fakeIncident(change: Partial<SimulatedIncident> = {}): SimulatedIncident {
  return {
    starts: '2026-11-24T00:42:00Z',
    help_arrives: '2026-11-24T01:15:00Z',
    ends: '2026-11-24T01:40:00Z',
    incident_kind: 'crash',
    freeway: 'I-405',
    direction: 'N',
    postmile_mi: 11.3,
    latitude: 34.025,
    longitude: -118.25,
    lanes_blocked: 3,
    lanes: 5,
    ...change,
  }
}

function fakeIntervention(id: string, request: InterventionRequest): Intervention {
  const starts = '2026-11-24T01:07:00Z'
  const ends = new Date(Date.parse(starts) + (request.duration_minutes ?? 30) * 60_000).toISOString()
  const span = { starts, ends }
  switch (request.kind) {
    case 'incident': {
      const { incident_kind = 'crash', lanes_blocked = 0 } = request
      const place = { postmile_mi: 10, latitude: 34, longitude: -118.25 }
      return { id, kind: 'incident', incident: fakeIncident({ ...span, ...place, incident_kind, lanes_blocked, help_arrives: ends }) }
    }
    case 'demand':
      return { id, kind: 'demand', ...span, freeway: request.freeway ?? null, factor: request.factor ?? 1 }
    case 'rain':
      return { id, kind: 'rain', rain: { ...span, rain: request.rain ?? 'light' } }
    case 'sensor_fault': {
      const { fault = 'stuck', sensor_id = 'A', lane = null, amount = 0.5 } = request
      return { id, kind: 'sensor_fault', sensor_fault: { ...span, fault, sensor_id, lane, amount } }
    }
  }
}

export function fakeSpaceTime(): SpaceTime {
  const horizons = Array.from({ length: 12 }, (_, i) => (i + 1) * 5)
  const station = (sensor_id: string, place: string, postmile_mi: number) => ({
    sensor_id,
    name: `I-405 N at ${place}`,
    postmile_mi,
  })
  const stations = [station('A', 'Olympic Blvd', 30), station('B', 'Wilshire Blvd', 30.8), station('D', 'Getty Center Dr', 34)]
  const [olympic, wilshire, getty] = stations as [(typeof stations)[0], (typeof stations)[0], (typeof stations)[0]]
  const flat = (value: number | null) => horizons.map(() => value)
  return {
    feed: { name: 'simulator', kind: 'simulated', label: 'Simulated Los Angeles, seed 7' },
    corridor: { id: 'I-405-N', freeway: 'I-405', direction: 'N', stations: stations.map((one) => ({ ...one, lanes: 5 })) },
    windows: {
      start: '2026-11-24T00:45:00Z',
      end: '2026-11-24T01:05:00Z',
      step_minutes: 5,
      speed_mph: [
        [62, 61, 60, 58],
        [50, 40, null, 25],
        [44, 33, 21, 0],
      ],
      imputed: [[], [1], []],
    },
    forecast: {
      issued_at: '2026-11-24T01:05:00Z',
      model: 'graph',
      model_version: '1.2',
      data_cutoff: '2026-11-24T01:05:00Z',
      horizons_min: horizons,
      speed_mph_p05: [flat(15), flat(12), flat(null)],
      speed_mph_p50: [flat(28), flat(20), flat(null)],
      speed_mph_p95: [flat(45), flat(33), flat(null)],
      probability_below_30_mph: [flat(0.71), flat(0.9), flat(null)],
    },
    queues: [
      {
        head: getty,
        tail: wilshire,
        length_mi: 3.2,
        expected: [
          { horizon_minutes: 15, outcome: 'queue', tail: wilshire, probability: 0.9, probability_upstream: 0.4 },
          { horizon_minutes: 30, outcome: 'queue', tail: olympic, probability: 0.71, probability_upstream: null },
          { horizon_minutes: 60, outcome: 'dissolved', tail: null, probability: 0.23, probability_upstream: null },
        ],
      },
    ],
  }
}

export function fakeSensor(id: string, change: Partial<Sensor> = {}): Sensor {
  return {
    sensor_id: id,
    name: `Sensor ${id}`,
    latitude: 34.05,
    longitude: -118.25,
    region: 'D07',
    freeway: 'I-405',
    direction: 'N',
    postmile_mi: 10,
    lanes: 4,
    free_flow_speed_mph: 65,
    ...change,
  }
}

export function fakeMap(): MapView {
  const horizons = Array.from({ length: 12 }, (_, i) => (i + 1) * 5)
  const row = (speed: number | null) => horizons.map((horizon) => (speed === null ? null : speed - horizon / 5))
  return {
    feed: { name: 'simulator', kind: 'simulated', label: 'Simulated Los Angeles, seed 7' },
    clock: { feed_time: '2026-11-24T01:07:00Z', zone: 'America/Los_Angeles', speedup: 60, state: 'running' },
    network_version: 'v1',
    sensors: [
      fakeSensor('A', { postmile_mi: 10, latitude: 34.0 }),
      fakeSensor('B', { postmile_mi: 11, latitude: 34.02 }),
      fakeSensor('C', { freeway: null, direction: null, postmile_mi: null, lanes: null, longitude: -118.3 }),
    ],
    window: layer({ start: '2026-11-24T01:00:00Z', end: '2026-11-24T01:05:00Z', revision: 0 }, [62, 41, null]),
    provisional: layer({ as_of: '2026-11-24T01:06:30Z' }, [58, 12, 0]),
    forecast: {
      issued_at: '2026-11-24T01:05:00Z',
      model: 'persistence',
      model_version: '1',
      data_cutoff: '2026-11-24T01:05:00Z',
      horizons_min: horizons,
      speed_mph_p05: [row(50), row(30), row(null)],
      speed_mph_p50: [row(60), row(40), row(null)],
      speed_mph_p95: [row(70), row(50), row(null)],
    },
    alerts: [],
    detectors: [],
  }
}

export function fakeSeries(sensor: Sensor, map: MapView): SensorSeries {
  const start = Date.parse('2026-11-24T00:00:00Z')
  const iso = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
  const speeds = [60, null, 55, 50, 45, 40, 35, 30, 35, 40, 45, 50, 62]
  return {
    sensor,
    windows: speeds.map((speed, i) => ({
      sensor_id: sensor.sensor_id,
      window_start: iso(i * 5),
      window_end: iso(i * 5 + 5),
      revision: 0,
      speed_mph: speed,
      flow_vph: null,
      occupancy_percent: null,
      readings: speed === null ? 0 : 10,
      quality: speed === null ? 'missing' : 'observed',
      congestion_level: null,
    })),
    imputed: [],
    forecast: map.forecast && {
      feed: map.feed,
      issued_at: map.forecast.issued_at,
      model: map.forecast.model,
      model_version: map.forecast.model_version,
      data_cutoff: map.forecast.data_cutoff,
      predictions: map.forecast.horizons_min.map((horizon) => ({
        sensor_id: sensor.sensor_id,
        horizon_minutes: horizon,
        window_start: iso(65 + horizon - 5),
        window_end: iso(65 + horizon),
        speed_mph: { p05: 40, p10: 45, p25: 50, p50: 55, p75: 60, p90: 65, p95: 70 },
      })),
    },
  }
}

function layer<T extends object>(times: T, speeds: (number | null)[]) {
  return { ...times, speed_mph: speeds, flow_vph: speeds.map(() => 1500), occupancy_percent: speeds.map(() => null) }
}
