import { paths } from '../../paths.ts'
import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.limitWatch(),
    page: () => import('./limit-watch.tsx').then((m) => m.LimitWatch),
    needs: 'entitlement.decide',
    rail: { group: 'promises', label: 'limits:title' },
  },
]
