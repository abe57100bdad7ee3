import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { ApiError } from '../src/api/Api'
import { type FakeApi, fakeIncident, fakeSpaceTime, fakeTruth } from '../src/api/FakeApi'
import { messages } from '../src/messages'
import { open, unwire } from './openPage'

/* jsdom has no WebGL, so this is also the page of a browser that cannot draw the map. */

afterEach(unwire)

describe('the page', () => {
  test('says whose data it shows, that it is simulated, and when it is on the road', async () => {
    await open()

    expect(screen.getByText('Simulated Los Angeles, seed 7')).toBeTruthy()
    expect(screen.getByText(messages.simulated)).toBeTruthy()
    expect(screen.getByLabelText(messages.clock).textContent).toContain('Mon 23 Nov 2026 17:07 PST')
    expect(screen.getByText('60× speed')).toBeTruthy()
  })

  test('marks a replay', async () => {
    await open('', (api) => {
      api.map = { ...api.map, feed: { name: 'metr-la', kind: 'replay', label: 'METR-LA' } }
    })

    expect(screen.getByText(messages.replay)).toBeTruthy()
    expect(screen.queryByText(messages.simulated)).toBeNull()
  })

  test('without WebGL shows all sensors as a table, slowest first and missing last', async () => {
    await open('?layer=window')

    expect(screen.getByText(messages.noWebgl)).toBeTruthy()
    expect(tableRows()).toEqual(['Sensor B 41 mph', 'Sensor A 62 mph', `Sensor C ${messages.noDataLong}`])
  })

  test('a stopped road is 0, a missing value is never 0', async () => {
    await open()

    expect(tableRows()).toEqual(['Sensor C 0 mph', 'Sensor B 12 mph', 'Sensor A 58 mph'])
  })

  test('sorts by a column and back', async () => {
    await open()

    const header = screen.getByRole('columnheader', { name: /Sensor/ })
    fireEvent.click(within(header).getByRole('button'))
    fireEvent.click(within(header).getByRole('button'))

    expect(tableRows()[0]).toBe('Sensor C 0 mph')
    expect(header.getAttribute('aria-sort')).toBe('descending')
  })

  test('the slider shows the forecast and says so', async () => {
    await open()

    fireEvent.change(screen.getByRole('slider'), { target: { value: '30' } })

    expect(screen.getByText('Forecast +30 min')).toBeTruthy()
    expect(screen.getByText('Median (p50) for 17:30–17:35, issued 17:05')).toBeTruthy()
    expect(tableRows()).toEqual(['Sensor B 34 mph', 'Sensor A 54 mph', `Sensor C ${messages.noDataLong}`])
    expect(window.location.search).toBe('?horizon=30')
  })

  test('keys move the time, change the layer and open the sheet', async () => {
    await open()

    fireEvent.keyDown(document.body, { key: 'ArrowRight' })
    expect(screen.getByText('Forecast +5 min')).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'n' })
    fireEvent.keyDown(document.body, { key: 'l' })
    expect(screen.getByText('Now · closed window')).toBeTruthy()
    fireEvent.keyDown(document.body, { key: '?' })
    expect(screen.getByRole('dialog')).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('finds a sensor by keyboard', async () => {
    await open()
    const field = screen.getByRole('combobox')

    fireEvent.change(field, { target: { value: '405 b' } })
    fireEvent.keyDown(field, { key: 'Enter' })

    expect(await screen.findByRole('heading', { name: 'Sensor B' })).toBeTruthy()
  })

  test('speeds follow the chosen unit', async () => {
    await open('?units=kmh')

    expect(tableRows()[2]).toBe('Sensor A 93 km/h')
  })
})

