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
  {
    path: paths.openItems(),
    page: () => import('./open-items.tsx').then((m) => m.OpenItems),
    needs: 'billing.read',
    rail: { group: 'money', label: 'billing:openItems' },
  },
  {
    path: paths.creditNotes(),
    page: () => import('./credit-note-list.tsx').then((m) => m.CreditNotes),
    needs: 'billing.read',
    rail: { group: 'money', label: 'billing:credit_notes' },
  },
  {
    path: paths.priceDeviations(),
    page: () => import('./price-deviations.tsx').then((m) => m.PriceDeviations),
    needs: 'billing.read',
    rail: { group: 'money', label: 'billing:deviations' },
  },
  {
    path: paths.taxRates(),
    page: () => import('./tax-rates.tsx').then((m) => m.TaxRates),
    needs: 'billing.settings',
    rail: { group: 'settings', label: 'billing:taxRates' },
  },
  {
    path: paths.roundingRules(),
    page: () => import('./tax-rates.tsx').then((m) => m.RoundingRules),
    needs: 'billing.settings',
    rail: { group: 'settings', label: 'billing:roundingRules' },
  },
  {
    path: paths.exchangeRates(),
    page: () => import('./exchange-rates.tsx').then((m) => m.ExchangeRates),
    needs: 'billing.settings',
    rail: { group: 'settings', label: 'billing:exchangeRates' },
  },
]
