/** Lower bounds in mph of levels 1 to 4; below the last one is level 5. Level 0 is no data. */
export const LEVEL_BOUNDS_MPH = [60, 45, 30, 15] as const

export type Level = 0 | 1 | 2 | 3 | 4 | 5

export function levelOf(speedMph: number | null | undefined): Level {
  if (speedMph == null || Number.isNaN(speedMph)) return 0
  const index = LEVEL_BOUNDS_MPH.findIndex((bound) => speedMph >= bound)
  return (index < 0 ? 5 : index + 1) as Level
}

export interface Palette {
  /** Index is the level: no data, then free flow … jam. */
  levels: readonly [string, string, string, string, string, string]
  land: string
  sea: string
  coast: string
  county: string
  road: string
  casing: string
  placeText: string
  placeHalo: string
  shield: string
  shieldText: string
  selected: string
  forecast: string
  /** Ring of a detector that is not believed; violet, as traffic centres have it. */
  suspect: string
}

/* Blue to dark red (after ColorBrewer RdYlBu): tells levels apart by hue and by lightness, also with colour-blind eyes.
   test/colours.test.ts simulates the three kinds of colour blindness and holds a smallest distance. */
export const LIGHT: Palette = {
  levels: ['#979da3', '#1f6fb2', '#5fb3dc', '#f2b632', '#e2622a', '#93002f'],
  land: '#f4f3ef',
  sea: '#d3e1e8',
  coast: '#a9bfca',
  county: '#c9c6bd',
  road: '#d9d7d0',
  casing: '#3f4851',
  placeText: '#5d656d',
  placeHalo: '#f4f3ef',
  shield: '#ffffff',
  shieldText: '#2c343c',
  selected: '#11161b',
  forecast: '#6b3fa0',
  suspect: '#b400d6',
}

export const DARK: Palette = {
  levels: ['#69727c', '#2f80c9', '#8fd0f2', '#f6cf5c', '#ef7a35', '#c4124a'],
  land: '#171c22',
  sea: '#0d1217',
  coast: '#2d3a45',
  county: '#2c343c',
  road: '#2a323a',
  casing: '#050709',
  placeText: '#93a0ab',
  placeHalo: '#171c22',
  shield: '#2a333c',
  shieldText: '#dfe6ec',
  selected: '#ffffff',
  forecast: '#b896ea',
  suspect: '#e27bff',
}

export type Shares = readonly [number, number, number, number, number, number]

/** How many sensors are at each level. */
export function countLevels(speeds: readonly (number | null)[]): Shares {
  const counts: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0]
  for (const speed of speeds) counts[levelOf(speed)] += 1
  return counts
}
