import { describe, expect, test } from 'vitest'
import { countLevels, DARK, LIGHT, levelOf } from '../src/layers/colours'
import { labelsOf } from '../src/panels/Legend'

describe('levels', () => {
  test.each([
    [75, 1],
    [60, 1],
    [59.9, 2],
    [45, 2],
    [44.9, 3],
    [30, 3],
    [29.9, 4],
    [15, 4],
    [14.9, 5],
    [0, 5],
  ])('%s mph is level %s', (speed, level) => {
    expect(levelOf(speed)).toBe(level)
  })

  test('missing is no level, and a stopped road is a jam', () => {
    expect([levelOf(null), levelOf(undefined), levelOf(Number.NaN), levelOf(0)]).toEqual([0, 0, 0, 5])
    expect(countLevels([null, 0, 61, 62])).toEqual([1, 2, 0, 0, 0, 1])
  })

  test('the legend says the bounds in the chosen unit', () => {
    expect(labelsOf('mph')).toEqual(['60+', '45–60', '30–45', '15–30', '<15'])
    expect(labelsOf('kmh')).toEqual(['97+', '72–97', '48–72', '24–48', '<24'])
  })
})

/* Simulation matrices of Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const EYES: Record<string, number[][]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** A distance of 2 is just noticeable side by side; 15 is told apart at a glance. */
const SMALLEST_DISTANCE = 15

describe.each(Object.entries(EYES))('with %s', (_, matrix) => {
  test.each([
    ['light', LIGHT.levels],
    ['dark', DARK.levels],
  ])('all colours of the %s scale differ clearly', (__, levels) => {
    const seen = levels.map((colour) => labOf(colour, matrix))
    const distances = seen.flatMap((a, i) =>
      seen.slice(i + 1).map((b, j) => ({ pair: `${i}-${i + 1 + j}`, distance: Math.hypot(...a.map((x, k) => x - b[k]!)) })),
    )

    expect(distances.filter(({ distance }) => distance < SMALLEST_DISTANCE)).toEqual([])
  })
})

function labOf(hex: string, matrix: number[][]): number[] {
  const rgb = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  const [r, g, b] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, m, i) => sum + m * rgb[i]!, 0),
      ),
    ),
  ) as [number, number, number]
  const x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b
  const z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
}
