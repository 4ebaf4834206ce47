import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.desk(),
    page: () => import('./desk-home.tsx').then((m) => m.DeskHome),
    needs: 'requests.open',
    rail: { group: 'desk', label: 'requests:desk.title' },
  },
]
