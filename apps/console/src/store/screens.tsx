import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.store(),
    page: () => import('./store-page.tsx').then((m) => m.Store),
    needs: 'parts.book',
    rail: { group: 'parts', label: 'store:title' },
  },
]
