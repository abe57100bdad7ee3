// Takes the pictures in docs/images from a running demo.
//
//   ./freeflow demo            (in another terminal; wait for its address)
//   cd web && CHROMIUM=/usr/bin/chromium npm run images [-- http://localhost:8080]
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const base = process.argv[2] ?? 'http://localhost:8080'
const folder = new URL('../../docs/images/', import.meta.url).pathname
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 360, height: 740 }

const { sensors, window: now } = await (await fetch(`${base}/api/v1/map`)).json()
const slowest = now.speed_mph.reduce((best, mph, i) => (mph !== null && mph < (now.speed_mph[best] ?? Infinity) ? i : best), 0)
const sensor = encodeURIComponent(sensors[slowest].sensor_id)
const corridor = encodeURIComponent(`${sensors[slowest].freeway}-${sensors[slowest].direction}`)

const PICTURES = [
  { name: 'map-light', query: 'theme=light', size: WIDE },
  { name: 'map-dark', query: 'theme=dark', size: WIDE },
  { name: 'map-forecast', query: 'theme=light&horizon=30', size: WIDE },
  { name: 'map-sensor', query: `theme=light&sensor=${sensor}`, size: WIDE },
  { name: 'change-road', query: `theme=light&sensor=${sensor}`, size: WIDE, click: '.change summary' },
  { name: 'space-time-light', query: `theme=light&corridor=${corridor}`, size: WIDE },
  { name: 'space-time-dark', query: `theme=dark&corridor=${corridor}&horizon=30`, size: WIDE },
  { name: 'space-time-narrow', query: `theme=light&corridor=${corridor}`, size: NARROW },
  { name: 'map-narrow', query: 'theme=light', size: NARROW },
]

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
})
for (const picture of PICTURES) {
  const page = await browser.newPage({ viewport: picture.size })
  await page.goto(`${base}/?${picture.query}`)
  await page.waitForFunction(() => document.documentElement.dataset.paintedShown !== undefined, null, { timeout: 90_000 })
  if (picture.click) await page.locator(picture.click).click()
  await page.waitForTimeout(3_000) // lets tiles and the chart settle; a picture, not a test
  await page.screenshot({ path: `${folder}${picture.name}.png` })
  console.log(`docs/images/${picture.name}.png`)
  await page.close()
}
await browser.close()
