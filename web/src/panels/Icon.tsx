const PATHS = {
  play: 'M7 4.5v11l9-5.5z',
  pause: 'M6 4.5h3v11H6zM11 4.5h3v11h-3z',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  map: 'M3 5l4.5-1.5 5 2L17 4v11.5L12.5 17l-5-2L3 16.5zM7.5 3.5V15M12.5 5.5V17',
  sun: 'M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.5 1.5M14.2 14.2l1.5 1.5M15.7 4.3l-1.5 1.5M5.8 14.2l-1.5 1.5',
  moon: 'M16 12.5A7 7 0 017.5 4a6.5 6.5 0 108.5 8.5z',
  system: 'M3 4h14v9H3zM7 16.5h6M10 13v3.5',
  search: 'M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13 13l4 4',
  spaceTime: 'M3.5 3v13.5H17M6 13.5h3v-3h3v-3h4V4.5',
  close: 'M5 5l10 10M15 5L5 15',
  bell: 'M10 3.2a4.6 4.6 0 00-4.6 4.6c0 4.4-1.9 5.7-1.9 5.7h13s-1.9-1.3-1.9-5.7A4.6 4.6 0 0010 3.2zM8.4 16.4a1.8 1.8 0 003.2 0',
  sort: 'M6 8l4-4 4 4M6 12l4 4 4-4',
} as const

const FILLED: readonly string[] = ['play', 'pause']

export function Icon({ name }: { name: keyof typeof PATHS }) {
  const filled = FILLED.includes(name)
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
