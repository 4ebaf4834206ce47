import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.returnVisits(),
    page: () => import('./return-visit-list.tsx').then((m) => m.ReturnVisits),
    needs: 'voice.read',
    rail: { group: 'voice', label: 'voice:returnVisits' },
  },
  {
    path: paths.returnVisit('$id'),
    page: () => import('./return-visit-page.tsx').then((m) => m.ReturnVisitPage),
    needs: 'voice.read',
  },
  {
    path: paths.surveys(),
    page: () => import('./survey-list.tsx').then((m) => m.Surveys),
    needs: 'voice.read',
    rail: { group: 'voice', label: 'voice:surveys' },
  },
  {
    path: paths.scripts(),
    page: () => import('./scripts.tsx').then((m) => m.Scripts),
    needs: 'voice.read',
    rail: { group: 'voice', label: 'voice:scripts' },
  },
]
