import type { Incident, IncidentType, Sensor } from '../api/Api'
import { spotOfReported } from '../state/reported'
import { asideOf, type Sign } from './signs'

const ASIDE_PX = 15
/** Ahead of the place, where no sign of an alert or of the simulator stands. */
const BACK_PX = -16

/** In a box of 20 by 20: a speech bubble, for somebody said it, and in it what: danger, a broken car, things on the road, … */
export const REPORT_PLATE =
  'M4.2 2h11.6A2.2 2.2 0 0118 4.2v8.4a2.2 2.2 0 01-2.2 2.2h-3.6L8.6 18.6v-3.8H4.2A2.2 2.2 0 012 12.6V4.2A2.2 2.2 0 014.2 2z'
export const REPORT_MARKS: Record<IncidentType, string> = {
  accident: 'M10 4.8v4.4M10 12v.1',
  disabled_vehicle: 'M5.5 10.5h9M6.5 10.5l1-3.6h5l1 3.6M7.3 12.4v.1M12.7 12.4v.1',
  obstruction: 'M5.5 11.8L8 6.5l2 3 1.6-2.4 2.9 4.7z',
  roadworks: 'M6 12L8 5M10 12l2-7M14 12l.9-3',
  closure: 'M5.6 8.4h8.8',
  detour: 'M6 12V7.4h7.4M11.2 5l2.4 2.4-2.4 2.4',
  weather: 'M10 4.8c-1.8 2.4-2.7 3.7-2.7 4.9a2.7 2.7 0 005.4 0c0-1.2-.9-2.5-2.7-4.9z',
  public_event: 'M10 5l1 2.3 2.5.2-1.9 1.7.6 2.5-2.2-1.3-2.2 1.3.6-2.5-1.9-1.7 2.5-.2z',
}

/** One sign for each reported incident that has a place on the network. */
export function signsOfReported(
  incidents: readonly Incident[],
  sensors: readonly Sensor[],
  textOf: (incident: Incident) => string,
  markedId: string | null,
  onChoose: (incident: Incident) => void,
): Sign[] {
  return incidents.flatMap((incident): Sign[] => {
    const spot = spotOfReported(incident, [...sensors])
    if (!spot) return []
    const { incident_id, incident_type, severity, from_postmile_mi } = incident
    return [
      {
        key: incident_id,
        className: 'report-sign',
        html: drawingOf(incident_type),
        position: spot.position,
        aside: asideOf(sensors, spot.corridorId, from_postmile_mi!, ASIDE_PX, BACK_PX),
        text: textOf(incident),
        data: { severity, marked: markedId === incident_id ? '' : null },
        onChoose: () => onChoose(incident),
      },
    ]
  })
}

/** The same drawing as ReportSign; a sign on the map is made outside of React. */
function drawingOf(type: IncidentType): string {
  return `<svg class="report" viewBox="0 0 20 20" aria-hidden="true"><path class="report-plate" d="${REPORT_PLATE}"/><path class="report-mark" d="${REPORT_MARKS[type]}"/></svg>`
}
