import type { ExpectedQueue, Queue } from '../api/Api'
import { messages } from '../messages'
import { placeText } from './spaceTime'

type OnFreeway = { freeway: string; direction: string }

/** The horizon that a queue's sentence speaks of: the one the map shows if it has one, else half an hour. */
export function sentenceHorizon(shown: number): number {
  return [15, 30, 60].find((horizon) => horizon === shown) ?? 30
}

/** Queue of 3.2 mi from Getty Center Dr back to Wilshire Blvd; in 30 min its end is expected at Olympic Blvd (probability 0.71) */
export function queueText(queue: Queue, corridor: OnFreeway, horizon: number): string {
  const now = messages.queue(queue.length_mi.toFixed(1), placeText(queue.head.name, corridor), placeText(queue.tail.name, corridor))
  const expected = queue.expected.find(({ horizon_minutes }) => horizon_minutes === horizon)
  return expected ? `${now}; ${aheadText(expected, corridor)}` : `${now}; ${messages.queueNoForecast}`
}

function aheadText(expected: ExpectedQueue, corridor: OnFreeway): string {
  const minutes = expected.horizon_minutes
  switch (expected.outcome) {
    case 'queue':
      return messages.queueExpected(minutes, placeText(expected.tail?.name ?? '', corridor), probabilityText(expected.probability))
    case 'dissolved':
      return messages.queueDissolved(minutes, probabilityText(expected.probability))
    case 'unknown':
      return messages.queueUnknown(minutes)
  }
}

/** 15 min: Wilshire Blvd (0.90) */
export function otherAheadText(expected: ExpectedQueue, corridor: OnFreeway): string {
  const what =
    expected.outcome === 'queue'
      ? placeText(expected.tail?.name ?? '', corridor)
      : expected.outcome === 'dissolved'
        ? messages.dissolved
        : messages.unknown
  const probability = expected.probability === null ? '' : ` (${probabilityText(expected.probability)})`
  return `${messages.aheadLong(expected.horizon_minutes)}: ${what}${probability}`
}

/** 0.71. Never a certainty that a forecast does not have. */
export function probabilityText(probability: number | null): string {
  if (probability === null) return messages.noDataLong
  if (probability < 0.01) return '< 0.01'
  if (probability > 0.99) return '> 0.99'
  return probability.toFixed(2)
}
