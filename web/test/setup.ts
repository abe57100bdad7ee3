import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

/* What jsdom lacks: media queries, modal dialogs, and a canvas (so no WebGL either: the page shows its table). */
window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList
HTMLCanvasElement.prototype.getContext = () => null
HTMLDialogElement.prototype.showModal = function () {
  this.open = true
}
HTMLDialogElement.prototype.close = function () {
  this.open = false
}

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  localStorage.clear()
  window.history.replaceState(null, '', '/')
})
