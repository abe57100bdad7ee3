import { defaultView, HORIZON_STEP, HOURS, LAST_HORIZON, type NowLayer, type Theme, type Units, type View } from './model'

/** Reads a view out of an address's query; what it does not understand is the default. */
export function viewOf(query: string): View {
  const params = new URLSearchParams(query)
  return {
    sensorId: params.get('sensor'),
    corridorId: params.get('corridor'),
    inbox: params.has('alerts'),
    alertId: params.get('alerts') || null,
    hours: HOURS.find((hours) => String(hours) === params.get('hours')) ?? defaultView.hours,
    horizon: horizonOf(params.get('horizon')),
    nowLayer: oneOf<NowLayer>(params.get('layer'), ['provisional', 'window'], defaultView.nowLayer),
    table: params.get('view') === 'table',
    theme: oneOf<Theme>(params.get('theme'), ['system', 'light', 'dark'], defaultView.theme),
    units: oneOf<Units>(params.get('units'), ['mph', 'kmh'], defaultView.units),
  }
}

/** The query of a view; the default view has none. */
export function queryOf(view: View): string {
  const params = new URLSearchParams()
  if (view.sensorId !== null) params.set('sensor', view.sensorId)
  if (view.corridorId !== null) params.set('corridor', view.corridorId)
  if (view.corridorId !== null && view.hours !== defaultView.hours) params.set('hours', String(view.hours))
  if (view.inbox) params.set('alerts', view.alertId ?? '')
  if (view.horizon !== 0) params.set('horizon', String(view.horizon))
  if (view.nowLayer !== defaultView.nowLayer) params.set('layer', view.nowLayer)
  if (view.table) params.set('view', 'table')
  if (view.theme !== defaultView.theme) params.set('theme', view.theme)
  if (view.units !== defaultView.units) params.set('units', view.units)
  const query = params.toString().replace(/alerts=(?=&|$)/, 'alerts')
  return query === '' ? '' : `?${query}`
}

/** Whether the back button should return from one view to the other. */
export function isNewPlace(from: View, to: View): boolean {
  return from.sensorId !== to.sensorId || from.corridorId !== to.corridorId || from.inbox !== to.inbox || from.table !== to.table
}

function horizonOf(text: string | null): number {
  const horizon = Number(text)
  return Number.isInteger(horizon) && horizon >= 0 && horizon <= LAST_HORIZON && horizon % HORIZON_STEP === 0 ? horizon : 0
}

function oneOf<T extends string>(text: string | null, allowed: readonly T[], otherwise: T): T {
  return allowed.find((value) => value === text) ?? otherwise
}
