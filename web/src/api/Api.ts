import type { components } from './schema'

type Schemas = components['schemas']

export type MapView = Schemas['MapView']
export type Sensor = Schemas['Sensor']
export type SensorSeries = Schemas['SensorSeries']
export type ImputedState = Schemas['ImputedState']
export type SpaceTime = Schemas['SpaceTime']
export type Queue = Schemas['Queue']
export type ExpectedQueue = Schemas['ExpectedQueue']
export type Feed = Schemas['Feed']
export type FeedClock = Schemas['FeedClock']
export type WindowLayer = Schemas['WindowLayer']
export type ProvisionalLayer = Schemas['ProvisionalLayer']
export type ForecastLayer = Schemas['ForecastLayer']
export type CurrentState = Schemas['CurrentState']
export type Prediction = Schemas['Prediction']
export type SimulatorTruth = Schemas['SimulatorTruth']
export type SimulatedIncident = Schemas['SimulatedIncident']
export type Intervention = Schemas['Intervention']
export type FaultKind = Schemas['FaultKind']
export type Rain = Schemas['RainSpell']['rain']
export type Alert = Schemas['Alert']
export type AlertAct = Schemas['AlertAct']
export type AlertRule = Schemas['AlertRule']
export type Incident = Schemas['Incident']
export type IncidentType = Schemas['IncidentType']
export type IncidentReport = Schemas['IncidentReport']
/** What became of one reported incident; a rejected one has a reason. */
export type ReportAnswer = Schemas['ReportedIncidents']['items'][number]
export type Detector = Schemas['Detector']
export type Suspicion = Schemas['Suspicion']
export type Severity = Schemas['Severity']
/** The generated type asks for what the server has a default for. */
export type InterventionRequest = Pick<Schemas['InterventionRequest'], 'kind'> & Partial<Schemas['InterventionRequest']>

/** What channel `map` says: any subset of these keys of the map view. */
export type MapUpdate = Partial<Omit<MapView, 'sensors'>>

/** What the live map asks of the server. Everything it does not ask for does not exist for it. */
export interface Api {
  getMap(signal?: AbortSignal): Promise<MapView>
  getSeries(sensorId: string, hours: number, signal?: AbortSignal): Promise<SensorSeries>
  getSpaceTime(corridorId: string, hours: number, signal?: AbortSignal): Promise<SpaceTime>
  listAlerts(status: 'standing' | 'resolved', signal?: AbortSignal): Promise<Alert[]>
  /** 409 where the alert is resolved already. What was done is seen when the alert comes live. */
  actOnAlert(alertId: string, act: AlertAct, signal?: AbortSignal): Promise<void>
  listAlertRules(signal?: AbortSignal): Promise<AlertRule[]>
  /** Reported ones that are there now. */
  listIncidents(signal?: AbortSignal): Promise<Incident[]>
  /** A report that is rejected is an answer too. 404 where nobody can report. */
  reportIncident(report: IncidentReport, signal?: AbortSignal): Promise<ReportAnswer>
  /** 409 where it is over already. */
  endIncident(incidentId: string, by: string, signal?: AbortSignal): Promise<void>
  /** 404 where the road is real; so are the next three. */
  getTruth(signal?: AbortSignal): Promise<SimulatorTruth>
  listInterventions(signal?: AbortSignal): Promise<Intervention[]>
  intervene(request: InterventionRequest, signal?: AbortSignal): Promise<Intervention>
  endIntervention(id: string, signal?: AbortSignal): Promise<Intervention>
}

/** The server answered, but not with what was asked for. */
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'ApiError'
    this.status = status
  }
}

/** Why something that was asked of the server failed, in words. */
export function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
