import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MapUpdate } from '../src/api/Api'
import { LiveClient, type LiveState, liveUrl, type Socket } from '../src/live/LiveClient'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('it subscribes, says it is live, and asks for a resync', () => {
  const world = new World()

  world.socket.open()
  world.socket.say({ type: 'welcome' })
  world.socket.say({ type: 'subscription_confirmed', subscription: 'map' })

  expect(world.socket.sent).toEqual([{ type: 'subscribe', subscription: 'map' }])
  expect(world.states).toEqual(['connecting', 'live'])
  expect(world.resyncs).toBe(1)
})

test('it answers a ping with a pong', () => {
  const world = new World()
  world.socket.open()

  world.socket.say({ type: 'ping', timestamp: 'now' })

  expect(world.socket.sent.at(-1)).toEqual({ type: 'pong' })
})

test('it hands updates on without the envelope', () => {
  const world = new World()

  world.socket.say({ type: 'map_update', network_version: 'v1', window: null })

  expect(world.updates).toEqual([{ network_version: 'v1', window: null }])
})

test('it waits longer after each failure, up to a limit, and starts afresh after a success', () => {
  const world = new World()

  const waits = Array.from({ length: 8 }, () => world.failAndWait())
  world.socket.open()
  world.socket.say({ type: 'subscription_confirmed', subscription: 'map' })
  const afterSuccess = world.failAndWait()

  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
  expect(afterSuccess).toBe(500)
})

test('it resyncs after every reconnect', () => {
  const world = new World()
  world.socket.say({ type: 'subscription_confirmed', subscription: 'map' })

  world.failAndWait()
  world.socket.say({ type: 'subscription_confirmed', subscription: 'map' })

  expect(world.resyncs).toBe(2)
})

test('a silent connection is dropped', () => {
  const world = new World()
  world.socket.open()

  vi.advanceTimersByTime(44_000)
  world.socket.say({ type: 'ping' })
  vi.advanceTimersByTime(44_000)
  expect(world.states.at(-1)).toBe('connecting')
  vi.advanceTimersByTime(2_000)

  expect(world.sockets[0]?.closed).toBe(true)
  expect(world.states).toContain('waiting')
})

test('a person need not wait', () => {
  const world = new World()
  world.socket.fail()

  world.client.retryNow()

  expect(world.sockets).toHaveLength(2)
  vi.advanceTimersByTime(1_000)
  expect(world.sockets).toHaveLength(2)
})

test('after stop nothing happens any more', () => {
  const world = new World()

  world.client.stop()
  vi.advanceTimersByTime(60_000)

  expect(world.sockets).toHaveLength(1)
  expect(world.states.at(-1)).toBe('closed')
  expect(vi.getTimerCount()).toBe(0)
})

test('noise is ignored', () => {
  const world = new World()

  world.socket.onmessage?.({ data: 'not json' })
  world.socket.onmessage?.({ data: 'null' })
  world.socket.say({ type: 'traffic_update' })

  expect(world.updates).toEqual([])
})

test('the address follows the page', () => {
  expect(liveUrl({ protocol: 'http:', host: 'a:1' })).toBe('ws://a:1/ws/real-time')
  expect(liveUrl({ protocol: 'https:', host: 'b' })).toBe('wss://b/ws/real-time')
})

class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  onerror: Socket['onerror'] = null
  sent: unknown[] = []
  closed = false

  send(text: string) {
    this.sent.push(JSON.parse(text))
  }

  close() {
    this.closed = true
  }

  open() {
    this.onopen?.()
  }

  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  fail() {
    this.onclose?.()
  }
}

class World {
  sockets: FakeSocket[] = []
  states: LiveState['kind'][] = []
  updates: MapUpdate[] = []
  resyncs = 0
  private wait = 0
  readonly client = new LiveClient({
    openSocket: () => {
      const socket = new FakeSocket()
      this.sockets.push(socket)
      return socket
    },
    onUpdate: (update) => this.updates.push(update),
    onState: (state) => {
      this.states.push(state.kind)
      if (state.kind === 'waiting') this.wait = state.retryInMs
    },
    onSubscribed: () => {
      this.resyncs += 1
    },
    random: () => 1,
  })

  constructor() {
    this.client.start()
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!
  }

  /** Breaks the connection, waits out the pause and returns how long it was. */
  failAndWait(): number {
    this.socket.fail()
    vi.advanceTimersByTime(this.wait)
    return this.wait
  }
}