describe('the sensor panel', () => {
  test('tells both layers apart and shows the series as a table too', async () => {
    await open('?sensor=A')

    const panel = within(screen.getByRole('complementary'))
    expect(panel.getByText('I-405 northbound · postmile 10.0 mi · 4 lanes · A')).toBeTruthy()
    expect(panel.getByText('58 mph')).toBeTruthy()
    expect(panel.getAllByText('62 mph').length).toBeGreaterThan(0)
    await panel.findByText(messages.asTable)
    expect(panel.getAllByText('55 mph').length).toBeGreaterThan(11)
    expect(panel.getAllByText(messages.noDataLong).length).toBeGreaterThan(0)
    expect(panel.queryByText('0 mph')).toBeNull()
  })

  test('loads again when a window closes, not with each reading', async () => {
    const { api, socket } = await open('?sensor=A')
    await screen.findByText(messages.asTable)

    await act(async () => socket.say({ type: 'map_update', provisional: { ...api.map.provisional, as_of: '2026-11-24T01:07:00Z' } }))
    expect(api.seriesCalls).toHaveLength(1)
    await act(async () => socket.say({ type: 'map_update', window: { ...api.map.window, end: '2026-11-24T01:10:00Z' } }))

    expect(api.seriesCalls).toHaveLength(2)
  })

  test('says when the network has no such sensor', async () => {
    await open('?sensor=Z')

    expect(screen.getByText(messages.unknownSensor('Z'))).toBeTruthy()
  })

  test('the back button closes it', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Sensor A' }))
    expect(window.location.search).toBe('?sensor=A')

    await act(async () => {
      window.history.back()
      await new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
    })

    expect(screen.queryByRole('complementary')).toBeNull()
  })
})

describe('the corridor panel', () => {
  const sentence =
    'Queue of 3.2 mi from Getty Center Dr back to Wilshire Blvd; in 30 min its end is expected at Olympic Blvd (probability 0.71)'

  test('opens from the sensor panel, says its queues, and Escape leads back to the sensor', async () => {
    const { api } = await open('?sensor=A')

    fireEvent.click(screen.getByRole('button', { name: messages.spaceTime }))

    expect(await screen.findByRole('heading', { name: 'I-405 northbound' })).toBeTruthy()
    expect(await screen.findByText(sentence)).toBeTruthy()
    expect(window.location.search).toBe('?sensor=A&corridor=I-405-N')
    expect(api.spaceTimeCalls).toEqual(['I-405-N 3'])
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(screen.getByRole('heading', { name: 'Sensor A' })).toBeTruthy()
    expect(window.location.search).toBe('?sensor=A')
  })

  test('a sensor without a freeway has no space and time', async () => {
    await open('?sensor=C')

    expect(screen.queryByRole('button', { name: messages.spaceTime })).toBeNull()
  })

  test('loads again when a window closes, and more hours when asked', async () => {
    const { api, socket } = await open('?corridor=I-405-N')
    await screen.findByText(sentence)

    await act(async () => socket.say({ type: 'map_update', window: { ...api.map.window, end: '2026-11-24T01:10:00Z' } }))
    fireEvent.change(screen.getByLabelText(messages.lastHours), { target: { value: '12' } })

    expect(api.spaceTimeCalls).toEqual(['I-405-N 3', 'I-405-N 3', 'I-405-N 12'])
    expect(window.location.search).toBe('?corridor=I-405-N&hours=12')
    expect(await screen.findByText(sentence)).toBeTruthy()
  })

  test('arrow keys read cells out and leave the slider alone; Enter opens the station', async () => {
    const { store } = await open('?corridor=I-405-N')
    await screen.findByText(sentence)
    const diagram = screen.getByRole('application')

    fireEvent.keyDown(diagram, { key: 'ArrowLeft' })
    fireEvent.keyDown(diagram, { key: 'ArrowDown' })
    fireEvent.keyDown(diagram, { key: 'ArrowDown' })
    fireEvent.keyDown(diagram, { key: 'ArrowRight' })

    expect(screen.getByRole('status').textContent).toBe(
      '17:05–17:10 (+5 min). Olympic Blvd, postmile 30.0. Forecast 28 mph. 90 % interval 15 mph – 45 mph. Below 30 mph: probability 0.71',
    )
    expect(store.state().view.horizon).toBe(0)
    fireEvent.keyDown(diagram, { key: 'Enter' })
    expect(screen.getByRole('heading', { name: 'Sensor A' })).toBeTruthy()
  })

  test('the same is a table', async () => {
    await open('?corridor=I-405-N')
    const summary = await screen.findByText(messages.asTable)

    const details = summary.closest('details')!
    details.open = true
    fireEvent(details, new Event('toggle'))

    const table = within(details).getByRole('table')
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map((header) => header.textContent),
    ).toEqual(['Getty Center Dr', 'Wilshire Blvd', 'Olympic Blvd'])
    expect(within(table).getAllByText('0 mph')).toHaveLength(1)
    expect(within(table).getAllByText(messages.noDataLong)).toHaveLength(13)
  })

  test('says when there is no queue, no window, and no such corridor', async () => {
    const { api, store } = await open('?corridor=I-405-N', (fake) => {
      fake.spaceTime = { ...fakeSpaceTime(), queues: [] }
    })
    expect(await screen.findByText(messages.noQueue('30 mph'))).toBeTruthy()

    api.spaceTime = { ...fakeSpaceTime(), windows: null, forecast: null, queues: [] }
    act(() => store.dispatch({ type: 'hours-set', hours: 6 }))
    expect(await screen.findByText(messages.noCorridorWindows)).toBeTruthy()

    act(() => store.dispatch({ type: 'corridor-chosen', corridorId: 'I-5-N' }))
    expect(screen.getByText(messages.unknownCorridor('I-5-N'))).toBeTruthy()
  })

  test('a failure is said, and one can try again', async () => {
    const { api } = await open('?corridor=I-405-N', (fake) => {
      fake.spaceTime = new ApiError(503, 'database is down')
    })
    expect(await screen.findByText(/database is down/)).toBeTruthy()

    api.spaceTime = fakeSpaceTime()
    fireEvent.click(screen.getByRole('button', { name: messages.tryAgain }))

    expect(await screen.findByText(sentence)).toBeTruthy()
  })

  test('S opens the slowest corridor and closes it again', async () => {
    await open()

    fireEvent.keyDown(document.body, { key: 's' })
    expect(window.location.search).toBe('?corridor=I-405-N')
    fireEvent.keyDown(document.body, { key: 's' })
    expect(window.location.search).toBe('')
  })
})

