import { useEffect, useState } from 'react'
import { messages } from '../messages'
import { retryNow } from '../retry'
import { shownAt } from '../state/shown'
import { useSelect } from '../state/store'

/** What keeps the page from being a live map right now, in a person's words. At most one line over the map. */
export function Notices() {
  const load = useSelect((state) => state.load)
  const road = useSelect((state) => state.road)
  const live = useSelect((state) => state.live)
  const webgl = useSelect((state) => state.webgl)
  const { horizon, nowLayer } = useSelect((state) => state.view)

  if (!road && load.kind === 'loading') return <Center title={messages.loading} />
  if (!road && load.kind === 'failed') return <Center title={messages.loadFailed} detail={load.detail} retry />
  if (live.kind === 'waiting') return <Reconnecting retryInMs={live.retryInMs} attempt={live.attempt} />
  if (road && road.sensors.length === 0) return <Center title={messages.noSensors} detail={messages.noSensorsDetail} />
  if (road && shownAt(road, horizon, nowLayer).kind === 'nothing') {
    return horizon === 0 ? (
      <Center title={messages.waiting} detail={messages.waitingDetail(road.sensors.length)} />
    ) : (
      <Center title={messages.noForecast} detail={messages.noForecastDetail} />
    )
  }
  if (!webgl) return <p className="notice quiet">{messages.noWebgl}</p>
  return null
}

function Center({ title, detail, retry = false }: { title: string; detail?: string; retry?: boolean }) {
  return (
    <div className="center" role="status">
      <p className="title">{title}</p>
      {detail && <p>{detail}</p>}
      {retry && (
        <button type="button" className="plain" onClick={retryNow}>
          {messages.tryAgain}
        </button>
      )}
    </div>
  )
}

function Reconnecting({ retryInMs, attempt }: { retryInMs: number; attempt: number }) {
  const [left, setLeft] = useState(retryInMs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt restarts the countdown even with the same wait
  useEffect(() => {
    setLeft(retryInMs)
    const timer = setInterval(() => setLeft((ms) => Math.max(0, ms - 1000)), 1000)
    return () => clearInterval(timer)
  }, [retryInMs, attempt])
  return (
    <p className="notice warn">
      {left >= 1000 ? messages.reconnecting(Math.round(left / 1000)) : messages.reconnectingNow}{' '}
      <button type="button" className="plain" onClick={retryNow}>
        {messages.retryNow}
      </button>
    </p>
  )
}
