import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.customers(),
    page: () => import('./customer-list.tsx').then((m) => m.Customers),
    needs: 'parties.read',
    rail: { group: 'desk', label: 'parties:title' },
  },
  {
    path: paths.newCustomer(),
    page: () => import('./new-customer.tsx').then((m) => m.NewCustomer),
    needs: 'parties.change',
  },
  {
    path: paths.duplicates(),
    page: () => import('./duplicates.tsx').then((m) => m.Duplicates),
    needs: 'parties.merge',
  },
  {
    path: paths.customer('$id'),
    page: () => import('./customer-page.tsx').then((m) => m.CustomerPage),
    needs: 'parties.read',
  },
]
