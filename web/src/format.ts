import { messages } from './messages'
import type { Units } from './state/model'

const KM_PER_MI = 1.609344
const formats = new Map<string, Intl.DateTimeFormat>()

/** Building an Intl format is slow, using it is not. */
function formatIn(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options })
    formats.set(key, format)
  }
  return format
}

/** 17:05 in the feed's zone. */
export function timeText(instant: string | number, zone: string): string {
  return formatIn(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant))
}

/** 17:00–17:05 in the feed's zone. */
export function spanText(start: string, end: string, zone: string): string {
  return `${timeText(start, zone)}–${timeText(end, zone)}`
}

/** Tue 24 Nov 2026 in the feed's zone. */
export function dayText(instant: string, zone: string): string {
  return formatIn(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant)).replace(',', '')
}

/** PST, PDT, … of the feed's zone at that instant. */
export function zoneText(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(new Date(instant))
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** 5 s, 3 min, 2 h, 4 d. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

export function inUnits(mph: number, units: Units): number {
  return units === 'mph' ? mph : mph * KM_PER_MI
}

export function unitText(units: Units): string {
  return units === 'mph' ? messages.mph : messages.kmh
}

/** 63 mph; a missing speed is said, never shown as a number. */
export function speedText(mph: number | null | undefined, units: Units): string {
  return mph == null ? messages.noDataLong : `${Math.round(inUnits(mph, units))} ${unitText(units)}`
}

/** 2.4 mi or 3.9 km: miles with mph, kilometres with km/h. */
export function distanceText(miles: number, units: Units): string {
  return units === 'mph' ? `${miles.toFixed(1)} ${messages.mile}` : `${(miles * KM_PER_MI).toFixed(1)} ${messages.kilometre}`
}

export function numberText(value: number | null | undefined, unit: string, digits = 0): string {
  return value == null ? messages.noDataLong : `${value.toFixed(digits)} ${unit}`
}