describe('the simulated road', () => {
  const crash = 'Simulated crash on I-405 N at Sensor B: 3 of 5 lanes blocked since 16:42'
  const withCrash = (api: FakeApi) => {
    api.truth = fakeTruth(fakeIncident())
  }

  test('has one banner for its newest incident, which leads to the place', async () => {
    const { store } = await open('', withCrash)

    expect(screen.getAllByText(crash).map((element) => element.getAttribute('aria-live'))).toEqual(['polite', null])
    fireEvent.click(screen.getByRole('button', { name: messages.jump }))

    expect(await screen.findByRole('heading', { name: 'I-405 northbound' })).toBeTruthy()
    expect(store.state().spot?.position).toEqual([-118.25, 34.025])
    expect(await screen.findByRole('list', { name: messages.incidentsHere })).toBeTruthy()
  })

  test('an incident that was dismissed stays so while the tab is open, another one does not', async () => {
    await open('', withCrash)
    fireEvent.click(screen.getByRole('button', { name: messages.dismiss }))
    expect(screen.queryByText(crash)).toBeNull()
    unwire()
    cleanup()

    await open('', (api) => {
      api.truth = fakeTruth(fakeIncident(), fakeIncident({ starts: '2026-11-24T00:40:00Z', lanes_blocked: 1 }))
    })

    expect(screen.queryByText(crash)).toBeNull()
    expect(screen.getByRole('region', { name: messages.simulatedIncident }).textContent).toContain('1 of 5 lanes blocked since 16:40')
  })

  test('a road that is not simulated is asked once, and has neither banner, menu nor form', async () => {
    const { api } = await open('?sensor=A', (fake) => {
      fake.truth = new ApiError(404, 'this road is not simulated: nobody can change it here')
    })

    expect(api.truthCalls).toBe(1)
    expect(screen.queryByRole('button', { name: messages.road })).toBeNull()
    expect(screen.queryByText(messages.changeRoad)).toBeNull()
    expect(screen.queryByText(messages.legendIncident)).toBeNull()
  })

  test('a replay is not asked', async () => {
    const { api } = await open('', (fake) => {
      fake.map = { ...fake.map, feed: { name: 'metr-la', kind: 'replay', label: 'METR-LA' } }
    })

    expect(api.truthCalls).toBe(0)
  })

  test('nothing is news while the past is being made up for', async () => {
    const { api } = await open('', (fake) => {
      fake.truth = { ...fakeTruth(fakeIncident()), clock: '2026-11-24T05:00:00Z' }
    })
    expect(screen.queryByText(crash)).toBeNull()

    withCrash(api)

    expect(await screen.findByText(crash, { selector: '.banner p' }, { timeout: 3000 })).toBeTruthy()
  })

  test('a simulator that fails is no trouble', async () => {
    await open('', (api) => {
      api.truth = new ApiError(503, 'the simulator is down')
    })

    expect(tableRows()).toHaveLength(3)
    expect(screen.queryByText(/the simulator is down/)).toBeNull()
  })

  test('lanes are closed at a sensor, listed, and opened with one click', async () => {
    const { api } = await open('?sensor=A')
    fireEvent.click(screen.getByText(messages.changeRoad))
    const form = within(screen.getByRole('form', { name: messages.closeLanes }))

    fireEvent.change(form.getByLabelText(messages.as), { target: { value: 'lane_closure' } })
    fireEvent.change(form.getByLabelText(messages.lanes), { target: { value: '4' } })
    fireEvent.change(form.getByLabelText(messages.minutes), { target: { value: '60' } })
    fireEvent.click(form.getByRole('button', { name: messages.closeLanes }))

    expect(await form.findByText(messages.afterLanes)).toBeTruthy()
    expect(api.requests).toEqual([
      { kind: 'incident', incident_kind: 'lane_closure', sensor_id: 'A', lanes_blocked: 4, duration_minutes: 60 },
    ])
    const done = within(screen.getByRole('region', { name: messages.doneToRoad }))
    fireEvent.click(await done.findByRole('button', { name: /^End it: Lane closure on I-405 N at Sensor A/ }))
    expect(await done.findByText(messages.nothingDone)).toBeTruthy()
    expect(done.getByText(messages.afterEnd)).toBeTruthy()
  })

  test('a refusal is said in the server’s words', async () => {
    const { api } = await open('?sensor=A', (fake) => {
      fake.refusal = new ApiError(400, 'a simulation takes at most 1000 changes, and has them')
    })

    fireEvent.click(within(screen.getByRole('form', { name: messages.breakDetector })).getByRole('button'))

    expect((await screen.findByRole('alert')).textContent).toContain('a simulation takes at most 1000 changes, and has them')
    expect(api.requests).toEqual([{ kind: 'sensor_fault', fault: 'stuck', sensor_id: 'A', lane: 1, duration_minutes: 60 }])
  })

  test('lanes are closed at any station of a corridor', async () => {
    const { api } = await open('?corridor=I-405-N')
    await screen.findByText(messages.asTable)

    fireEvent.change(screen.getByLabelText(messages.atStation), { target: { value: 'B' } })
    fireEvent.click(screen.getByRole('button', { name: messages.closeLanes }))

    await screen.findByText(messages.afterLanes)
    expect(api.requests[0]).toMatchObject({ kind: 'incident', sensor_id: 'B', lanes_blocked: 2 })
  })

  test('the menu changes the whole city, and tells what happens in it', async () => {
    const { api } = await open('', withCrash)

    fireEvent.keyDown(document.body, { key: 'r' })
    const menu = within(screen.getByRole('dialog'))
    fireEvent.change(menu.getByRole('slider'), { target: { value: '1.6' } })
    fireEvent.click(menu.getByRole('button', { name: messages.changeDemand }))
    await menu.findByText(messages.afterDemand)
    fireEvent.change(menu.getByLabelText(messages.howMuch), { target: { value: 'heavy' } })
    fireEvent.click(menu.getByRole('button', { name: messages.letItRain }))
    await menu.findByText(messages.afterRain)

    expect(api.requests).toEqual([
      { kind: 'demand', factor: 1.6, duration_minutes: 120 },
      { kind: 'rain', rain: 'heavy', duration_minutes: 60 },
    ])
    expect(menu.getByRole('region', { name: messages.happensNow(1) }).textContent).toContain(crash)
    expect(menu.getByText('Demand ×1.6 in the whole city, 17:07–19:07')).toBeTruthy()
    fireEvent.click(menu.getByRole('button', { name: messages.jump }))
    expect(await screen.findByRole('heading', { name: 'I-405 northbound' })).toBeTruthy()
  })

  test.each(['?sensor=A', '?corridor=I-405-N'])(
    'axe finds nothing at "%s" with a banner and open forms',
    async (query) => {
      await open(query, withCrash)
      await screen.findByText(messages.asTable)
      document.querySelector<HTMLDetailsElement>('details.change')!.open = true

      const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    },
    20_000,
  )
})

