import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Action } from './actions'
import type { State } from './model'
import { reduce } from './reduce'

/** Holds the one state, and tells who asked when it changed. */
export interface Store {
  state(): State
  dispatch(action: Action): void
  subscribe(listener: () => void): () => void
}

export function createStore(initial: State): Store {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    dispatch(action) {
      const next = reduce(state, action)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const StoreContext = createContext<Store | null>(null)

export function useStore(): Store {
  const store = useContext(StoreContext)
  if (!store) throw new Error('no store around this component')
  return store
}

/** A part of the state. The selector must return something it took out of the state, not something it made. */
export function useSelect<T>(select: (state: State) => T): T {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, () => select(store.state()))
}
