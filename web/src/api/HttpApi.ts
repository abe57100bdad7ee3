import {
  type Alert,
  type AlertAct,
  type AlertRule,
  type Api,
  ApiError,
  type Incident,
  type IncidentReport,
  type Intervention,
  type InterventionRequest,
  type MapView,
  type ReportAnswer,
  type SensorSeries,
  type SimulatorTruth,
  type SpaceTime,
} from './Api'

/** The real server, through fetch. */
export class HttpApi implements Api {
  private readonly base: string

  constructor(base = '') {
    this.base = base
  }

  getMap(signal?: AbortSignal): Promise<MapView> {
    return this.get('/api/v1/map', signal)
  }

  getSeries(sensorId: string, hours: number, signal?: AbortSignal): Promise<SensorSeries> {
    return this.get(`/api/v1/sensors/${encodeURIComponent(sensorId)}/series?hours=${hours}`, signal)
  }

  getSpaceTime(corridorId: string, hours: number, signal?: AbortSignal): Promise<SpaceTime> {
    return this.get(`/api/v1/corridors/${encodeURIComponent(corridorId)}/space-time?hours=${hours}`, signal)
  }

  async listAlerts(status: 'standing' | 'resolved', signal?: AbortSignal): Promise<Alert[]> {
    return (await this.get<{ alerts: Alert[] }>(`/api/v1/alerts?status=${status}`, signal)).alerts
  }

  async actOnAlert(alertId: string, act: AlertAct, signal?: AbortSignal): Promise<void> {
    await this.post(`/api/v1/alerts/${encodeURIComponent(alertId)}/acts`, act, signal)
  }

  async listAlertRules(signal?: AbortSignal): Promise<AlertRule[]> {
    return (await this.get<{ rules: AlertRule[] }>('/api/v1/alert-rules', signal)).rules
  }

  async listIncidents(signal?: AbortSignal): Promise<Incident[]> {
    return (await this.get<{ incidents: Incident[] }>('/api/v1/incidents?state=active&limit=1000', signal)).incidents
  }

  async reportIncident(report: IncidentReport, signal?: AbortSignal): Promise<ReportAnswer> {
    const response = await this.send('/api/v1/incidents', posted(report), signal)
    if (!response.ok && response.status !== 400) throw new ApiError(response.status, await detailOf(response))
    const { items, detail } = (await response.json()) as { items?: ReportAnswer[]; detail?: string }
    const [answer] = items ?? []
    if (!answer) throw new ApiError(response.status, detail ?? `HTTP ${response.status}`)
    return answer
  }

  async endIncident(incidentId: string, by: string, signal?: AbortSignal): Promise<void> {
    await this.post(`/api/v1/incidents/${encodeURIComponent(incidentId)}/end`, { by }, signal)
  }

  getTruth(signal?: AbortSignal): Promise<SimulatorTruth> {
    return this.get('/api/v1/simulator/truth', signal)
  }

  async listInterventions(signal?: AbortSignal): Promise<Intervention[]> {
    return (await this.get<{ interventions: Intervention[] }>('/api/v1/simulator/interventions', signal)).interventions
  }

  intervene(request: InterventionRequest, signal?: AbortSignal): Promise<Intervention> {
    return this.post('/api/v1/simulator/interventions', request, signal)
  }

  endIntervention(id: string, signal?: AbortSignal): Promise<Intervention> {
    return this.ask(`/api/v1/simulator/interventions/${encodeURIComponent(id)}`, { method: 'DELETE' }, signal)
  }

  private get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.ask(path, { headers: { accept: 'application/json' } }, signal)
  }

  private post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
    return this.ask(path, posted(body), signal)
  }

  private async ask<T>(path: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
    const response = await this.send(path, init, signal)
    if (!response.ok) throw new ApiError(response.status, await detailOf(response))
    return (await response.json()) as T
  }

  private send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    return fetch(this.base + path, { ...init, ...(signal ? { signal } : {}) })
  }
}

function posted(body: object): RequestInit {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

async function detailOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string }
    return problem.detail ?? `HTTP ${response.status}`
  } catch {
    return `HTTP ${response.status}`
  }
}
