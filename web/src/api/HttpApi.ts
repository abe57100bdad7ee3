import {
  type Alert,
  type AlertAct,
  type AlertRule,
  type Api,
  ApiError,
  type Intervention,
  type InterventionRequest,
  type MapView,
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
    const headers = { accept: 'application/json', 'content-type': 'application/json' }
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal)
  }

  private async ask<T>(path: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
    const response = await fetch(this.base + path, { ...init, ...(signal ? { signal } : {}) })
    if (!response.ok) throw new ApiError(response.status, await detailOf(response))
    return (await response.json()) as T
  }
}

async function detailOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string }
    return problem.detail ?? `HTTP ${response.status}`
  } catch {
    return `HTTP ${response.status}`
  }
}
