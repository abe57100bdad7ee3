import { act, render } from '@testing-library/react'
import { App } from '../src/App'
import { FakeApi } from '../src/api/FakeApi'
import type { Socket } from '../src/live/LiveClient'
import { initialState } from '../src/state/model'
import { createStore, type Store } from '../src/state/store'
import { viewOf } from '../src/state/view'
import { wire } from '../src/wire'

export class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  onerror: Socket['onerror'] = null
  send() {}
  close() {}
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

export interface Opened {
  api: FakeApi
  store: Store
  socket: FakeSocket
}

let stop = () => {}

/** Takes the page that was opened last from the world. */
export function unwire(): void {
  stop()
}

/** The page at an address, with a server that is prepared first. jsdom has no WebGL, so it shows its table. */
export async function open(query = '', prepare: (api: FakeApi) => void = () => {}): Promise<Opened> {
  window.history.replaceState(null, '', `/${query}`)
  document.documentElement.lang = 'en'
  document.title = 'Freeflow live map'
  const api = new FakeApi()
  prepare(api)
  const socket = new FakeSocket()
  const store = createStore(initialState(viewOf(query), false))
  stop = wire(store, api, () => socket)
  render(<App store={store} />)
  await act(async () => {
    socket.say({ type: 'subscription_confirmed', subscription: 'map' })
  })
  return { api, store, socket }
}
