import type { Sensor, SimulatedIncident } from '../api/Api'
import { keyOf } from '../state/simulation'
import { corridorIdOf } from './corridors'
import { asideOf, type Sign } from './signs'

const ASIDE_PX = 15

/** The same drawing as IncidentSign; a sign on the map is made outside of React. */
const SIGN =
  '<svg class="sign" viewBox="0 0 20 20" aria-hidden="true"><path class="sign-plate" d="M10 2.2 18.6 17.2H1.4z"/><path class="sign-mark" d="M10 7.6v4.6M10 14.7v.2"/></svg>'

/** The sign of an incident. */
export function signOfIncident(
  incident: SimulatedIncident,
  sensors: readonly Sensor[],
  { text, blocks, marked }: { text: string; blocks: boolean; marked: boolean },
  onChoose: () => void,
): Sign {
  return {
    key: keyOf(incident),
    className: 'incident',
    html: SIGN,
    position: [incident.longitude, incident.latitude],
    aside: asideOf(sensors, corridorIdOf(incident), incident.postmile_mi, ASIDE_PX),
    text,
    data: { blocks: blocks ? '' : null, marked: marked ? '' : null },
    onChoose,
  }
}
