import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.visit('$id'),
    page: () => import('./visit-page.tsx').then((m) => m.VisitPage),
    needs: 'field_work.read',
  },
]
