import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Alert, ApiError } from '../src/api/Api'
import { type FakeApi, fakeAlert, fakeIncident, fakeMap, fakeRule, fakeSensor, fakeTruth } from '../src/api/FakeApi'
import { HttpApi } from '../src/api/HttpApi'
import { signsOfAlerts } from '../src/layers/alerts'
import { corridorsOf, stretchOf } from '../src/layers/corridors'
import { asideOf } from '../src/layers/signs'
import { messages } from '../src/messages'
import { alertTitle, figuresText, outlookText, ruleText, statusText } from '../src/panels/alertText'
import { actionOf } from '../src/panels/useKeyboard'
import type { Action } from '../src/state/actions'
import { newsAlert, newsKeyOf, noticeOf, spotOfAlert, worstFirst } from '../src/state/alerts'
import { defaultView, initialState, type State } from '../src/state/model'
import { reduce } from '../src/state/reduce'
import { isNewPlace, queryOf, viewOf } from '../src/state/view'
import { open, unwire } from './openPage'

const TITLE = 'Unexpected queue on I-405 N at Getty Center Dr'
const NOW_MS = Date.parse('2026-11-24T01:07:00Z')
const ZONE = 'America/Los_Angeles'
const ack = { kind: 'acknowledge', by: 'ann' } as const
const ackEntry = { at: '2026-11-24T01:06:00Z', what: 'acknowledged', by: 'ann', note: '' } as const
const acked = fakeAlert({ status: 'acknowledged', log: [...fakeAlert().log, ackEntry] })
const ahead = fakeAlert({
  alert_id: 'ahead',
  alert_type: 'congestion_prediction',
  rule_name: 'Queue ahead',
  severity: 'low',
  probability: 0.78,
})
const silent = fakeAlert({ alert_id: 'silent', alert_type: 'system_anomaly', rule_name: null, severity: 'medium', silent_percent: 61.5 })

afterEach(() => {
  unwire()
  vi.unstubAllGlobals()
})

describe('in words', () => {
  test('a queue is said with its place, its figures and how it goes on, in the chosen units', () => {
    expect(alertTitle(fakeAlert())).toBe(TITLE)
    expect(figuresText(fakeAlert(), 'mph')).toBe('1.0 mi · slowest 12 mph · 4\u00a0min delay')
    expect(figuresText(fakeAlert(), 'kmh')).toBe('1.6 km · slowest 19 km/h · 4\u00a0min delay')
    expect(figuresText(fakeAlert({ slowest_mph: null, delay_minutes: null }), 'mph')).toBe('1.0 mi')
    expect(outlookText(fakeAlert(), 'mph')).toBe('In 30 min 2.4 mi, probability 0.71')
    expect(outlookText(fakeAlert({ outlook: { horizon_minutes: 30, length_mi: 0, probability: 0.2 } }), 'mph')).toBe(
      'In 30 min expected to be gone; a station below 30 mph: probability ≤\u00a00.20',
    )
    expect(outlookText(fakeAlert({ outlook: null }), 'mph')).toBe(messages.outlookUnknown)
  })

  test('a forecast says that it is one; silence says how much; a station nobody knows has its postmile', () => {
    expect(outlookText(ahead, 'mph')).toBe('Forecast, not there yet: probability at least 0.78 at each of its stations')
    expect(alertTitle(silent)).toBe('Silent detectors on I-405 N')
    expect(figuresText(silent, 'mph')).toBe('62 % of its detectors are silent')
    expect(alertTitle(fakeAlert({ head: { ...fakeAlert().head, name: null } }))).toBe('Unexpected queue on I-405 N at postmile 11.0')
  })

  test.each<[string, Partial<Alert>]>([
    ['open for 12 min · nobody has it', {}],
    ['open for 12 min · ann has it since 17:06', acked],
    [
      'over at 17:05 after 10 min',
      { status: 'resolved', log: [{ at: '2026-11-24T01:05:00Z', what: 'resolved', by: 'freeflow', note: '' }] },
    ],
    [
      'resolved at 17:05 by ann after 10 min',
      { status: 'resolved', log: [{ at: '2026-11-24T01:05:00Z', what: 'resolved', by: 'ann', note: '' }] },
    ],
  ])('its status is «%s»', (text, change) => {
    expect(statusText(fakeAlert(change), ZONE, NOW_MS)).toBe(text)
  })

  test('rules are sentences', () => {
    expect(ruleText(fakeRule({ escalation: { at_mi: 2, severity: 'high' } }), 'mph')).toBe(
      'A queue of at least 0.3 mi, slower than was forecast at 50 % of its stations, for 5 min, high from 2.0 mi on',
    )
    const when = { kind: 'queue_ahead', horizon_minutes: 30, probability: 0.7, at_least_mi: 1 } as const
    expect(ruleText(fakeRule({ when, corridors: ['I-5-S'], quiet_hours: { from: '22:00', to: '05:30' } }), 'kmh')).toBe(
      'A queue of at least 1.6 km forecast for 30 min ahead with a probability of at least 0.70, for 5 min, only on I-5 S, not from 22:00 to 05:30',
    )
    expect(ruleText(fakeRule({ when: { kind: 'silence', share: 0.5 }, holds_minutes: 10 }), 'mph')).toBe(
      'At least 50 % of a corridor’s detectors are silent, for 10 min',
    )
  })
})

