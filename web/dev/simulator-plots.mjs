// Draws the pictures of docs/simulator.md from what the simulator writes, and says the wave speeds that it measured in them.
//
//   cd web && CHROMIUM=/usr/bin/chromium npm run simulator-plots
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const root = new URL('../../', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'freeflow-plots-'))
const ROAD = { freeway: 'I-405', direction: 'N' }

function simulate(name, ...options) {
  const file = join(folder, `${name}.csv`)
  execFileSync(join(root, 'freeflow'), ['simulate', '--without-faults', '--out', file, ...options], { stdio: 'inherit' })
  const rows = (path) => {
    const [head, ...lines] = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    return lines.map((cells) => Object.fromEntries(head.map((column, i) => [column, cells[i]])))
  }
  const sensors = new Map(rows(join(folder, `${name}.sensors.csv`)).map((sensor) => [sensor.sensor_id, sensor]))
  const readings = rows(file).map((row) => {
    const sensor = sensors.get(row.sensor_id)
    return {
      at: Date.parse(row.timestamp),
      mph: Number(row.speed_mph || Number.NaN),
      vph: Number(row.volume_vehicles_per_hour),
      lanes: Number(sensor.lanes),
      freeway: sensor.freeway,
      direction: sensor.direction,
      mile: Number(sensor.postmile_mi),
    }
  })
  return { readings, truth: JSON.parse(readFileSync(`${file}.truth.json`, 'utf8')) }
}

const onRoad = ({ readings }) => readings.filter((one) => one.freeway === ROAD.freeway && one.direction === ROAD.direction && one.mph >= 0)

