// A development tool: serves dist/ with invented, clearly labelled traffic, so that one can look at the page without a server.
// Never part of dist. The road, the speeds and the forecast here are made up by a few sine waves.
//
//   npm run build && npm run fake-server            http://localhost:8090
//   FAKE=empty|stations|large npm run fake-server   no window yet | sensors without freeways | 10,000 sensors
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { FakeRoad } from './fake-road.mjs'

const PORT = Number(process.env.PORT ?? 8090)
const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'"

const road = new FakeRoad(process.env.FAKE ?? 'freeways')

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  response.setHeader('content-security-policy', CSP)
  if (pathname === '/api/v1/map') return json(response, 200, road.map())
  if (pathname === '/api/v1/alerts') {
    const found = searchParams.get('status') === 'resolved' ? road.alerts.resolved() : road.alerts.standing()
    return json(response, 200, { alerts: found })
  }
  if (pathname === '/api/v1/alert-rules') return json(response, 200, { rules: road.alerts.rules })
  const acts = pathname.match(/^\/api\/v1\/alerts\/([^/]+)\/acts$/)
  if (acts && request.method === 'POST') {
    const act = JSON.parse(await text(request))
    const detail = road.alerts.act(decodeURIComponent(acts[1]), act)
    return detail === null
      ? json(response, 202, { alert_id: decodeURIComponent(acts[1]), note: '', ...act })
      : json(response, 409, { type: 'about:blank', title: 'Conflict', status: 409, detail })
  }
  if (pathname === '/api/v1/simulator/truth') return json(response, 200, road.truth())
  if (pathname === '/api/v1/simulator/interventions') {
    if (request.method === 'GET') return json(response, 200, { clock: road.truth().clock, interventions: road.interventions })
    return json(response, 201, road.intervene(JSON.parse(await text(request))))
  }
  const change = pathname.match(/^\/api\/v1\/simulator\/interventions\/([^/]+)$/)
  if (change && request.method === 'DELETE') {
    const ended = road.endIntervention(change[1])
    return ended
      ? json(response, 200, ended)
      : json(response, 404, { type: 'about:blank', title: 'Not Found', status: 404, detail: 'no such change' })
  }
  const series = pathname.match(/^\/api\/v1\/sensors\/([^/]+)\/series$/)
  if (series) {
    const found = road.series(decodeURIComponent(series[1]))
    return found
      ? json(response, 200, found)
      : json(response, 404, { type: 'about:blank', title: 'Not Found', status: 404, detail: 'no such sensor' })
  }
  const corridor = pathname.match(/^\/api\/v1\/corridors\/([^/]+)\/space-time$/)
  if (corridor) {
    const found = road.spaceTime(decodeURIComponent(corridor[1]), Number(searchParams.get('hours') ?? 3))
    return found
      ? json(response, 200, found)
      : json(response, 404, { type: 'about:blank', title: 'Not Found', status: 404, detail: 'no such corridor' })
  }
  const path = normalize(pathname === '/' ? '/index.html' : pathname)
  try {
    const body = await readFile(join(DIST, path))
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})

const sockets = new WebSocketServer({ server, path: '/ws/real-time' })
sockets.on('connection', (socket) => {
  const send = (message) => socket.send(JSON.stringify(message))
  send({ type: 'welcome', connection_id: 'fake', timestamp: new Date().toISOString(), available_subscriptions: ['map'] })
  socket.on('message', (data) => {
    if (JSON.parse(data.toString()).type !== 'subscribe') return
    send({ type: 'subscription_confirmed', subscription: 'map' })
    const { sensors, ...state } = road.map()
    send({ type: 'map_update', ...state })
    socket.subscribed = sensors.length > 0
  })
})

setInterval(() => {
  const update = road.tick()
  for (const socket of sockets.clients) if (socket.subscribed) socket.send(JSON.stringify({ type: 'map_update', ...update }))
}, 1000)

server.listen(PORT, () => console.log(`fake Freeflow on http://localhost:${PORT}, invented data`))

function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
