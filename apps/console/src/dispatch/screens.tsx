import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.board(),
    page: () => import('./board/board-page.tsx').then((m) => m.BoardPage),
    needs: 'dispatch.plan',
    rail: { group: 'dispatch', label: 'dispatch:board.title' },
  },
  {
    path: paths.plans(),
    page: () => import('./plans/plans-page.tsx').then((m) => m.PlansPage),
    needs: 'dispatch.plan',
    rail: { group: 'dispatch', label: 'dispatch:plans.title' },
  },
  {
    path: paths.plan('$id'),
    page: () => import('./plans/plan-page.tsx').then((m) => m.PlanPage),
    needs: 'dispatch.plan',
  },
  {
    path: paths.lateVisits(),
    page: () => import('./late-visits.tsx').then((m) => m.LateVisits),
    needs: 'dispatch.read',
    rail: { group: 'dispatch', label: 'dispatch:late.title' },
  },
  {
    path: paths.workOrders(),
    page: () => import('./order-list.tsx').then((m) => m.WorkOrders),
    needs: 'dispatch.read',
    rail: { group: 'dispatch', label: 'dispatch:order.title' },
  },
  {
    path: paths.workOrder('$id'),
    page: () => import('./order-page.tsx').then((m) => m.OrderPage),
    needs: 'dispatch.read',
  },
  {
    path: paths.visits(),
    page: () => import('./visit-list.tsx').then((m) => m.Visits),
    needs: 'dispatch.read',
    rail: { group: 'field', label: 'dispatch:visits.title' },
  },
]