describe('the state', () => {
  test('alerts are a layer like the others', () => {
    const before = loaded(fakeAlert())

    expect(reduce(before, { type: 'map-updated', update: {}, atMs: 2 }).road?.alerts).toBe(before.road?.alerts)
    expect(standing(before, acked).road?.alerts).toEqual([acked])
    expect(standing(before).road?.alerts).toEqual([])
  })

  test('what came live while the map was on its way is not undone by it', () => {
    const late = standing(reduce(loaded(), { type: 'map-requested' }), fakeAlert())

    expect(reduce(late, { type: 'map-loaded', map: fakeMap(), atMs: 3 }).road?.alerts).toHaveLength(1)
  })

  test('an act is under way until the alert shows it, whichever answer comes first', () => {
    const wished = reduce(loaded(fakeAlert()), { type: 'act-wished', alertId: fakeAlert().alert_id, act: ack })
    const sent = reduce(wished, { type: 'act-taken', alertId: fakeAlert().alert_id, act: ack })

    expect(sent.acts.get(fakeAlert().alert_id)?.kind).toBe('sent')
    expect(standing(sent, fakeAlert()).acts.size).toBe(1)
    expect(standing(sent, acked).acts.size).toBe(0)
    expect(standing(sent).acts.size).toBe(0)
    expect(reduce(standing(wished, acked), { type: 'act-taken', alertId: fakeAlert().alert_id, act: ack }).acts.size).toBe(0)
  })

  test('somebody else’s act is not ours', () => {
    const wished = reduce(loaded(fakeAlert()), { type: 'act-wished', alertId: fakeAlert().alert_id, act: { ...ack, by: 'bob' } })

    expect(standing(wished, acked).acts.size).toBe(1)
  })

  test('a refusal stays to be read, also when the alert stands no more', () => {
    const wished = reduce(loaded(fakeAlert()), { type: 'act-wished', alertId: fakeAlert().alert_id, act: ack })
    const refused = reduce(wished, { type: 'act-refused', alertId: fakeAlert().alert_id, act: ack, detail: 'resolved since 01:06' })

    expect(standing(refused).acts.get(fakeAlert().alert_id)).toMatchObject({ kind: 'refused', detail: 'resolved since 01:06' })
  })

  test('the inbox lies under a corridor and over a sensor; keys and Escape go through them', () => {
    const all = [
      { type: 'sensor-chosen', sensorId: 'A' },
      { type: 'inbox-opened', alertId: 'x' },
      { type: 'spot-shown', spot: spotOfAlert(fakeAlert()) },
    ] satisfies Action[]
    const shown = all.reduce<State>(reduce, loaded(fakeAlert()))
    const back = reduce(shown, { type: 'escaped' })

    expect(shown.view).toMatchObject({ corridorId: 'I-405-N', inbox: true, sensorId: 'A' })
    expect(shown.spot?.position).toEqual([-118.25, 34.02])
    expect(back.view).toMatchObject({ corridorId: null, inbox: true, alertId: 'x' })
    expect(reduce(back, { type: 'escaped' }).view).toMatchObject({ inbox: false, alertId: null, sensorId: 'A' })
    expect(actionOf('A', shown)).toEqual({ type: 'inbox-toggled' })
    expect(reduce(shown, { type: 'inbox-toggled' }).view).toMatchObject({ corridorId: null, inbox: true })
    expect(reduce(back, { type: 'sensor-chosen', sensorId: 'B' }).view.inbox).toBe(false)
  })

  test('an address opens the inbox, and an alert in it; opening is a step back can undo, unfolding is not', () => {
    const inbox = { ...defaultView, inbox: true }

    expect(queryOf(inbox)).toBe('?alerts')
    expect(queryOf({ ...inbox, units: 'kmh' })).toBe('?alerts&units=kmh')
    expect(viewOf('?alerts')).toEqual(inbox)
    expect(viewOf(queryOf({ ...inbox, alertId: 'A1' }))).toEqual({ ...inbox, alertId: 'A1' })
    expect(isNewPlace(defaultView, inbox)).toBe(true)
    expect(isNewPlace(inbox, { ...inbox, alertId: 'A1' })).toBe(false)
  })

  test('silent detectors are shown as a whole corridor', () => {
    expect(spotOfAlert(silent).position).toBeNull()
  })
})

