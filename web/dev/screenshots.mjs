// A development tool: photographs the page of a running (fake) server, and fails on any console error, foreign request,
// sideways scrolling or accessibility violation (axe, contrast included).
//
//   CHROMIUM=/path/to/chromium npm run screenshots [-- http://localhost:8090]
import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import { chromium } from 'playwright-core'

const base = process.argv[2] ?? 'http://localhost:8090'
const folder = new URL('../test-results/', import.meta.url).pathname
const only = process.env.ONLY?.split(',')
const WIDE = { width: 1440, height: 900 }
const SENSOR = 'sensor=DEV_405_N_012'

const SHOTS = [
  { name: 'light', query: 'theme=light', size: WIDE },
  { name: 'dark', query: 'theme=dark', size: WIDE },
  { name: 'forecast', query: 'theme=light&horizon=30', size: WIDE },
  { name: 'sensor-light', query: `theme=light&${SENSOR}&horizon=30`, size: WIDE },
  { name: 'sensor-dark', query: `theme=dark&${SENSOR}&layer=window`, size: WIDE },
  { name: 'narrow', query: 'theme=light', size: { width: 360, height: 740 } },
  { name: 'narrow-sensor', query: `theme=dark&${SENSOR}`, size: { width: 360, height: 740 } },
  { name: 'medium', query: 'theme=dark', size: { width: 900, height: 700 } },
  { name: 'table', query: 'theme=light&view=table', size: WIDE },
  { name: 'narrow-table', query: 'theme=light&view=table', size: { width: 360, height: 740 } },
  { name: 'corridor-light', query: 'theme=light&corridor=I-405-N', size: WIDE },
  { name: 'corridor-dark', query: 'theme=dark&corridor=I-405-S&horizon=30&hours=6', size: WIDE },
  { name: 'corridor-hover', query: `theme=light&corridor=I-405-N&${SENSOR}`, size: WIDE, hover: 0.88 },
  { name: 'corridor-hover-past', query: 'theme=dark&corridor=I-10-W&units=kmh', size: WIDE, hover: 0.4 },
  { name: 'corridor-narrow', query: 'theme=light&corridor=I-405-N', size: { width: 360, height: 740 } },
  { name: 'corridor-medium', query: 'theme=dark&corridor=I-110-N', size: { width: 900, height: 700 } },
  { name: 'corridor-table', query: 'theme=light&corridor=I-110-N', size: WIDE, open: true },
  { name: 'road-sheet', query: 'theme=light', size: WIDE, key: 'r' },
  { name: 'road-sheet-narrow', query: 'theme=dark', size: { width: 360, height: 740 }, key: 'r' },
  { name: 'jumped', query: 'theme=light', size: WIDE, click: '.banner .plain' },
  { name: 'jumped-narrow', query: 'theme=dark', size: { width: 360, height: 740 }, click: '.banner .plain' },
  { name: 'change-sensor', query: `theme=dark&${SENSOR}`, size: WIDE, click: '.change summary' },
  { name: 'change-narrow', query: `theme=light&${SENSOR}`, size: { width: 360, height: 740 }, click: '.change summary' },
  { name: 'alerts-light', query: 'theme=light&alerts', size: WIDE },
  { name: 'alerts-dark', query: 'theme=dark&alerts', size: WIDE },
  { name: 'alerts-unfolded', query: 'theme=light&alerts', size: WIDE, click: '.alert .unfold' },
  { name: 'alerts-unfolded-dark', query: 'theme=dark&alerts&units=kmh', size: WIDE, click: '.alert .unfold' },
  { name: 'alerts-narrow', query: 'theme=light&alerts', size: { width: 360, height: 740 } },
  { name: 'alerts-narrow-unfolded', query: 'theme=dark&alerts', size: { width: 360, height: 740 }, click: '.alert .unfold' },
  { name: 'alerts-medium', query: 'theme=dark&alerts', size: { width: 800, height: 900 } },
  { name: 'alerts-rules', query: 'theme=light&alerts', size: WIDE, click: '.rules summary' },
  { name: 'alert-shown', query: 'theme=light&alerts', size: WIDE, click: '.alert-tools .plain:last-child' },
  { name: 'alert-shown-narrow', query: 'theme=light&alerts', size: { width: 360, height: 740 }, click: '.alert-tools .plain:last-child' },
  { name: 'alert-hover', query: 'theme=dark', size: WIDE, hoverOn: '.alert-sign[data-severity="high"]' },
  { name: 'sheet', query: 'theme=light', size: WIDE, key: '?' },
  { name: 'zoomed', query: 'theme=light', size: WIDE, wheel: 6 },
  { name: 'search', query: 'theme=light', size: WIDE, type: '405 mile 1' },
]

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
})
let problems = 0
for (const shot of SHOTS.filter(({ name }) => !only || only.includes(name))) {
  const page = await browser.newPage({ viewport: shot.size })
  const complain = (text) => {
    problems += 1
    console.log(`${shot.name}: ${text}`)
  }
  page.on(
    'console',
    (message) => ['error', 'warning'].includes(message.type()) && !/GPU stall|GL Driver/.test(message.text()) && complain(message.text()),
  )
  page.on('pageerror', (error) => complain(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(blob|data):/.test(request.url())) complain(`foreign request ${request.url()}`)
  })
  await page.goto(`${base}/?${shot.query}`)
  if (!process.env.UNPAINTED)
    await page.waitForFunction(() => document.documentElement.dataset.paintedShown !== undefined, null, { timeout: 90_000 })
  await page.waitForTimeout(800)
  if (shot.key) await page.keyboard.press(shot.key)
  if (shot.click) {
    await page.locator(shot.click).first().click()
    await page.waitForTimeout(2000)
  }
  if (shot.type) {
    await page.keyboard.press('/')
    await page.keyboard.type(shot.type)
  }
  if (shot.wheel) {
    await page.mouse.move(shot.size.width / 2, shot.size.height / 2)
    for (let i = 0; i < shot.wheel; i++) await page.mouse.wheel(0, -300)
    await page.waitForTimeout(1500)
  }
  if (shot.hoverOn) await page.locator(shot.hoverOn).first().hover({ force: true })
  if (shot.hover) {
    const box = await page.locator('.space-time-canvas').boundingBox()
    await page.mouse.move(box.x + box.width * shot.hover, box.y + box.height * 0.6)
  }
  if (shot.open) {
    await page.locator('.corridor summary').last().click()
    await page.locator('.corridor summary').last().scrollIntoViewIfNeeded()
  }
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${folder}${shot.name}.png` })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (overflow > 0) complain(`scrolls sideways by ${overflow} px`)
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const found = await globalThis.axe.run(document)
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `axe ${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
    )
  })
  for (const violation of violations) complain(violation)
  await page.close()
}
await browser.close()
console.log(problems === 0 ? 'no problems' : `${problems} problems`)
process.exitCode = problems === 0 ? 0 : 1
