import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.insight(),
    page: () => import('./dashboard.tsx').then((m) => m.Dashboard),
    needs: 'insight.read',
    rail: { group: 'insight', label: 'insight:dashboard.title' },
  },
  {
    path: paths.planFigures(),
    page: () => import('./plan-figures.tsx').then((m) => m.PlanFigures),
    needs: 'insight.read',
    rail: { group: 'insight', label: 'insight:plans.title' },
  },
  {
    path: paths.caseFigures(),
    page: () => import('./case-figures.tsx').then((m) => m.CaseFigures),
    needs: 'insight.read',
    rail: { group: 'insight', label: 'insight:cases.title' },
  },
  {
    path: paths.replacedParts(),
    page: () => import('./replaced-parts.tsx').then((m) => m.ReplacedParts),
    needs: 'insight.read',
    rail: { group: 'insight', label: 'field-work:replaced.title' },
  },
]
