// Records the first seconds of the demo: the map, a crash, the way there, its queue, and the forecast.
//
//   cd web && CHROMIUM=/usr/bin/chromium npm run recording [-- http://localhost:8080]
//
// Without an address it starts a demo of its own in a fresh folder. Every frame stays for as long as it was on the screen.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const OUT = fileURLToPath(new URL('../../docs/images/first-ten-seconds.webp', import.meta.url))
const FREEFLOW = fileURLToPath(new URL('../../freeflow', import.meta.url))
const SIZE = { width: 1200, height: 750 }
const FRAME_MS = 200
const MOST_BYTES = 2_500_000
const QUALITIES = [75, 65, 55, 45, 35]

const sharp = await import('sharp').then(
  ({ default: found }) => found,
  () => {
    console.error('recording: the encoder, sharp, is not there; run npm ci in web')
    process.exit(1)
  },
)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox', '--hide-scrollbars'],
})
const page = await browser.newPage({ viewport: SIZE, bypassCSP: true })
const demo = process.argv[2] ? { address: process.argv[2], stop: () => {} } : await startDemo()
try {
  const frames = await recorded(demo.address)
  await encode(frames)
} finally {
  await browser.close()
  await demo.stop()
}

async function recorded(address) {
  await live(address)
  await page.goto(`${address}/?theme=light`)
  await page.waitForFunction(() => document.documentElement.dataset.paintedShown !== undefined, null, { timeout: 90_000 })
  await page.evaluate(drawCursor)
  const camera = await film()
  const jump = page.locator('.banner .plain')
  await newIncident()
  await page.waitForTimeout(1_500)
  await clickOn(jump, 0.5)
  await page.locator('.space-time-canvas').waitFor()
  await pointAt({ x: SIZE.width * 0.3, y: SIZE.height + 40 })
  await page.waitForTimeout(11_000)
  await clickOn(page.getByRole('slider'), 30 / 60)
  await page.waitForTimeout(5_000)
  return camera.stop()
}

/** Waits until the days behind the demo are on the map: that is when the story begins. */
async function live(address) {
  let inTime = 0
  while (inTime < 3) {
    const [{ clock, window, forecast }, truth] = await Promise.all(
      ['map', 'simulator/truth'].map(async (what) => (await fetch(`${address}/api/v1/${what}`)).json()),
    )
    const lag = (time) => Date.parse(truth.clock) - Date.parse(time)
    const known = clock.feed_time && window && forecast && lag(clock.feed_time) < 3 * 60_000
    inTime = known && lag(window.end) < 13 * 60_000 && lag(forecast.issued_at) < 13 * 60_000 ? inTime + 1 : 0
    await page.waitForTimeout(300)
  }
}

/** Waits for an incident that was not there at first; if none comes, the one that is there will do. */
async function newIncident() {
  const text = () =>
    page
      .locator('.banner p')
      .textContent({ timeout: 500 })
      .catch(() => '')
  const first = await text()
  for (let i = 0; i < 20 && (i < 3 || (await text()) === first); i++) await page.waitForTimeout(FRAME_MS)
  await page.locator('.banner').waitFor({ timeout: 60_000 })
  console.log(await text())
}

/** Keeps the newest picture of every fifth of a second in which something changed. */
async function film() {
  const client = await page.context().newCDPSession(page)
  const frames = []
  const startedMs = Date.now()
  client.on('Page.screencastFrame', ({ data, sessionId }) => {
    void client.send('Page.screencastFrameAck', { sessionId }).catch(() => {})
    const slot = Math.floor((Date.now() - startedMs) / FRAME_MS)
    const frame = { slot, png: Buffer.from(data, 'base64') }
    if (frames.at(-1)?.slot === slot) frames[frames.length - 1] = frame
    else frames.push(frame)
  })
  await client.send('Page.startScreencast', { format: 'png', maxWidth: SIZE.width, maxHeight: SIZE.height })
  return {
    async stop() {
      await client.send('Page.stopScreencast')
      const end = Math.ceil((Date.now() - startedMs) / FRAME_MS)
      return frames.map(({ slot, png }, index) => ({ png, ms: ((frames[index + 1]?.slot ?? end) - slot) * FRAME_MS }))
    },
  }
}

async function encode(frames) {
  mkdirSync(fileURLToPath(new URL('../../docs/images', import.meta.url)), { recursive: true })
  const delay = frames.map(({ ms }) => ms)
  for (const quality of QUALITIES) {
    await sharp(
      frames.map(({ png }) => png),
      { join: { animated: true }, limitInputPixels: false },
    )
      .webp({ quality, delay, loop: 0, effort: 4, minSize: true, smartSubsample: true })
      .toFile(OUT)
    if (statSync(OUT).size <= MOST_BYTES) break
  }
  const seconds = delay.reduce((sum, ms) => sum + ms, 0) / 1000
  console.log(
    `docs/images/first-ten-seconds.webp: ${frames.length} frames, ${seconds.toFixed(1)} s, ${Math.round(statSync(OUT).size / 1000)} kB`,
  )
}

/** Headless Chromium draws no pointer of its own. */
function drawCursor() {
  const cursor = document.createElement('div')
  cursor.id = 'recording-cursor'
  cursor.style.cssText =
    'position:fixed;left:0;top:0;z-index:99;width:24px;height:24px;pointer-events:none;transition:transform .8s ease-in-out;transform:translate(600px,800px)'
  cursor.innerHTML =
    '<svg viewBox="0 0 24 24"><path d="M2 1v17l4.6-4.2 3 6.7 3.2-1.4-3-6.5h6.2z" fill="#11161b" stroke="#fff" stroke-width="1.6"/></svg>'
  document.body.append(cursor)
}

async function pointAt({ x, y }) {
  await page.evaluate(
    (to) => {
      document.getElementById('recording-cursor').style.transform = `translate(${to.x}px,${to.y}px)`
    },
    { x, y },
  )
  await page.waitForTimeout(900)
}

async function clickOn(locator, share) {
  const { x, y, width, height } = await locator.boundingBox()
  await pointAt({ x: x + width * share, y: y + height / 2 })
  await page.waitForTimeout(400)
  await page.mouse.click(x + width * share, y + height / 2)
}

async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'freeflow-recording-'))
  const running = spawn(FREEFLOW, ['demo', '--port', '0', '--data-dir', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => running.once('exit', resolve))
  let said = ''
  const address = await new Promise((resolve, reject) => {
    const listen = (data) => {
      said += data
      const found = said.match(/http:\/\/localhost:\d+/)
      if (found) resolve(found[0])
    }
    running.stdout.on('data', listen)
    running.stderr.on('data', listen)
    running.once('exit', () => reject(new Error(`the demo ended:\n${said}`)))
  })
  return {
    address,
    async stop() {
      running.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
