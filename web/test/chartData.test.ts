import { expect, test } from 'vitest'
import { fakeMap, fakeSensor, fakeSeries } from '../src/api/FakeApi'
import { chartDataOf } from '../src/panels/chartData'

const series = fakeSeries(fakeSensor('A'), fakeMap())

test('history and forecast stand side by side and never overlap', () => {
  const data = chartDataOf(series, (mph) => mph)

  expect(data.times).toHaveLength(25)
  expect(data.observed.slice(13)).toEqual(Array(12).fill(null))
  expect(data.p50.slice(0, 13)).toEqual(Array(13).fill(null))
  expect(data.now).toBe(Date.parse('2026-11-24T01:05:00Z') / 1000)
})

test('a missing window is a gap, not zero, whether it was sent or left out', () => {
  const sparse = { ...series, windows: series.windows.filter((_, i) => i !== 4) }

  const data = chartDataOf(sparse, (mph) => mph)

  expect([data.observed[1], data.observed[4]]).toEqual([null, null])
  expect(data.observed[5]).toBe(40)
})

test('now is where the forecast begins also for a sensor that has been silent', () => {
  const silent = { ...series, windows: series.windows.slice(0, 5) }

  expect(chartDataOf(silent, (mph) => mph).now).toBe(Date.parse(series.forecast!.issued_at) / 1000)
})

test('a forecast the model could not give is a gap', () => {
  const forecast = {
    ...series.forecast!,
    predictions: series.forecast!.predictions.map((prediction) => ({ ...prediction, speed_mph: null })),
  }

  expect(chartDataOf({ ...series, forecast }, (mph) => mph).p50.every((value) => value === null)).toBe(true)
})

test('an empty series is empty', () => {
  expect(chartDataOf({ ...series, windows: [], forecast: null }, (mph) => mph).times).toEqual([])
})
