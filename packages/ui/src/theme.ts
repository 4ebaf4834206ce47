import { useSyncExternalStore } from 'react'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

const kept = 'aftercare.theme'
const dark = () => matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export function currentTheme(): Theme {
  const chosen = localStorage.getItem(kept)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

/** Called once before the first paint, and by every choice. */
export function applyTheme(theme: Theme = currentTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(kept, theme)
  applyTheme(theme)
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  const media = dark()
  media.addEventListener('change', tell)
  return () => {
    listeners.delete(tell)
    media.removeEventListener('change', tell)
  }
}

/** The choice, and whether the screen is dark now. */
export function useTheme(): { theme: Theme; isDark: boolean } {
  const theme = useSyncExternalStore(subscribe, currentTheme)
  const systemDark = useSyncExternalStore(subscribe, () => dark().matches)
  return { theme, isDark: theme === 'dark' || (theme === 'system' && systemDark) }
}

const still = () => matchMedia('(prefers-reduced-motion: reduce)')

/** Whether the reader's system asks for no motion. */
export function useStill(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const media = still()
      media.addEventListener('change', tell)
      return () => media.removeEventListener('change', tell)
    },
    () => still().matches,
  )
}