/** Slope of a line through [x, y] pairs by least squares. */
function slope(points) {
  const mean = (i) => points.reduce((sum, point) => sum + point[i], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  return (
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  )
}

/** How fast a change runs upstream, in mph: from when it reached each place. */
const upstreamMph = (reached) => -slope([...reached].map(([mile, at]) => [at / 3_600_000, mile]))

const accident = simulate('accident', '--scenario', 'accident')
const crash = accident.truth.incidents[0]
const [began, cleared] = [Date.parse(crash.start), Date.parse(crash.end)]
const road = onRoad(accident)
const [stands, moves] = [new Map(), new Map()]
for (const one of road.filter((each) => each.at >= began && each.mile < crash.postmile_mi && each.mile > crash.postmile_mi - 15)) {
  if (one.mph < 15 && !stands.has(one.mile)) stands.set(one.mile, one.at)
  if (one.mph > 15 && stands.has(one.mile) && one.at >= cleared && !moves.has(one.mile)) moves.set(one.mile, one.at)
}
const [tail, front] = [upstreamMph(stands), upstreamMph(moves)]
const waves = `its tail runs upstream at ${tail.toFixed(1)} mph, its front after clearance at ${front.toFixed(1)} mph`
console.log(`The queue behind the crash: ${waves}`)

const day = onRoad(simulate('day', '--scenario', 'normal', '--from', '2026-09-15T03:00', '--for', '24h', '--period', '5m'))
const rush = simulate('rush', '--scenario', 'evening-rush', '--period', '5m').readings

const spaceTime = (title, readings, incident) => ({
  title,
  x: 'Los Angeles time',
  y: 'postmile, traffic drives upward',
  kind: 'space-time',
  points: readings.map((one) => [one.at, one.mile, one.mph]),
  incident,
})
const plots = [
  {
    name: 'simulator-fundamental',
    title: 'Flow over density: 550 stations, an evening, five-minute reports',
    x: 'density, vehicles per mile and lane',
    y: 'flow, vehicles per hour and lane',
    kind: 'scatter',
    points: rush.filter((one) => one.mph > 0).map((one) => [one.vph / one.mph / one.lanes, one.vph / one.lanes, one.mph]),
  },
  {
    name: 'simulator-incident',
    ...spaceTime(`A crash on I-405 N and its queue: ${waves}`, road, {
      mile: crash.postmile_mi,
      from: began,
      to: cleared,
    }),
  },
  { name: 'simulator-day', ...spaceTime('A Tuesday on I-405 N', day) },
]

/** Runs in the page. */
function draw(plot) {
  const canvas = document.querySelector('canvas')
  const { width, height } = canvas
  const pen = canvas.getContext('2d')
  const [left, right, top, bottom] = [70, 20, 44, 54]
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  const range = (i) =>
    plot.points.reduce(([least, most], point) => [Math.min(least, point[i]), Math.max(most, point[i])], [Infinity, -Infinity])
  const scatter = plot.kind === 'scatter'
  const [xs, ys] = scatter
    ? [
        [0, 140],
        [0, 2500],
      ]
    : [range(0), range(1)]
  const px = (x) => left + ((x - xs[0]) / (xs[1] - xs[0])) * (width - left - right)
  const py = (y) => height - bottom - ((y - ys[0]) / (ys[1] - ys[0])) * (height - top - bottom)
  const colour = (mph) => (mph < 15 ? '#8e0034' : mph < 30 ? '#e8602c' : mph < 45 ? '#f2b134' : mph < 60 ? '#5ab4e0' : '#1f6fb2')
  if (scatter) {
    pen.globalAlpha = 0.35
    for (const [x, y, mph] of plot.points) {
      pen.fillStyle = colour(mph)
      pen.fillRect(px(x) - 1, py(y) - 1, 2.5, 2.5)
    }
    pen.globalAlpha = 1
  } else {
    const miles = [...new Set(plot.points.map((point) => point[1]))].sort((one, other) => one - other)
    const times = [...new Set(plot.points.map((point) => point[0]))].sort((one, other) => one - other)
    const step = times[1] - times[0]
    for (const [x, mile, mph] of plot.points) {
      const i = miles.indexOf(mile)
      const from = i > 0 ? (mile + miles[i - 1]) / 2 : mile
      const to = i < miles.length - 1 ? (mile + miles[i + 1]) / 2 : mile
      pen.fillStyle = colour(mph)
      pen.fillRect(px(x), py(to), Math.ceil(px(x + step) - px(x)), Math.ceil(py(from) - py(to)))
    }
    if (plot.incident) {
      pen.strokeStyle = '#000'
      pen.lineWidth = 3
      pen.beginPath()
      pen.moveTo(px(plot.incident.from), py(plot.incident.mile))
      pen.lineTo(px(plot.incident.to), py(plot.incident.mile))
      pen.stroke()
      pen.lineWidth = 1
    }
  }
  pen.fillStyle = '#222'
  pen.strokeStyle = '#888'
  pen.strokeRect(left, top, width - left - right, height - top - bottom)
  pen.font = '600 16px sans-serif'
  pen.fillText(plot.title, left, 26)
  pen.font = '13px sans-serif'
  const clock = (time) =>
    new Date(time).toLocaleTimeString('en-GB', { timeZone: 'America/Los_Angeles', hour: '2-digit', minute: '2-digit' })
  const nice = (least, most) => {
    const raw = (most - least) / 7
    const size = 10 ** Math.floor(Math.log10(raw))
    return [1, 2, 5, 10].map((one) => one * size).find((one) => one >= raw)
  }
  const hour = 3_600_000
  const stepX = scatter ? nice(...xs) : xs[1] - xs[0] > 8 * hour ? 3 * hour : hour / 2
  pen.textAlign = 'center'
  for (let x = Math.ceil(xs[0] / stepX) * stepX; x <= xs[1]; x += stepX) {
    pen.fillText(scatter ? x : clock(x), px(x), height - bottom + 18)
  }
  pen.textAlign = 'left'
  pen.fillText(plot.x, left, height - 10)
  pen.textAlign = 'right'
  for (let y = Math.ceil(ys[0] / nice(...ys)) * nice(...ys); y <= ys[1]; y += nice(...ys)) {
    pen.fillText(y, left - 8, py(y) + 4)
  }
  pen.save()
  pen.translate(16, (top + height - bottom) / 2)
  pen.rotate(-Math.PI / 2)
  pen.textAlign = 'center'
  pen.fillText(plot.y, 0, 0)
  pen.restore()
  pen.textAlign = 'left'
  const classes = [
    ['60+', 65],
    ['45–60', 50],
    ['30–45', 40],
    ['15–30', 20],
    ['<15 mph', 5],
  ]
  classes.forEach(([text, mph], i) => {
    pen.fillStyle = colour(mph)
    pen.fillRect(width - right - 400 + i * 80, height - 20, 12, 12)
    pen.fillStyle = '#222'
    pen.fillText(text, width - right - 384 + i * 80, height - 10)
  })
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1100, height: 560 } })
await page.setContent('<body style="margin:0"><canvas width="1100" height="560"></canvas>')
for (const plot of plots) {
  await page.evaluate(draw, plot)
  const image = await page.locator('canvas').screenshot()
  writeFileSync(join(root, 'docs/images', `${plot.name}.png`), image)
  console.log(`docs/images/${plot.name}.png`)
}
await browser.close()
