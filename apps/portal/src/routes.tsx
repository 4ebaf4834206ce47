import type { Screen } from './shell/router.tsx'

/** Every screen of the portal; `:name` in a path is handed to the page as a prop. The first that matches is shown. */
export const screens: Screen[] = [
  { path: '/', page: () => import('./start/company.tsx').then((m) => m.Company) },
  { path: '/:company', page: () => import('./start/start.tsx').then((m) => m.Start) },
]
