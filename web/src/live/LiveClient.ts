import type { MapUpdate } from '../api/Api'

export type LiveState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'waiting'; attempt: number; retryInMs: number }
  | { kind: 'closed' }

/** The part of a WebSocket we use; tests bring their own. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: (() => void) | null
  onerror: (() => void) | null
  send(text: string): void
  close(): void
}

export interface LiveOptions {
  openSocket: () => Socket
  onUpdate: (update: MapUpdate) => void
  onState: (state: LiveState) => void
  /** Subscribed, so nothing newer can be missed any more: fetch the whole map now. */
  onSubscribed: () => void
  random?: () => number
}

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 15_000
/** The server pings every 30 s; a connection this silent is dead, whatever the browser believes. */
const SILENCE_MS = 45_000

/**
 * Keeps one subscription to channel `map` alive: answers pings, notices silence, reconnects with growing waits.
 * It never interprets a layer; it hands updates on as they come.
 */
export class LiveClient {
  private readonly options: LiveOptions
  private socket: Socket | null = null
  private attempt = 0
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private silenceTimer: ReturnType<typeof setTimeout> | undefined
  private closed = false

  constructor(options: LiveOptions) {
    this.options = options
  }

  start(): void {
    this.closed = false
    this.connect()
  }

  stop(): void {
    this.closed = true
    this.drop()
    this.options.onState({ kind: 'closed' })
  }

  /** Skips the rest of a wait, for instance because the browser is online again. */
  retryNow(): void {
    if (this.closed || this.socket) return
    clearTimeout(this.retryTimer)
    this.connect()
  }

  private connect(): void {
    this.options.onState({ kind: 'connecting' })
    const socket = this.options.openSocket()
    this.socket = socket
    socket.onopen = () => this.send({ type: 'subscribe', subscription: 'map' })
    socket.onmessage = (event) => this.receive(event.data)
    socket.onclose = () => this.lost()
    socket.onerror = () => this.lost()
    this.heard()
  }

  private receive(data: unknown): void {
    this.heard()
    const message = parse(data)
    switch (message?.type) {
      case 'ping':
        this.send({ type: 'pong' })
        break
      case 'subscription_confirmed':
        if (message.subscription !== 'map') break
        this.attempt = 0
        this.options.onState({ kind: 'live' })
        this.options.onSubscribed()
        break
      case 'map_update': {
        const { type: _, timestamp: __, ...update } = message
        this.options.onUpdate(update as MapUpdate)
        break
      }
    }
  }

  private heard(): void {
    clearTimeout(this.silenceTimer)
    this.silenceTimer = setTimeout(() => this.lost(), SILENCE_MS)
  }

  private lost(): void {
    if (!this.socket) return
    this.drop()
    this.attempt += 1
    const random = this.options.random ?? Math.random
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.attempt - 1))
    const retryInMs = Math.round(longest * (0.5 + random() / 2))
    this.retryTimer = setTimeout(() => this.connect(), retryInMs)
    this.options.onState({ kind: 'waiting', attempt: this.attempt, retryInMs })
  }

  private drop(): void {
    clearTimeout(this.retryTimer)
    clearTimeout(this.silenceTimer)
    const socket = this.socket
    this.socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null
    socket.close()
  }

  private send(message: { type: string; subscription?: string }): void {
    this.socket?.send(JSON.stringify(message))
  }
}

function parse(data: unknown): ({ type?: string } & Record<string, unknown>) | null {
  if (typeof data !== 'string') return null
  try {
    const message: unknown = JSON.parse(data)
    return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** The address of the live channel on the server this page came from. */
export function liveUrl(location: { protocol: string; host: string }): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/real-time`
}