describe('what is news', () => {
  test('is high, open, young and not dismissed; becoming worse makes it news again', () => {
    const old = fakeAlert({ opened_at: '2026-11-24T00:30:00Z' })
    const worse = { ...old, log: [{ at: '2026-11-24T01:05:00Z', what: 'escalated', by: 'freeflow', note: '' } as const] }
    const news = (alert: Alert, dismissed: string[] = []) => newsAlert([alert], NOW_MS, new Set(dismissed)) !== null

    expect([news(fakeAlert()), news(fakeAlert({ severity: 'medium' })), news(acked), news(old), news(worse)]).toEqual([
      true,
      false,
      false,
      false,
      true,
    ])
    expect(news(fakeAlert(), [newsKeyOf(fakeAlert())])).toBe(false)
    expect(news(fakeAlert({ severity: 'critical' }), [newsKeyOf(fakeAlert())])).toBe(true)
  })

  test.each<[string, boolean, Partial<Alert>]>([
    ['behind it', true, {}],
    ['whose queue has grown past it', true, { head: { ...fakeAlert().head, postmile_mi: 15 } }],
    ['downstream of it', false, { tail: { ...fakeAlert().tail, postmile_mi: 12 }, head: { ...fakeAlert().head, postmile_mi: 13 } }],
    ['far upstream', false, { head: { ...fakeAlert().head, postmile_mi: 8 }, tail: { ...fakeAlert().tail, postmile_mi: 7 } }],
    ['of the other direction', false, { corridor_id: 'I-405-S' }],
    ['that stood before', false, { opened_at: '2026-11-24T00:41:00Z' }],
    ['that is a forecast', false, { alert_type: 'congestion_prediction' }],
  ])('an incident is noticed by an alert %s: %s', (_, noticed, change) => {
    expect(noticeOf(fakeIncident(), [fakeAlert(change)]) !== null).toBe(noticed)
  })

  test('southbound, upstream is where postmiles are higher', () => {
    const incident = fakeIncident({ direction: 'S', postmile_mi: 9.5 })
    const alert = fakeAlert({ corridor_id: 'I-405-S', head: fakeAlert().tail, tail: fakeAlert().head })

    expect(noticeOf(incident, [alert])).toBe(alert)
    expect(noticeOf({ ...incident, postmile_mi: 14 }, [alert])).toBeNull()
  })
})

