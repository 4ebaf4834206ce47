import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.settings(),
    page: () => import('./company.tsx').then((m) => m.Company),
    needs: 'company.read',
    rail: { group: 'settings', label: 'people:settings.company' },
  },
  {
    path: paths.calendars(),
    page: () => import('./calendars.tsx').then((m) => m.Calendars),
    needs: 'calendars.read',
    rail: { group: 'settings', label: 'people:settings.calendars' },
  },
  {
    path: paths.skills(),
    page: () => import('./skills.tsx').then((m) => m.Skills),
    needs: 'people.read',
    rail: { group: 'settings', label: 'people:settings.skills' },
  },
  {
    path: paths.bookingRules(),
    page: () => import('./booking-rules.tsx').then((m) => m.BookingRules),
    needs: 'dispatch.read',
    rail: { group: 'settings', label: 'dispatch:rules.title' },
  },
  {
    path: paths.apiKeys(),
    page: () => import('./api-keys.tsx').then((m) => m.ApiKeys),
    needs: 'api_keys.manage',
    rail: { group: 'settings', label: 'people:settings.apiKeys' },
  },
  { path: paths.profile(), page: () => import('./profile.tsx').then((m) => m.Profile) },
]
