import './style.css'
import './alerts.css'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { HttpApi } from './api/HttpApi'
import { hasWebgl2 } from './layers/webgl'
import { liveUrl, type Socket } from './live/LiveClient'
import { initialState } from './state/model'
import { createStore } from './state/store'
import { viewOf } from './state/view'
import { wire } from './wire'

const store = createStore(initialState(viewOf(window.location.search), hasWebgl2()))
wire(store, new HttpApi(), () => new WebSocket(liveUrl(window.location)) as unknown as Socket)
createRoot(document.getElementById('root')!).render(<App store={store} />)
