// Plain clipping in degrees; good enough for a box of a few degrees.

/** Sutherland–Hodgman: a closed ring cut to a box [west, south, east, north]; empty when nothing is inside. */
export function clipRing(ring, [west, south, east, north]) {
  const edges = [
    [(p) => p[0] >= west, (a, b) => atX(a, b, west)],
    [(p) => p[0] <= east, (a, b) => atX(a, b, east)],
    [(p) => p[1] >= south, (a, b) => atY(a, b, south)],
    [(p) => p[1] <= north, (a, b) => atY(a, b, north)],
  ]
  let points = ring.slice(0, -1)
  for (const [inside, cross] of edges) {
    const next = []
    for (let i = 0; i < points.length; i++) {
      const from = points[(i + points.length - 1) % points.length]
      const to = points[i]
      if (inside(from) !== inside(to)) next.push(cross(from, to))
      if (inside(to)) next.push(to)
    }
    points = next
    if (points.length === 0) return []
  }
  return [...points, points[0]]
}

/** The runs of a line's points inside a box. Points outside are dropped, not cut: lines end at their last inner point. */
export function clipLine(line, [west, south, east, north]) {
  const runs = []
  let run = []
  for (const point of line) {
    if (point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north) run.push(point)
    else {
      if (run.length > 1) runs.push(run)
      run = []
    }
  }
  if (run.length > 1) runs.push(run)
  return runs
}

/** Four decimals are 11 m; equal neighbours are merged. */
export function roundRing(points) {
  const rounded = points.map(([x, y]) => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4])
  return rounded.filter((p, i) => i === 0 || p[0] !== rounded[i - 1][0] || p[1] !== rounded[i - 1][1])
}

/** Keeps an outer ring and its holes if they are large enough; without its outer ring nothing is left. */
export function dropSmallRings(rings, smallestOuterKm2, smallestHoleKm2) {
  const kept = rings.filter((ring, i) => ring.length >= 4 && areaKm2(ring) >= (i === 0 ? smallestOuterKm2 : smallestHoleKm2))
  return kept.length > 0 && kept[0] === rings[0] ? kept : []
}

export function onBorder(a, b, [west, south, east, north]) {
  return (a[0] === b[0] && (a[0] === west || a[0] === east)) || (a[1] === b[1] && (a[1] === south || a[1] === north))
}

function areaKm2(ring) {
  const kmPerDegree = 111.2
  const squeeze = Math.cos((ring[0][1] * Math.PI) / 180)
  let twice = 0
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1]
  return (Math.abs(twice) / 2) * kmPerDegree * kmPerDegree * squeeze
}

function atX(a, b, x) {
  return [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])]
}

function atY(a, b, y) {
  return [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y]
}
