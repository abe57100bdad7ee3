interface Place {
  name: string
  position: [longitude: number, latitude: number]
  /** 1 is drawn first and largest. */
  rank: 1 | 2 | 3
}

/** Names to find one's way by; written by us, rounded to a kilometre. */
export const PLACES: readonly Place[] = [
  { name: 'Los Angeles', position: [-118.25, 34.05], rank: 1 },
  { name: 'Long Beach', position: [-118.19, 33.78], rank: 2 },
  { name: 'Anaheim', position: [-117.91, 33.84], rank: 2 },
  { name: 'Santa Monica', position: [-118.48, 34.02], rank: 2 },
  { name: 'Pasadena', position: [-118.14, 34.15], rank: 2 },
  { name: 'Burbank', position: [-118.32, 34.19], rank: 3 },
  { name: 'Glendale', position: [-118.25, 34.14], rank: 3 },
  { name: 'Van Nuys', position: [-118.45, 34.19], rank: 3 },
  { name: 'San Fernando', position: [-118.44, 34.28], rank: 3 },
  { name: 'Inglewood', position: [-118.35, 33.96], rank: 3 },
  { name: 'Torrance', position: [-118.34, 33.84], rank: 3 },
  { name: 'Compton', position: [-118.22, 33.9], rank: 3 },
  { name: 'Downey', position: [-118.13, 33.94], rank: 3 },
  { name: 'El Monte', position: [-118.03, 34.07], rank: 3 },
  { name: 'West Covina', position: [-117.94, 34.07], rank: 3 },
  { name: 'Pomona', position: [-117.75, 34.06], rank: 3 },
  { name: 'Santa Ana', position: [-117.87, 33.75], rank: 3 },
  { name: 'Irvine', position: [-117.79, 33.68], rank: 3 },
  { name: 'Ontario', position: [-117.65, 34.06], rank: 3 },
  { name: 'Riverside', position: [-117.4, 33.95], rank: 2 },
  { name: 'San Bernardino', position: [-117.29, 34.11], rank: 2 },
  { name: 'Santa Clarita', position: [-118.54, 34.39], rank: 2 },
  { name: 'Malibu', position: [-118.78, 34.03], rank: 3 },
  { name: 'Thousand Oaks', position: [-118.84, 34.17], rank: 3 },
  { name: 'Oxnard', position: [-119.18, 34.2], rank: 3 },
  { name: 'Palmdale', position: [-118.12, 34.58], rank: 3 },
]
