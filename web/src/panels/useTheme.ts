import { useEffect, useSyncExternalStore } from 'react'
import { useSelect } from '../state/store'

const DARK_QUERY = '(prefers-color-scheme: dark)'

/** Whether the page is dark: by the person's choice, else by the system's. Also sets it on the document. */
export function useDarkness(): boolean {
  const theme = useSelect((state) => state.view.theme)
  const systemDark = useSyncExternalStore(watchSystem, () => window.matchMedia(DARK_QUERY).matches)
  const dark = theme === 'system' ? systemDark : theme === 'dark'
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  return dark
}

function watchSystem(listener: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
