import { useSyncExternalStore } from 'react'

/** What Chromium hands over when the app may be installed; its own banner would lie over the main button. */
interface Offer extends Event {
  prompt(): Promise<unknown>
}

const KEPT = 'aftercare.field.install'
let offer: Offer | null = null
const watchers = new Set<() => void>()
const changed = () => {
  for (const tell of watchers) tell()
}

/** Before anything is shown: the offer comes early, and only once. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as Offer
    changed()
  })
  addEventListener('appinstalled', forgetInstall)
}

/** Nobody is asked twice. */
export function forgetInstall(): void {
  localStorage.setItem(KEPT, 'said')
  offer = null
  changed()
}

export async function install(): Promise<void> {
  await offer?.prompt()
  forgetInstall()
}

export type InstallWay = 'offer' | 'ios' | 'menu'

/** How this phone is told to keep the app; null where it is kept already, was said before, or is no phone. */
export function useInstallWay(): InstallWay | null {
  return useSyncExternalStore((tell) => {
    watchers.add(tell)
    return () => watchers.delete(tell)
  }, wayNow)
}

function wayNow(): InstallWay | null {
  const isKept = matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone)
  if (isKept || localStorage.getItem(KEPT) !== null) return null
  if (offer) return 'offer'
  // An iPad says it is a Mac, but no Mac has a touch screen.
  const isApple =
    /iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  if (isApple) return 'ios'
  return /Android/.test(navigator.userAgent) ? 'menu' : null
}
