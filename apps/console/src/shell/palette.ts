const opening = 'aftercare:search'

/** Opens the search from anywhere. */
export function showPalette(): void {
  document.dispatchEvent(new Event(opening))
}

export function onPalette(run: () => void): () => void {
  document.addEventListener(opening, run)
  return () => document.removeEventListener(opening, run)
}
