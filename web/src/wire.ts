import { type Api, ApiError } from './api/Api'
import { LiveClient, type Socket } from './live/LiveClient'
import type { Store } from './state/store'
import { isNewPlace, queryOf, viewOf } from './state/view'

const PLAY_EVERY_MS = 900
const SERIES_HOURS = 6

/** Everything between the store and the world: server, live channel, address bar, play timer. Returns how to stop it. */
export function wire(store: Store, api: Api, openSocket: () => Socket): () => void {
  const stops = [
    followLive(store, api, openSocket),
    followSensor(store, api),
    followCorridor(store, api),
    followAddress(store),
    followPlay(store),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** First the map by REST, then what changed live; after each reconnect the whole map again. */
function followLive(store: Store, api: Api, openSocket: () => Socket): () => void {
  const stopped = new AbortController()
  let fetching = false

  const fetchMap = async () => {
    if (fetching) return
    fetching = true
    store.dispatch({ type: 'map-requested' })
    try {
      store.dispatch({ type: 'map-loaded', map: await api.getMap(stopped.signal), atMs: Date.now() })
    } catch (error) {
      if (!stopped.signal.aborted) store.dispatch({ type: 'map-failed', detail: detailOf(error) })
    } finally {
      fetching = false
    }
  }

  const client = new LiveClient({
    openSocket,
    onUpdate: (update) => {
      store.dispatch({ type: 'map-updated', update, atMs: Date.now() })
      if (store.state().needsMap) void fetchMap()
    },
    onState: (live) => store.dispatch({ type: 'live-changed', live }),
    onSubscribed: () => void fetchMap(),
  })
  const retry = () => {
    client.retryNow()
    if (store.state().load.kind === 'failed') void fetchMap()
  }
  window.addEventListener('online', retry)
  window.addEventListener(RETRY_EVENT, retry)
  void fetchMap()
  client.start()
  return () => {
    stopped.abort()
    client.stop()
    window.removeEventListener('online', retry)
    window.removeEventListener(RETRY_EVENT, retry)
  }
}

const RETRY_EVENT = 'freeflow-retry'

/** The person asks to try again now. */
export function retryNow(): void {
  window.dispatchEvent(new Event(RETRY_EVENT))
}

/** Loads the chosen sensor's history, and again whenever a window closed or a forecast came. */
function followSensor(store: Store, api: Api): () => void {
  let asked = ''
  let request = new AbortController()

  const look = () => {
    const { view, road } = store.state()
    const sensorId = view.sensorId
    const wanted = sensorId === null || !road ? '' : `${sensorId} ${road.window?.end} ${road.window?.revision} ${road.forecast?.issued_at}`
    if (wanted === asked) return
    asked = wanted
    request.abort()
    if (sensorId !== null && road) void load(sensorId)
  }
  const load = async (sensorId: string) => {
    request = new AbortController()
    const { signal } = request
    store.dispatch({ type: 'series-requested', sensorId })
    try {
      const series = await api.getSeries(sensorId, SERIES_HOURS, signal)
      if (!signal.aborted) store.dispatch({ type: 'series-loaded', sensorId, series })
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'series-failed', sensorId, detail: detailOf(error) })
    }
  }
  const unsubscribe = store.subscribe(look)
  return () => {
    unsubscribe()
    request.abort()
  }
}

/** Loads the chosen corridor's space and time, and again whenever a window closed or a forecast came. */
function followCorridor(store: Store, api: Api): () => void {
  let asked = ''
  let request = new AbortController()

  const look = () => {
    const { view, road } = store.state()
    const { corridorId, hours } = view
    const wanted =
      corridorId === null || !road ? '' : `${corridorId} ${hours} ${road.window?.end} ${road.window?.revision} ${road.forecast?.issued_at}`
    if (wanted === asked) return
    asked = wanted
    request.abort()
    if (corridorId !== null && road) void load(corridorId, hours)
  }
  const load = async (corridorId: string, hours: number) => {
    request = new AbortController()
    const { signal } = request
    store.dispatch({ type: 'space-time-requested', corridorId })
    try {
      const spaceTime = await api.getSpaceTime(corridorId, hours, signal)
      if (!signal.aborted) store.dispatch({ type: 'space-time-loaded', corridorId, spaceTime })
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'space-time-failed', corridorId, detail: detailOf(error) })
    }
  }
  const retry = () => {
    if (store.state().spaceTime.kind !== 'failed') return
    asked = ''
    look()
  }
  window.addEventListener(RETRY_EVENT, retry)
  const unsubscribe = store.subscribe(look)
  return () => {
    unsubscribe()
    window.removeEventListener(RETRY_EVENT, retry)
    request.abort()
  }
}

/** The address bar holds the view: choosing a sensor or a corridor is a step the back button undoes, moving the slider is not. */
function followAddress(store: Store): () => void {
  let last = store.state().view
  const unsubscribe = store.subscribe(() => {
    const view = store.state().view
    if (view === last) return
    const query = queryOf(view)
    if (query !== window.location.search) {
      const address = window.location.pathname + query
      if (isNewPlace(last, view)) window.history.pushState(null, '', address)
      else window.history.replaceState(null, '', address)
    }
    last = view
  })
  const onPop = () => store.dispatch({ type: 'view-restored', view: viewOf(window.location.search) })
  window.addEventListener('popstate', onPop)
  return () => {
    unsubscribe()
    window.removeEventListener('popstate', onPop)
  }
}

function followPlay(store: Store): () => void {
  const timer = setInterval(() => {
    if (store.state().playing) store.dispatch({ type: 'play-ticked' })
  }, PLAY_EVERY_MS)
  return () => clearInterval(timer)
}

function detailOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return error instanceof Error ? error.message : String(error)
}
