import { lazy, Suspense, useEffect, useMemo } from 'react'
import { DARK, LIGHT } from './layers/colours'
import { markPainted } from './layers/painted'
import { AlertBanner } from './panels/AlertBanner'
import { AlertAnnouncer, Announcer } from './panels/Announcer'
import { CorridorPanel } from './panels/CorridorPanel'
import { Dock } from './panels/Dock'
import { Header } from './panels/Header'
import { Inbox } from './panels/Inbox'
import { IncidentBanner } from './panels/IncidentBanner'
import { KeyboardSheet } from './panels/KeyboardSheet'
import { Notices } from './panels/Notices'
import { PickHint } from './panels/PickHint'
import { RoadSheet } from './panels/RoadSheet'
import { SensorPanel } from './panels/SensorPanel'
import { TableView } from './panels/TableView'
import { useKeyboard } from './panels/useKeyboard'
import { useDarkness } from './panels/useTheme'
import { isInboxInFront } from './state/model'
import { shownAt } from './state/shown'
import { type Store, StoreContext, useSelect } from './state/store'

/* MapLibre is most of the code; everything else is on the screen before it has arrived. */
const LiveMap = lazy(() => import('./layers/LiveMap').then(({ LiveMap }) => ({ default: LiveMap })))

export function App({ store }: { store: Store }) {
  return (
    <StoreContext value={store}>
      <Page />
    </StoreContext>
  )
}

function Page() {
  const dark = useDarkness()
  const palette = dark ? DARK : LIGHT
  const webgl = useSelect((state) => state.webgl)
  const table = useSelect((state) => state.view.table) || !webgl
  const corridor = useSelect((state) => state.view.corridorId !== null)
  const inbox = useSelect((state) => isInboxInFront(state.view))
  const picking = useSelect((state) => state.reported.picking)
  const chosen = useSelect((state) => state.view.sensorId !== null) || corridor || inbox
  useKeyboard()
  usePaintedTable(table)

  return (
    <div
      className="page"
      data-chosen={chosen || undefined}
      data-corridor={corridor || undefined}
      data-inbox={inbox || undefined}
      data-picking={picking || undefined}
    >
      <Header dark={dark} />
      <IncidentBanner />
      <AlertBanner />
      <main className="stage" id="stage">
        {table ? (
          <TableView palette={palette} />
        ) : (
          <Suspense fallback={<div className="map skeleton" />}>
            <LiveMap palette={palette} />
          </Suspense>
        )}
        <Notices />
        <PickHint />
      </main>
      {corridor ? <CorridorPanel palette={palette} /> : inbox ? <Inbox /> : chosen && <SensorPanel palette={palette} />}
      <Dock palette={palette} />
      <KeyboardSheet />
      <RoadSheet />
      <Announcer />
      <AlertAnnouncer />
    </div>
  )
}

/** The map says itself when it has painted; a table is painted one frame after React is done with it. */
function usePaintedTable(table: boolean): void {
  const road = useSelect((state) => state.road)
  const { horizon, nowLayer } = useSelect((state) => state.view)
  const shown = useMemo(() => shownAt(road, horizon, nowLayer), [road, horizon, nowLayer])
  useEffect(() => {
    if (!table || !road) return
    const frame = requestAnimationFrame(() => markPainted(road, shown))
    return () => cancelAnimationFrame(frame)
  }, [table, road, shown])
}
