import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [{ path: paths.visit('$id'), page: () => import('./job.tsx').then((m) => m.Job) }]