describe('states', () => {
  test('waits for the first window', async () => {
    await open('', (api) => {
      api.map = { ...api.map, window: null, provisional: null, forecast: null }
    })

    expect(screen.getAllByText(messages.waiting).length).toBeGreaterThan(0)
  })

  test('says that there is no forecast yet instead of showing now', async () => {
    await open('?horizon=15', (api) => {
      api.map = { ...api.map, forecast: null }
    })

    expect(screen.getAllByText(messages.noForecast).length).toBeGreaterThan(0)
  })

  test('an unreachable server is said, and one can try again', async () => {
    const { api } = await open('', (fake) => {
      fake.failure = new ApiError(503, 'database is down')
    })
    expect(screen.getByText('database is down')).toBeTruthy()

    api.failure = null
    fireEvent.click(screen.getByRole('button', { name: messages.tryAgain }))

    expect(await screen.findByText('Simulated Los Angeles, seed 7')).toBeTruthy()
  })

  test('a lost connection is said', async () => {
    const { socket } = await open()

    act(() => socket.onclose?.())

    expect(screen.getAllByText(/Connection lost/).length).toBeGreaterThan(0)
  })

  test('a change of network fetches the map anew', async () => {
    const { api, socket } = await open()
    const calls = api.mapCalls
    api.map = { ...api.map, network_version: 'v2' }

    await act(async () => socket.say({ type: 'map_update', network_version: 'v2' }))

    expect(api.mapCalls).toBe(calls + 1)
  })

  test('the document says what was painted', async () => {
    await open('?layer=window')

    await waitFor(() => expect(document.documentElement.dataset.paintedShown).toBe('window'))
    expect(document.documentElement.dataset.paintedWindow).toBe('2026-11-24T01:05:00Z')
    expect(document.documentElement.dataset.paintedForecast).toBe('2026-11-24T01:05:00Z')
  })
})

describe('accessibility', () => {
  test.each(['', '?sensor=A', '?corridor=I-405-N', '?horizon=30&theme=dark'])('axe finds nothing at "%s"', async (query) => {
    await open(query)
    if (/sensor|corridor/.test(query)) await screen.findByText(messages.asTable)

    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  })
})

function tableRows(): string[] {
  const table = screen.getByRole('table', { name: messages.tableCaption(3) })
  return within(table)
    .getAllByRole('rowheader')
    .map((header) => `${header.textContent} ${header.closest('tr')?.lastElementChild?.textContent}`)
}
