import type { Severity } from '../api/Api'

/** In a box of 20 by 20: a ring, a disc, a diamond, a hexagon with an exclamation mark. Told apart without colour and by size. */
export const SEVERITY_SHAPES: Record<Severity, { plate: string; mark?: string }> = {
  low: { plate: 'M10 5.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9z' },
  medium: { plate: 'M10 4.2a5.8 5.8 0 100 11.6 5.8 5.8 0 000-11.6z' },
  high: { plate: 'M10 1.8 18.2 10 10 18.2 1.8 10z' },
  critical: { plate: 'M5.5 1.8h9L19 10l-4.5 8.2h-9L1 10z', mark: 'M10 5.6v5M10 14.1v.2' },
}
