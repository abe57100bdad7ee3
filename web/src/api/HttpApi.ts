import { type Api, ApiError, type MapView, type SensorSeries, type SpaceTime } from './Api'

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

  private async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    const response = await fetch(this.base + path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) })
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
