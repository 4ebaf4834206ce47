import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.contracts(),
    page: () => import('./contract-list.tsx').then((m) => m.Contracts),
    needs: 'contracts.read',
    rail: { group: 'promises', label: 'contracts:contracts' },
  },
  {
    path: paths.contractRenewals(),
    page: () => import('./renewal-list.tsx').then((m) => m.Renewals),
    needs: 'contracts.read',
    rail: { group: 'promises', label: 'contracts:renewals' },
  },
  {
    path: paths.maintenance(),
    page: () => import('./maintenance-list.tsx').then((m) => m.Maintenance),
    needs: 'contracts.read',
    rail: { group: 'promises', label: 'contracts:maintenance' },
  },
  {
    path: paths.serviceProducts(),
    page: () => import('./product-list.tsx').then((m) => m.Products),
    needs: 'contracts.read',
    rail: { group: 'promises', label: 'contracts:products' },
  },
  {
    path: paths.maintenanceCalendar(),
    page: () => import('./maintenance-calendar.tsx').then((m) => m.MaintenanceCalendar),
    needs: 'contracts.read',
  },
  {
    path: paths.maintenanceTemplates(),
    page: () => import('./template-list.tsx').then((m) => m.Templates),
    needs: 'contracts.products',
  },
  {
    path: paths.newContract(),
    page: () => import('./sale.tsx').then((m) => m.NewContract),
    needs: 'contracts.sell',
  },
  {
    path: paths.contract('$id'),
    page: () => import('./contract-page.tsx').then((m) => m.ContractPage),
    needs: 'contracts.read',
  },
  {
    path: paths.serviceProduct('$id'),
    page: () => import('./product-page.tsx').then((m) => m.ProductPage),
    needs: 'contracts.read',
  },
]
