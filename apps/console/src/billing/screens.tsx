import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.prices(),
    page: () => import('./price-lists.tsx').then((m) => m.PriceLists),
    needs: 'billing.read',
    rail: { group: 'promises', label: 'billing:priceLists' },
  },
  {
    path: paths.priceList('$id'),
    page: () => import('./price-list-page.tsx').then((m) => m.PriceListPage),
    needs: 'billing.read',
  },
  {
    path: paths.quotations(),
    page: () => import('./quotation-list.tsx').then((m) => m.Quotations),
    needs: 'billing.read',
    rail: { group: 'money', label: 'billing:quotations' },
  },
  {
    path: paths.newQuotation(),
    page: () => import('./new-quotation.tsx').then((m) => m.NewQuotation),
    needs: 'billing.quote',
  },
  {
    path: paths.quotation('$id'),
    page: () => import('./quotation-page.tsx').then((m) => m.QuotationPage),
    needs: 'billing.read',
  },
  {
    path: paths.invoices(),
    page: () => import('./invoice-list.tsx').then((m) => m.Invoices),
    needs: 'billing.read',
    rail: { group: 'money', label: 'billing:invoices' },
  },
  {
    path: paths.invoice('$id'),
    page: () => import('./invoice-page.tsx').then((m) => m.InvoicePage),
    needs: 'billing.read',
  },
]
