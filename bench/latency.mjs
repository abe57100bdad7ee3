// From a reading to the map's pixels: starts the simulated demo at about 1,000 readings a second, looks at the map in
// headless Chromium, and says how long after a reading was sent the provisional layer that holds it was painted, and how
// long after the mark that closes a window was sent that window was painted. Needs a built Freeflow and web/node_modules.
//
//   CHROMIUM=/usr/bin/chromium node bench/latency.mjs [seconds]
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const { chromium } = createRequire(join(root, 'web/package.json'))('playwright-core')
const seconds = Number(process.argv[2] ?? 60)
const SPEEDUP = 55 // 550 stations every 30 s: 1,008 readings a second
const folder = join(mkdtempSync(join(tmpdir(), 'freeflow-')), 'data')

const demo = spawn(join(root, 'freeflow'), ['demo', '--port', '0', '--speedup', String(SPEEDUP), '--data-dir', folder], {
  env: { ...process.env, FREEFLOW_JAVA_OPTS: '-Dfreeflow.log.feed=DEBUG' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const address = await new Promise((resolve) => {
  demo.stdout.on('data', (text) => {
    const found = /http:\/\/localhost:\d+/.exec(String(text))
    if (found) resolve(found[0])
  })
})

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
})
const page = await browser.newPage({ viewport: { width: 1024, height: 700 } })
await page.goto(address)
await page.waitForFunction(() => document.documentElement.dataset.paintedWindow !== undefined, null, { timeout: 120_000 })
await page.evaluate(() => {
  window.paints = []
  const data = document.documentElement.dataset
  new MutationObserver(() => window.paints.push([Date.now(), data.paintedProvisional, data.paintedWindow])).observe(
    document.documentElement,
    { attributes: true },
  )
})
await page.waitForTimeout(40_000) // the demo's 48 hours of history are worked off first, and compilers warm up
const from = Date.now()
await page.waitForTimeout(seconds * 1000)
const paints = await page.evaluate(() => window.paints)
await browser.close()
demo.kill('SIGTERM')
await new Promise((resolve) => demo.on('exit', resolve))

const sent = readFileSync(join(folder, 'logs/freeflow.log'), 'utf8')
  .split('\n')
  .map((line) => /^(\S+) DEBUG .*sending what is complete until (\S+)/.exec(line))
  .filter((found) => found)
  .map(([, at, until]) => ({ at: Date.parse(at), until: Date.parse(until) }))
  .filter(({ at }) => at >= from && at < from + seconds * 1000 - 5_000)

const delays = (events, column) =>
  events
    .map(({ at, until }) => (paints.find((paint) => Date.parse(paint[column]) >= until)?.[0] ?? Number.POSITIVE_INFINITY) - at)
    .sort((one, other) => one - other)
const say = (name, all) => {
  const at = (share) => all[Math.min(all.length - 1, Math.floor(share * all.length))]
  console.log(`${name.padEnd(44)} n ${all.length}  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms  max ${all.at(-1)} ms`)
}
say('reading sent to provisional layer painted', delays(sent, 1))
say('mark sent to closed window painted', delays(sent.filter(({ until }) => until % 300_000 === 0), 2))