describe('on the map', () => {
  const sensors = ['A', 'B', 'C', 'D'].map((id, i) => fakeSensor(id, { postmile_mi: 10 + i, latitude: 34 + i * 0.02 }))

  test('a stretch runs from the tail’s piece to the head’s', () => {
    const latitudes = stretchOf(corridorsOf(sensors)[0]!, sensors, 'B', 'C').map(([, latitude]) => Number(latitude.toFixed(3)))

    expect([Math.min(...latitudes), Math.max(...latitudes)]).toEqual([34.01, 34.05])
    expect(stretchOf(corridorsOf(sensors)[0]!, sensors, 'B', 'Z')).toEqual([])
  })

  test.each<['N' | 'S', [number, number]]>([
    ['N', [18, 22]],
    ['S', [-18, -22]],
  ])('a sign stands to the right of travel and behind its head, going %s', (direction, expected) => {
    const same = sensors.map((sensor) => ({ ...sensor, direction }))

    expect(asideOf(same, `I-405-${direction}`, 11, 18, 22).map(Math.round)).toEqual(expected)
  })

  test('alerts with the same head are one sign, the worst; without a place there is none', () => {
    const worse = fakeAlert({ alert_id: 'worse', severity: 'critical' })
    const nowhere = fakeAlert({ alert_id: 'n', head: { ...fakeAlert().head, sensor_id: 'gone', latitude: null, longitude: null } })
    const chosen: string[] = []
    const signs = signsOfAlerts(
      [fakeAlert(), worse, nowhere],
      sensors,
      (alert, others) => `${alert.alert_id} +${others}`,
      fakeAlert().alert_id,
      ({ alert_id }) => chosen.push(alert_id),
    )

    expect(signs.map(({ text, data }) => [text, data])).toEqual([['worse +1', { severity: 'critical', status: 'open', marked: '' }]])
    signs[0]!.onChoose()
    expect(chosen).toEqual(['worse'])
  })
})

