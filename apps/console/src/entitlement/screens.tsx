import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.decision('$id'),
    page: () => import('./decision-page.tsx').then((m) => m.DecisionPage),
    needs: 'entitlement.decide',
  },
  {
    path: paths.goodwillList(),
    page: () => import('./goodwill/goodwill-list.tsx').then((m) => m.GoodwillList),
    needs: 'entitlement.goodwill_read',
    rail: { group: 'promises', label: 'goodwill:title' },
  },
  {
    path: '/goodwill/new',
    page: () => import('./goodwill/new-goodwill.tsx').then((m) => m.NewGoodwill),
    needs: 'entitlement.goodwill',
  },
  {
    path: paths.goodwill('$id'),
    page: () => import('./goodwill/goodwill-page.tsx').then((m) => m.GoodwillPage),
    needs: 'entitlement.goodwill_read',
  },
  {
    path: paths.goodwillLimits(),
    page: () => import('./goodwill/limits.tsx').then((m) => m.GoodwillLimits),
    needs: 'entitlement.limits',
    rail: { group: 'settings', label: 'goodwill:limits.title' },
  },
  {
    path: paths.voidings(),
    page: () => import('./voidings/voiding-list.tsx').then((m) => m.VoidingList),
    needs: 'entitlement.decide',
    rail: { group: 'promises', label: 'voidings:title' },
  },
  {
    path: paths.voiding('$id'),
    page: () => import('./voidings/voiding-page.tsx').then((m) => m.VoidingPage),
    needs: 'entitlement.decide',
  },
  {
    path: paths.supplierTerms(),
    page: () => import('./supplier-terms.tsx').then((m) => m.SupplierTerms),
    needs: 'entitlement.suppliers',
    rail: { group: 'promises', label: 'supplier-terms:title', seldom: true },
  },
]
