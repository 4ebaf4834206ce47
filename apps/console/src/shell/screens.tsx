import type { Screen } from './screen.ts'

/** The screens of the shell itself. */
export const screens: Screen[] = [
  { path: '/', page: () => import('./home.tsx').then((m) => m.Home) },
  { path: '/devices', page: () => import('./devices.tsx').then((m) => m.Devices) },
  { path: '/sign-in', page: () => import('./sign-in/sign-in.tsx').then((m) => m.SignIn), bare: true },
  { path: '/sign-in/forgot', page: () => import('./sign-in/forgot.tsx').then((m) => m.Forgot), bare: true },
  { path: '/sign-in/reset', page: () => import('./sign-in/reset.tsx').then((m) => m.Reset), bare: true },
  { path: '/invitation', page: () => import('./sign-in/invitation.tsx').then((m) => m.Invitation), bare: true },
  { path: '/setup', page: () => import('./sign-in/setup.tsx').then((m) => m.Setup), bare: true },
  ...(import.meta.env.DEV
    ? [{ path: '/dev/gallery', page: () => import('./gallery/gallery.tsx').then((m) => m.Gallery), bare: true }]
    : []),
]
