import type { ExpressionSpecification } from 'maplibre-gl'
import type { Palette } from './colours'

/** The colour of a feature by its state `level`; without one it has no data. */
export function levelColour(palette: Palette): ExpressionSpecification {
  const [none, free, light, slow, heavy, jam] = palette.levels
  return ['match', ['coalesce', ['feature-state', 'level'], 0], 1, free, 2, light, 3, slow, 4, heavy, 5, jam, none]
}
