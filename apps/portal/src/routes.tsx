import type { Screen } from './shell/router.tsx'

/** Every screen of the portal; `:name` in a path is handed to the page as a prop. The first that matches is shown. */
export const screens: Screen[] = [
  { path: '/', page: () => import('./start/company.tsx').then((m) => m.Company) },
  { path: '/q/:company/:token', page: () => import('./product/product.tsx').then((m) => m.LabelPage) },
  // Links in mails name no company: the device remembers it, or there is only one.
  { path: '/requests/:request', page: () => import('./start/company.tsx').then((m) => m.Company) },
  { path: '/quotations/:quotation', page: () => import('./start/company.tsx').then((m) => m.Company) },
  { path: '/contracts/:contract', page: () => import('./start/company.tsx').then((m) => m.Company) },
  { path: '/:company', page: () => import('./start/start.tsx').then((m) => m.Start) },
  { path: '/:company/sign-in', page: () => import('./sign-in/sign-in.tsx').then((m) => m.SignIn) },
  { path: '/:company/requests', page: () => import('./follow/mine.tsx').then((m) => m.Mine) },
  { path: '/:company/serials/:serial', page: () => import('./product/product.tsx').then((m) => m.SerialPage) },
  { path: '/:company/ask/:kind', page: () => import('./ask/ask.tsx').then((m) => m.Ask) },
  { path: '/:company/requests/:id', page: () => import('./follow/follow.tsx').then((m) => m.Follow) },
  { path: '/:company/quotations/:id', page: () => import('./quotation/quotation.tsx').then((m) => m.Quotation) },
  { path: '/:company/offers/:token', page: () => import('./quotation/offer.tsx').then((m) => m.Offer) },
  { path: '/:company/prices', page: () => import('./prices/prices.tsx').then((m) => m.Prices) },
  { path: '/:company/contracts/:id', page: () => import('./contracts/contracts.tsx').then((m) => m.ContractPage) },
  { path: '/:company/surveys/:token', page: () => import('./survey/survey.tsx').then((m) => m.Survey) },
]
