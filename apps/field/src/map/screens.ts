import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [{ path: paths.map(), page: () => import('./day-map.tsx').then((m) => m.DayMap) }]
