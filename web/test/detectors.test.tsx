import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { Detector, ImputedState } from '../src/api/Api'
import { type FakeApi, fakeMap } from '../src/api/FakeApi'
import { messages } from '../src/messages'
import { detectorOf, inDoubt } from '../src/state/detectors'
import { open, unwire } from './openPage'

afterEach(() => {
  cleanup()
  unwire()
})

function fakeDetector(over: Partial<Detector> = {}): Detector {
  return {
    sensor_id: 'A',
    name: 'I-405 N at A',
    region: 'd07',
    suspicion: 'constant',
    values: 'in_doubt',
    since: '2026-11-24T00:45:00Z',
    known_at: '2026-11-24T00:55:00Z',
    evidence: 'the same reading 20 times',
    cause: null,
    last_day: null,
    ...over,
  }
}

const withDetectors =
  (...detectors: Detector[]) =>
  (api: FakeApi) => {
    api.map = { ...api.map, detectors }
  }

describe('what is known of detectors', () => {
  test('only values in doubt are marked, at the place of their sensor', () => {
    const { sensors } = fakeMap()
    const late = fakeDetector({ sensor_id: 'B', suspicion: 'late', values: 'believed' })

    expect(inDoubt([fakeDetector({ sensor_id: 'C' }), late], sensors)).toEqual([2])
    expect(inDoubt(undefined, sensors)).toEqual([])
    expect(detectorOf([late], 'B')).toBe(late)
    expect(detectorOf([late], 'A')).toBeNull()
  })

  test('the table marks a sensor that is not believed, the panel says why and since when', async () => {
    await open('?sensor=A', withDetectors(fakeDetector()))

    const note = within(await screen.findByRole('region', { name: messages.suspicions.constant }))
    expect(
      note.getByText('Not believed since 16:45: the same reading 20 times. It is shown, but no forecast and no alert is made of it.'),
    ).toBeTruthy()
    expect(document.querySelectorAll('.table-view .badge.suspect')).toHaveLength(1)
    expect(document.querySelector('.legend .ring')).toBeTruthy()
  })

  test('what only comes badly is believed and not marked', async () => {
    await open('?sensor=A', withDetectors(fakeDetector({ suspicion: 'late', values: 'believed', evidence: 'readings come late' })))

    expect(await screen.findByText('Since 16:45: readings come late. What it says is believed.')).toBeTruthy()
    expect(document.querySelector('.badge.suspect')).toBeNull()
    expect(document.querySelector('.legend .ring')).toBeNull()
  })

  test('a silent one names what silenced it, and a bad day is told', async () => {
    const silent = fakeDetector({
      suspicion: 'silent',
      values: 'believed',
      evidence: 'no reading',
      cause: { level: 'line', id: 'I-405-N', sensors: 3 },
      last_day: { date: '2026-11-22', status: 'card_off' },
    })
    await open('?sensor=A', withDetectors(silent))

    expect(await screen.findByText('Silent together with 2 others: look at the communication line first.')).toBeTruthy()
    expect(screen.getByText('Its last whole day, 2026-11-22: it saw nothing for most of the day.')).toBeTruthy()
  })

  test('what it probably was is told with how one knows, and only of the newest window', async () => {
    const imputed: ImputedState = {
      sensor_id: 'A',
      window_start: '2026-11-24T01:00:00Z',
      window_end: '2026-11-24T01:05:00Z',
      speed_mph: 51.6,
      flow_vph: null,
      method: 'neighbours',
      sources: ['716', '717'],
    }
    const { store, socket } = await open('?sensor=A', (api) => {
      api.imputed = [imputed]
    })

    const text = /^Estimated 52 mph at 17:00–17:05, from neighbours 716, 717\. Nobody measured it/
    expect(await screen.findByText(text)).toBeTruthy()
    const window = { ...store.state().road!.window!, start: '2026-11-24T01:05:00Z', end: '2026-11-24T01:10:00Z' }
    await act(async () => socket.say({ type: 'map_update', window }))
    expect(screen.queryByText(text)).toBeNull()
  })

  test('it goes as soon as the sensor is believed again', async () => {
    const { socket } = await open('?sensor=A', withDetectors(fakeDetector()))
    await screen.findByRole('region', { name: messages.suspicions.constant })

    await act(async () => socket.say({ type: 'map_update', detectors: [] }))

    expect(screen.queryByRole('region', { name: messages.suspicions.constant })).toBeNull()
    expect(document.querySelector('.badge.suspect')).toBeNull()
  })
})
