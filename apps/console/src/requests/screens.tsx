import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.requests(),
    page: () => import('./queue.tsx').then((m) => m.Queue),
    needs: 'requests.read',
    rail: { group: 'desk', label: 'requests:title' },
  },
  {
    path: paths.requestNew(),
    page: () => import('./intake/intake-page.tsx').then((m) => m.IntakePage),
    needs: 'requests.open',
  },
  {
    path: paths.requestImport(),
    page: () => import('./importing/import-page.tsx').then((m) => m.ImportPage),
    needs: 'requests.import',
  },
  {
    path: paths.request('$id'),
    page: () => import('./page/request-page.tsx').then((m) => m.RequestPage),
    needs: 'requests.read',
  },
]
