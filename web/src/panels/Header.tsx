import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'
import { AlertsButton } from './AlertsButton'
import { Clock } from './Clock'
import { Icon } from './Icon'
import { Search } from './Search'
import { nextTheme } from './useKeyboard'

/** Who speaks (the feed), when it is on the road, and the few controls. */
export function Header({ dark }: { dark: boolean }) {
  const store = useStore()
  const { table, theme, units } = useSelect((state) => state.view)
  const webgl = useSelect((state) => state.webgl)
  const shownAsTable = table || !webgl
  return (
    <header className="header">
      <a className="skip" href="#stage">
        {messages.skipToMap}
      </a>
      <div className="brand">
        <h1>{messages.product}</h1>
        <FeedLabel />
      </div>
      <Clock />
      <div className="tools">
        <Search />
        <AlertsButton />
        <button
          type="button"
          className="tool"
          disabled={!webgl}
          title={shownAsTable && webgl ? messages.showMap : messages.showTable}
          aria-label={shownAsTable && webgl ? messages.showMap : messages.showTable}
          onClick={() => store.dispatch({ type: 'table-toggled' })}
        >
          <Icon name={shownAsTable && webgl ? 'map' : 'table'} />
        </button>
        <button
          type="button"
          className="tool text"
          title={messages.units}
          aria-label={`${messages.units}: ${units === 'mph' ? messages.mph : messages.kmh}`}
          onClick={() => store.dispatch({ type: 'units-set', units: units === 'mph' ? 'kmh' : 'mph' })}
        >
          {units === 'mph' ? messages.mph : messages.kmh}
        </button>
        <button
          type="button"
          className="tool"
          title={messages.themeButton(messages.themes[theme])}
          aria-label={messages.themeButton(messages.themes[theme])}
          onClick={() => store.dispatch({ type: 'theme-set', theme: nextTheme(theme) })}
        >
          <Icon name={theme === 'system' ? 'system' : dark ? 'moon' : 'sun'} />
        </button>
        <button
          type="button"
          className="tool text wide-only"
          title={messages.keyboard}
          aria-label={messages.keyboard}
          onClick={() => store.dispatch({ type: 'sheet-toggled' })}
        >
          ?
        </button>
      </div>
    </header>
  )
}

/** The feed's own label; simulated and replayed data always say so. */
function FeedLabel() {
  const store = useStore()
  const changeable = useSelect((state) => state.simulation !== null)
  const feed = useSelect((state) => state.road?.feed)
  const openRoad = () => store.dispatch({ type: 'road-toggled' })
  if (!feed) return <span className="feed skeleton-text" aria-hidden="true" />
  return (
    <span className="feed">
      {changeable && (
        <button
          type="button"
          className="badge simulated"
          title={messages.openRoad}
          aria-label={`${messages.simulated}: ${messages.openRoad}`}
          onClick={openRoad}
        >
          {messages.simulated}
        </button>
      )}
      {feed.kind === 'simulated' && !changeable && (
        <strong className="badge simulated" title={messages.simulatedHint}>
          {messages.simulated}
        </strong>
      )}
      {changeable && (
        <button type="button" className="plain road" title={messages.openRoad} onClick={openRoad}>
          {messages.road}
        </button>
      )}
      {feed.kind === 'replay' && (
        <strong className="badge replay" title={messages.replayHint}>
          {messages.replay}
        </strong>
      )}
      <span className="feed-name" title={feed.label}>
        {feed.label}
      </span>
    </span>
  )
}
