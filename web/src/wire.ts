import { type Api, ApiError, detailOf } from './api/Api'
import { LiveClient, type Socket } from './live/LiveClient'
import { RETRY_EVENT } from './retry'
import type { Wish } from './state/simulation'
import type { Store } from './state/store'
import { isNewPlace, queryOf, viewOf } from './state/view'
import { followActs, followInbox, keepName } from './wireAlerts'
import { followReports } from './wireReports'

const PLAY_EVERY_MS = 900
const SERIES_HOURS = 6
const TRUTH_EVERY_MS = 5000
const CATCHING_UP_EVERY_MS = 1000
const DISMISSED_KEY = 'freeflow-dismissed'

/** Everything between the store and the world: server, live channel, address bar, play timer. Returns how to stop it. */
export function wire(store: Store, api: Api, openSocket: () => Socket): () => void {
  const stops = [
    followLive(store, api, openSocket),
    followSensor(store, api),
    followCorridor(store, api),
    followSimulator(store, api),
    followActs(store, api),
    followInbox(store, api),
    followReports(store, api),
    keepDismissed(store),
    keepName(store),
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

/**
 * Where the feed is simulated: asks the simulator what really happens, again and again until it says that there is none, and
 * carries out what people want done. A failure to ask is quiet, for the map does not need it.
 */
function followSimulator(store: Store, api: Api): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  let timer: ReturnType<typeof setTimeout> | undefined
  let started = false
  let asked = 0
  let sent: Wish | null = null

  const ask = async () => {
    clearTimeout(timer)
    const ours = ++asked
    try {
      const [truth, interventions] = await Promise.all([api.getTruth(signal), api.listInterventions(signal)])
      if (!signal.aborted && ours === asked) store.dispatch({ type: 'simulation-loaded', simulation: { truth, interventions } })
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ApiError && error.status === 404) {
        store.dispatch({ type: 'simulation-absent' })
        return
      }
    }
    if (!signal.aborted && ours === asked) timer = setTimeout(ask, store.state().catchingUp ? CATCHING_UP_EVERY_MS : TRUTH_EVERY_MS)
  }
  const carryOut = async (wish: Wish) => {
    try {
      if (wish.kind === 'make') await api.intervene(wish.request, signal)
      else await api.endIntervention(wish.id, signal)
      if (!signal.aborted) store.dispatch({ type: 'change-done', wish })
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'change-refused', wish, detail: detailOf(error) })
    }
    if (!signal.aborted) void ask()
  }
  const look = () => {
    const { road, change } = store.state()
    if (!started && road?.feed.kind === 'simulated') {
      started = true
      void ask()
    }
    if (change.kind === 'sending' && change.wish !== sent) {
      sent = change.wish
      void carryOut(change.wish)
    }
  }
  const unsubscribe = store.subscribe(look)
  look()
  return () => {
    unsubscribe()
    stopped.abort()
    clearTimeout(timer)
  }
}

/** A banner that was closed stays closed while the tab is open; a browser that keeps nothing forgets it. */
function keepDismissed(store: Store): () => void {
  try {
    store.dispatch({ type: 'news-dismissed', keys: JSON.parse(sessionStorage.getItem(DISMISSED_KEY) ?? '[]') as string[] })
  } catch {
    return () => {}
  }
  let last = store.state().dismissed
  return store.subscribe(() => {
    const { dismissed } = store.state()
    if (dismissed === last) return
    last = dismissed
    try {
      sessionStorage.setItem(DISMISSED_KEY, JSON.stringify([...dismissed]))
    } catch {
      // It is dismissed until the page is loaded again.
    }
  })
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