describe('the page', () => {
  const withAlerts =
    (...alerts: Alert[]) =>
    (api: FakeApi) => {
      api.map = { ...api.map, alerts }
    }

  test('the bell counts what nobody has, and opens the inbox with the worst first', async () => {
    await open('', withAlerts(ahead, fakeAlert({ alert_id: 'b', severity: 'critical', corridor_id: 'I-5-S' }), acked))

    fireEvent.click(screen.getByRole('button', { name: 'Alerts: 2 open, the worst critical' }))

    expect(window.location.search).toBe('?alerts')
    const titles = within(screen.getByRole('region', { name: messages.standing(3) })).getAllByRole('heading', { level: 4 })
    expect(titles.map((title) => title.textContent)).toEqual([
      'Unexpected queue on I-5 S at I-405 N at Getty Center Dr',
      TITLE,
      'Queue ahead on I-405 N at Getty Center Dr',
    ])
    fireEvent.keyDown(document.body, { key: 'a' })
    expect(screen.queryByRole('complementary')).toBeNull()
    expect(screen.getByRole('button', { name: 'Alerts: 2 open, the worst critical' })).toBeTruthy()
  })

  test('without alerts nothing asks for anybody, and the rules say what would', async () => {
    await open('?alerts')

    expect(screen.getByText(messages.nothingAsks)).toBeTruthy()
    expect(screen.getByRole('button', { name: messages.alertsNoneOpen })).toBeTruthy()
    expect(await screen.findByText(/^A queue of at least 0.3 mi/)).toBeTruthy()
    expect(await screen.findByText(messages.noneResolved)).toBeTruthy()
  })

  test('an alert that opens is announced, one that stood is not', async () => {
    const { socket } = await open('', withAlerts(ahead))
    expect(screen.queryByText(messages.alertsOpened(1, alertTitle(ahead)))).toBeNull()

    await act(async () => socket.say({ type: 'map_update', alerts: [fakeAlert(), ahead] }))

    expect(screen.getByText(messages.alertsOpened(1, TITLE)).getAttribute('aria-live')).toBe('polite')
  })

  test('what opens in a past that is made up for is not announced', async () => {
    const { socket } = await open('', (api) => {
      api.truth = { ...fakeTruth(), clock: '2026-11-24T05:00:00Z' }
    })

    await act(async () => socket.say({ type: 'map_update', alerts: [fakeAlert()] }))

    expect(screen.queryByText(messages.alertsOpened(1, TITLE))).toBeNull()
  })

  test('unfolds what to do and what happened; notes go out in one’s name, which is remembered', async () => {
    const { api, socket } = await open('?alerts', withAlerts(fakeAlert()))

    fireEvent.click(screen.getByRole('button', { name: TITLE }))
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toContain('Look at the cameras.')
    expect(screen.getByText('16:55')).toBeTruthy()
    fireEvent.change(screen.getByLabelText(messages.yourName), { target: { value: 'ann' } })
    fireEvent.change(screen.getByLabelText(messages.note), { target: { value: ' on its way ' } })
    await act(async () => fireEvent.click(screen.getByRole('button', { name: messages.addNote })))

    expect(api.acts).toEqual([{ alertId: fakeAlert().alert_id, act: { kind: 'note', by: 'ann', note: 'on its way' } }])
    expect(localStorage.getItem('freeflow-name')).toBe('ann')
    expect(screen.getByText(messages.actSent)).toBeTruthy()
    const noted = { at: '2026-11-24T01:07:00Z', what: 'noted', by: 'ann', note: 'on its way' }
    await act(async () => socket.say({ type: 'map_update', alerts: [{ ...fakeAlert(), log: [...fakeAlert().log, noted] }] }))
    expect(screen.queryByText(messages.actSent)).toBeNull()
    expect(screen.getByText('noted by ann: on its way')).toBeTruthy()
  })

  test('keys in a note stay in it', async () => {
    await open(`?alerts=${fakeAlert().alert_id}`, withAlerts(fakeAlert()))

    fireEvent.keyDown(screen.getByLabelText(messages.yourName), { key: 'a' })
    fireEvent.keyDown(screen.getByLabelText(messages.note), { key: 'a' })

    expect(screen.getByLabelText(messages.note)).toBeTruthy()
  })

  test('acknowledged from its row; without a name by the operator; a refusal is in the server’s words', async () => {
    const { api } = await open('?alerts', (fake) => {
      withAlerts(fakeAlert())(fake)
      fake.refusal = new ApiError(409, 'the alert is resolved since 2026-11-24T01:06:00Z')
    })

    await act(async () => fireEvent.click(screen.getByRole('button', { name: messages.acknowledgeThis(TITLE) })))

    expect(api.acts[0]?.act).toEqual({ kind: 'acknowledge', by: 'operator' })
    expect(screen.getByRole('alert').textContent).toContain('the alert is resolved since 2026-11-24T01:06:00Z')
    expect(screen.getByRole('button', { name: messages.acknowledgeThis(TITLE) })).toHaveProperty('disabled', false)
  })

  test('shows the place on the map and the corridor, which tells the alert too; back leads to the inbox', async () => {
    const { api, store } = await open('?alerts', withAlerts(fakeAlert()))

    fireEvent.click(screen.getByRole('button', { name: messages.showThis(TITLE) }))

    expect(await screen.findByRole('heading', { name: 'I-405 northbound' })).toBeTruthy()
    expect(store.state().spot).toMatchObject({ key: fakeAlert().alert_id, position: [-118.25, 34.02] })
    const here = within(await screen.findByRole('region', { name: messages.alertsHere }))
    await act(async () => fireEvent.click(here.getByRole('button', { name: messages.acknowledgeThis(TITLE) })))
    expect(api.acts).toHaveLength(1)
    expect(here.getByText(messages.actSent)).toBeTruthy()
    await act(async () => {
      window.history.back()
      await new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
    })
    expect(screen.getByRole('heading', { name: messages.alerts })).toBeTruthy()
  })

  test('what was resolved lately is told, and asked for again when one stands no more; a failure is said', async () => {
    const over = { ...fakeAlert({ alert_id: 'over', rule_name: 'Long queue' }), status: 'resolved' as const }
    const { api, socket } = await open('?alerts', (fake) => {
      withAlerts(fakeAlert())(fake)
      fake.resolved = new ApiError(503, 'database is down')
    })
    expect(await screen.findByText(/database is down/)).toBeTruthy()

    const yesterday = { ...over, alert_id: 'yesterday', updated_at: '2026-11-23T01:00:00Z' }
    api.resolved = [over, yesterday]
    await act(async () => fireEvent.click(screen.getByRole('button', { name: messages.tryAgain })))
    expect(screen.getByRole('region', { name: messages.resolvedLately(1) }).textContent).toContain('Long queue on I-405 N')

    api.resolved = [fakeAlert({ status: 'resolved' }), over]
    await act(async () => socket.say({ type: 'map_update', alerts: [] }))
    expect(screen.getByRole('region', { name: messages.resolvedLately(2) })).toBeTruthy()
    expect(screen.getByText(messages.nothingAsks)).toBeTruthy()
  })

  test('a link to an alert nobody knows says so', async () => {
    await open('?alerts=ALERT_x')

    expect(await screen.findByText(messages.unknownAlert('ALERT_x'))).toBeTruthy()
  })

  test('rules that cannot be had are said', async () => {
    await open('?alerts', (fake) => {
      fake.rules = new ApiError(503, 'no rules today')
    })

    expect(await screen.findByText(/no rules today/)).toBeTruthy()
  })

  test('the banner of a simulated incident says what Freeflow noticed by itself', async () => {
    await open('', (api) => {
      withAlerts(fakeAlert())(api)
      api.truth = fakeTruth(fakeIncident())
    })

    const banner = await screen.findByRole('region', { name: messages.simulatedIncident })

    expect(banner.textContent).toContain('Freeflow noticed: Unexpected queue, 13 min after it began.')
    expect(screen.queryByRole('region', { name: messages.alertNews })).toBeNull()
  })

  test('on a road that is not simulated a bad alert has the banner, with the way there and how to be rid of it', async () => {
    const { store } = await open('', (api) => {
      withAlerts(fakeAlert())(api)
      api.map = { ...api.map, feed: { name: 'metr-la', kind: 'replay', label: 'METR-LA' } }
    })
    const banner = within(screen.getByRole('region', { name: messages.alertNews }))
    expect(banner.getByText(new RegExp(`^${TITLE}: 1.0 mi`))).toBeTruthy()

    fireEvent.click(banner.getByRole('button', { name: messages.jump }))
    expect(store.state().spot?.key).toBe(fakeAlert().alert_id)
    fireEvent.click(banner.getByRole('button', { name: messages.dismiss }))

    expect(screen.queryByRole('region', { name: messages.alertNews })).toBeNull()
  })

  test.each(['?alerts', `?alerts=${fakeAlert().alert_id}`, '?corridor=I-405-N'])(
    'axe finds nothing at "%s"',
    async (query) => {
      await open(query, (api) => {
        withAlerts(fakeAlert(), ahead, silent)(api)
        api.resolved = [fakeAlert({ alert_id: 'over', status: 'resolved' })]
      })
      await screen.findByText(query.includes('alerts') ? messages.resolvedLately(1) : messages.asTable)

      const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    },
    20_000,
  )
})

