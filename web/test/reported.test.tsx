import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiError, type Incident } from '../src/api/Api'
import { type FakeApi, fakeMap, fakeReported, fakeSensor } from '../src/api/FakeApi'
import { HttpApi } from '../src/api/HttpApi'
import { corridorsOf, positionAt, postmileAt } from '../src/layers/corridors'
import { signsOfReported } from '../src/layers/reported'
import { messages } from '../src/messages'
import { reportFigures, reportLine, reportTitle } from '../src/panels/reportText'
import type { Action } from '../src/state/actions'
import { defaultView, initialState, type State } from '../src/state/model'
import { reduce } from '../src/state/reduce'
import type { ReportWish } from '../src/state/reported'
import { open, unwire } from './openPage'

const ZONE = 'America/Los_Angeles'
const nowhere = fakeReported({
  incident_id: 'nowhere',
  corridor_id: null,
  from_postmile_mi: null,
  to_postmile_mi: null,
  unplaced: 'unknown-corridor',
  unplaced_detail: 'there is no freeway I-999',
})

afterEach(() => {
  unwire()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('on the road', () => {
  const sensors = ['A', 'B', 'C'].map((id, i) => fakeSensor(id, { postmile_mi: 10 + i, latitude: 34 + i * 0.02 }))

  test.each<['N' | 'S']>([['N'], ['S']])('postmile and place are two ways to say the same, going %s', (direction) => {
    const same = sensors.map((sensor) => ({ ...sensor, direction }))
    const corridor = corridorsOf(same)[0]!

    expect(positionAt(corridor, same, 11.5)![1]).toBeCloseTo(34.03)
    expect(postmileAt(corridor, same, [-118.251, 34.03])).toBeCloseTo(11.5)
    expect(positionAt(corridor, same, 99)![1]).toBeCloseTo(34.04)
    expect(postmileAt(corridor, same, [-118.25, 35])).toBeCloseTo(12)
  })

  test('a corridor of one station has no line', () => {
    const one = sensors.slice(0, 1)

    expect(positionAt(corridorsOf(one)[0]!, one, 10)).toBeNull()
    expect(postmileAt(corridorsOf(one)[0]!, one, [-118.25, 34])).toBeNull()
  })

  test('each that has a place is a sign; the chosen one is marked', () => {
    const chosen: string[] = []
    const signs = signsOfReported(
      [fakeReported(), nowhere],
      sensors,
      ({ incident_id }) => incident_id,
      fakeReported().incident_id,
      (one) => chosen.push(one.incident_id),
    )

    expect(signs.map(({ key, data }) => [key, data])).toEqual([[fakeReported().incident_id, { severity: 'high', marked: '' }]])
    signs[0]!.onChoose()
    expect(chosen).toEqual([fakeReported().incident_id])
  })
})

describe('in words', () => {
  const sensors = fakeMap().sensors

  test('an incident is said with place, lanes, times and who says so', () => {
    expect(reportTitle(nowhere, sensors)).toBe('Accident')
    expect(reportFigures(fakeReported(), ZONE)).toBe('2 lanes closed · since 16:56 · reported by ann')
    expect(reportFigures(fakeReported({ lanes_closed: null, source: '', expected_end: '2026-11-24T01:30:00Z' }), ZONE)).toBe(
      'lanes not known · since 16:56 · expected until 17:30',
    )
    expect(reportFigures(fakeReported({ expected_end: '2026-11-26T01:30:00Z' }), ZONE)).toContain('expected until Wed 25 Nov 2026, 17:30')
    expect(reportLine(fakeReported(), sensors, ZONE)).toBe(
      `Reported: ${reportTitle(fakeReported(), sensors)} (high) · 2 lanes closed · since 16:56 · reported by ann`,
    )
  })
})

describe('the state', () => {
  const wish: ReportWish = { kind: 'report', report: { incident_type: 'accident' } }
  const end: ReportWish = { kind: 'end', incidentId: fakeReported().incident_id, by: 'ann' }

  test('a report begins where one looks', () => {
    const chosen = loaded({ ...defaultView, sensorId: 'A' })

    expect(stateAfter(chosen, { type: 'report-opened' }).reported.draft).toMatchObject({ corridorId: 'I-405-N', postmile: 10 })
    expect(stateAfter(loaded(), { type: 'report-opened' }).reported.draft).toMatchObject({ corridorId: '', postmile: null })
    expect(stateAfter(chosen, { type: 'report-opened' }).view.inbox).toBe(true)
  })

  test('opened again it is still there; Escape stops picking, then closes the report, then the inbox', () => {
    const picking = stateAfter(
      loaded(),
      { type: 'report-opened' },
      { type: 'report-changed', change: { note: 'truck' } },
      { type: 'report-opened' },
      { type: 'report-pick-toggled' },
    )
    const once = stateAfter(picking, { type: 'escaped' })
    const twice = stateAfter(once, { type: 'escaped' })

    expect(picking.reported).toMatchObject({ picking: true, draft: { note: 'truck' } })
    expect(once.reported).toMatchObject({ picking: false, draft: { note: 'truck' } })
    expect([twice.reported.draft, twice.view.inbox]).toEqual([null, true])
    expect(stateAfter(twice, { type: 'escaped' }).view.inbox).toBe(false)
  })

  test('a place is picked beside the report only', () => {
    const picking = stateAfter(loaded(), { type: 'report-opened' }, { type: 'report-pick-toggled' })
    const picked = stateAfter(picking, { type: 'report-picked', corridorId: 'I-405-N', postmile: 10.4 })

    expect(picked.reported).toMatchObject({ picking: false, draft: { corridorId: 'I-405-N', postmile: 10.4 } })
    expect(stateAfter(picking, { type: 'inbox-toggled' }).reported.picking).toBe(false)
    expect(stateAfter(loaded(), { type: 'report-pick-toggled' }).reported.picking).toBe(false)
  })

  test('an answer to a wish that was overtaken is no news', () => {
    const sending = stateAfter(loaded(), { type: 'report-opened' }, { type: 'report-wished', wish }, { type: 'report-wished', wish: end })

    expect(stateAfter(sending, { type: 'report-done', wish, detail: null }).reported).toBe(sending.reported)
    expect(stateAfter(sending, { type: 'report-refused', wish, reason: null, detail: 'no' }).reported).toBe(sending.reported)
  })

  test('what was ended is gone at once; a list that cannot be had leaves what was known', () => {
    const known = stateAfter(loaded(), { type: 'report-list-loaded', incidents: [fakeReported(), nowhere] })
    const ended = stateAfter(known, { type: 'report-wished', wish: end }, { type: 'report-done', wish: end, detail: null })

    expect(ended.reported.incidents).toMatchObject({ items: [nowhere] })
    expect(stateAfter(known, { type: 'report-list-failed', detail: 'away' }).reported).toBe(known.reported)
    expect(stateAfter(loaded(), { type: 'report-list-failed', detail: 'away' }).reported.incidents).toEqual({
      kind: 'failed',
      detail: 'away',
    })
  })
})

describe('the page', () => {
  const withReports =
    (...incidents: Incident[]) =>
    (api: FakeApi) => {
      api.reported = incidents
    }
  const submit = () => act(async () => fireEvent.click(screen.getByRole('button', { name: messages.sendReport })))
  const fill = () => {
    fireEvent.change(screen.getByLabelText(messages.corridor), { target: { value: 'I-405-N' } })
    fireEvent.change(screen.getByLabelText('Postmile, 10.0 to 11.0'), { target: { value: '10.4' } })
  }

  test('the inbox tells what was reported, and shows where it is', async () => {
    const { store } = await open('?alerts', withReports(nowhere, fakeReported()))
    const list = within(await screen.findByRole('region', { name: messages.reportedNow(2) }))

    expect(list.getByText('Not on the map: there is no freeway I-999.')).toBeTruthy()
    expect(list.getAllByText('A truck and two cars.')).toHaveLength(2)
    const title = reportTitle(fakeReported(), store.state().road!.sensors)
    await act(async () => fireEvent.click(list.getByRole('button', { name: messages.showThis(title) })))

    expect(store.state().spot).toMatchObject({ key: fakeReported().incident_id, corridorId: 'I-405-N' })
    expect(store.state().spot!.position![1]).toBeCloseTo(34.01)
  })

  test('nothing reported, and a list that cannot be had, are said', async () => {
    await open('?alerts')
    expect(await screen.findByText(messages.nothingReported)).toBeTruthy()
    unwire()

    const { api } = await open('?alerts', (fake) => {
      fake.reported = new ApiError(503, 'database is down')
    })
    expect(await screen.findByText(/database is down/)).toBeTruthy()
    api.reported = []
    await act(async () => fireEvent.click(screen.getAllByRole('button', { name: messages.tryAgain })[0]!))
    expect(screen.queryByText(/database is down/)).toBeNull()
  })

  test('is reported with the keyboard, in one’s name; the form closes and the answer is said', async () => {
    const { api } = await open('')

    fireEvent.keyDown(document.body, { key: 'i' })
    expect(document.activeElement).toBe(screen.getByLabelText(messages.reportKind))
    fill()
    fireEvent.change(screen.getByLabelText(messages.reportKind), { target: { value: 'obstruction' } })
    fireEvent.change(screen.getByLabelText(messages.severity), { target: { value: 'low' } })
    fireEvent.change(screen.getByLabelText(messages.lanesBlocked), { target: { value: '1' } })
    fireEvent.change(screen.getByLabelText(messages.note), { target: { value: ' a ladder ' } })
    fireEvent.change(screen.getByLabelText(messages.yourName), { target: { value: 'ann' } })
    await submit()

    expect(api.reports).toEqual([
      {
        incident_type: 'obstruction',
        severity: 'low',
        freeway: 'I-405',
        direction: 'N',
        postmile_mi: 10.4,
        lanes_closed: 1,
        description: 'a ladder',
        reported_by: 'ann',
      },
    ])
    expect(screen.queryByRole('form', { name: messages.reportIncident })).toBeNull()
    expect(screen.getByText(messages.reportTaken)).toBeTruthy()
  })

  test('without a place nothing is sent; lanes that nobody knows are not said', async () => {
    const { api } = await open('?alerts')
    fireEvent.click(screen.getByRole('button', { name: messages.reportIncident }))

    await submit()
    expect(api.reports).toEqual([])
    fill()
    await submit()

    expect(api.reports[0]).toEqual({
      incident_type: 'accident',
      severity: 'medium',
      freeway: 'I-405',
      direction: 'N',
      postmile_mi: 10.4,
      reported_by: 'operator',
    })
  })

  test('a reason stands at its field, another one below; what was written stays', async () => {
    const { api } = await open('?alerts', (fake) => {
      fake.reportAnswer = { outcome: 'rejected', incident_id: null, reason: 'bad-lanes', detail: 'lanes closed must be 0-20, was 31' }
    })
    fireEvent.click(screen.getByRole('button', { name: messages.reportIncident }))
    fill()
    await submit()

    const lanes = screen.getByLabelText(messages.lanesBlocked)
    expect(lanes.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(lanes.getAttribute('aria-describedby')!)!.textContent).toBe('lanes closed must be 0-20, was 31')
    api.refusal = new ApiError(404, 'nobody can report incidents on this road')
    await submit()

    expect(screen.getByRole('alert').textContent).toBe(`${messages.notReported} nobody can report incidents on this road`)
    expect(lanes.getAttribute('aria-invalid')).toBeNull()
    expect(screen.getByLabelText('Postmile, 10.0 to 11.0')).toHaveProperty('value', '10.4')
  })

  test('taken but without a place is said', async () => {
    await open('?alerts', (fake) => {
      fake.reportAnswer = { outcome: 'accepted', incident_id: 'INC_1', reason: null, detail: 'not on the network: off the corridor' }
    })
    fireEvent.click(screen.getByRole('button', { name: messages.reportIncident }))
    fill()
    await submit()

    expect(screen.getByText('not on the network: off the corridor')).toBeTruthy()
  })

  test('is ended in one’s name; that somebody else was faster is fine, another refusal is said', async () => {
    const { api, store } = await open('?alerts', withReports(fakeReported(), fakeReported({ incident_id: 'second', corridor_id: 'I-5-S' })))
    const title = reportTitle(fakeReported(), store.state().road!.sensors)
    const endIt = () => act(async () => fireEvent.click(screen.getByRole('button', { name: messages.endThis(title) })))
    await screen.findByRole('region', { name: messages.reportedNow(2) })

    api.refusal = new ApiError(503, 'the log is away')
    await endIt()
    expect(screen.getByRole('alert').textContent).toContain('the log is away')
    api.refusal = new ApiError(409, 'the incident is over')
    await endIt()

    expect(api.ended).toEqual([0, 1].map(() => ({ incidentId: fakeReported().incident_id, by: 'operator' })))
    expect(screen.getByRole('region', { name: messages.reportedNow(1) })).toBeTruthy()
    expect(screen.getByText(messages.reportEnded)).toBeTruthy()
  })

  test.each(['list', 'form'])('axe finds nothing in the %s', async (what) => {
    await open('?alerts', withReports(fakeReported(), nowhere))
    await screen.findByRole('region', { name: messages.reportedNow(2) })
    if (what === 'form') fireEvent.keyDown(document.body, { key: 'i' })

    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  })
})

describe('the real server', () => {
  const answering = (status: number, body: object) => vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }))

  test('a rejected report is an answer; a bad request is not', async () => {
    const item = { outcome: 'rejected', incident_id: null, reason: 'bad-lanes', detail: 'too many' }
    answering(400, { received: 1, items: [item] })
    expect(await new HttpApi().reportIncident({ incident_type: 'accident' })).toEqual(item)

    answering(400, { detail: 'the body must hold an incident at least' })
    await expect(new HttpApi().reportIncident({ incident_type: 'accident' })).rejects.toThrow('the body must hold an incident at least')
  })
})

function loaded(view = defaultView): State {
  return reduce(initialState(view, true), { type: 'map-loaded', map: fakeMap(), atMs: 1 })
}

function stateAfter(state: State, ...actions: Action[]): State {
  return actions.reduce(reduce, state)
}
