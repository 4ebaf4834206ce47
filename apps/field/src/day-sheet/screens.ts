import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  { path: paths.sheet(), page: () => import('./day-sheet.tsx').then((m) => m.DaySheet) },
]
