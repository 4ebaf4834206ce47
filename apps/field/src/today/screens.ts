import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [{ path: paths.today(), page: () => import('./today.tsx').then((m) => m.Today) }]
