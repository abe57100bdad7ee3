import { type KeyboardEvent, useMemo, useState } from 'react'
import type { Sensor } from '../api/Api'
import { messages } from '../messages'
import { useSelect, useStore } from '../state/store'
import { Icon } from './Icon'
import { SEARCH_ID } from './useKeyboard'

const MOST = 8
const NO_SENSORS: Sensor[] = []

/** Finds a sensor by name, id or freeway; a combobox in the sense of ARIA. */
export function Search() {
  const store = useStore()
  const sensors = useSelect((state) => state.road?.sensors ?? NO_SENSORS)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const found = useMemo(() => find(sensors, text), [sensors, text])
  const open = text.trim() !== ''

  const choose = (sensor: Sensor | undefined) => {
    if (!sensor) return
    setText('')
    store.dispatch({ type: 'sensor-chosen', sensorId: sensor.sensor_id })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'Enter') choose(found[active])
    else if (event.key === 'Escape' && open) setText('')
    else return
    event.preventDefault()
  }

  return (
    <search className="search">
      <Icon name="search" />
      <input
        id={SEARCH_ID}
        type="search"
        role="combobox"
        aria-label={messages.search}
        aria-expanded={open}
        aria-controls="sensor-matches"
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `match-${active}` : undefined}
        placeholder={messages.search}
        title={messages.searchHint}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setText('')}
      />
      <div id="sensor-matches" className="matches" role="listbox" aria-label={messages.search} hidden={!open}>
        {found.map((sensor, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and handles the keys
          <div
            key={sensor.sensor_id}
            id={`match-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(sensor)}
          >
            <span>{sensor.name}</span> <small>{sensor.sensor_id}</small>
          </div>
        ))}
        {open && found.length === 0 && <p className="none">{messages.noMatch}</p>}
      </div>
    </search>
  )
}

/** Sensors that contain every word, in the order of the network. */
export function find(sensors: readonly Sensor[], text: string): Sensor[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: Sensor[] = []
  for (const sensor of sensors) {
    const where = `${sensor.name} ${sensor.sensor_id} ${sensor.freeway ?? ''} ${sensor.direction ?? ''}`.toLowerCase()
    if (words.every((word) => where.includes(word))) found.push(sensor)
    if (found.length === MOST) break
  }
  return found
}
