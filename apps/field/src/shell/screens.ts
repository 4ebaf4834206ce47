import { paths } from '../paths.ts'
import type { Screen } from './screen.ts'

export const screens: Screen[] = [
  { path: paths.signIn(), page: () => import('./sign-in.tsx').then((m) => m.SignIn), open: true },
]