test('the server is asked as its description says', async () => {
  const asked: [string, RequestInit | undefined][] = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push([url, init])
    return new Response(JSON.stringify({ alerts: [fakeAlert()], rules: [fakeRule()] }))
  })

  expect(await new HttpApi().listAlerts('resolved')).toHaveLength(1)
  expect(await new HttpApi().listAlertRules()).toHaveLength(1)
  await new HttpApi().actOnAlert('A/1', ack)

  expect(asked.map(([url]) => url)).toEqual(['/api/v1/alerts?status=resolved', '/api/v1/alert-rules', '/api/v1/alerts/A%2F1/acts'])
  expect(asked[2]?.[1]).toMatchObject({ method: 'POST', body: '{"kind":"acknowledge","by":"ann"}' })
})

test('the worst come first, of those that are as bad the newest', () => {
  const older = fakeAlert({ alert_id: 'older', opened_at: '2026-11-24T00:40:00Z' })

  expect(worstFirst([ahead, older, silent, fakeAlert()]).map(({ alert_id }) => alert_id)).toEqual([
    fakeAlert().alert_id,
    'older',
    'silent',
    'ahead',
  ])
})

function loaded(...alerts: Alert[]): State {
  return reduce(initialState(defaultView, true), { type: 'map-loaded', map: { ...fakeMap(), alerts }, atMs: 1 })
}

function standing(state: State, ...alerts: Alert[]): State {
  return reduce(state, { type: 'map-updated', update: { alerts }, atMs: 2 })
}
