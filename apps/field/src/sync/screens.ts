import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [{ path: paths.sync(), page: () => import('./sync.tsx').then((m) => m.Sync) }]
