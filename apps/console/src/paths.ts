/** Every address of the console. Links are made here and nowhere else. */
export const paths = {
  home: () => '/',
  signIn: (to?: string) => (to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'),
  forgot: () => '/sign-in/forgot',
  setup: () => '/setup',
  devices: () => '/devices',
  gallery: () => '/dev/gallery',

  desk: () => '/desk',
  /** `view` names one of the views that come with the queue. */
  queueView: (view: string) => `/requests?view=${view}`,
  requests: () => '/requests',
  request: (id: string) => `/requests/${id}`,
  requestNew: (known: { customerId?: string; assetId?: string; followUpOf?: string } = {}) => {
    const search = new URLSearchParams(known).toString()
    return search === '' ? '/requests/new' : `/requests/new?${search}`
  },
  requestImport: () => '/requests/import',
  customers: () => '/customers',
  newCustomer: () => '/customers/new',
  duplicates: () => '/customers/duplicates',
  customer: (id: string) => `/customers/${id}`,
  assets: () => '/products',
  newAsset: (customerId?: string) => (customerId ? `/products/new?customerId=${customerId}` : '/products/new'),
  asset: (id: string) => `/products/${id}`,
  families: () => '/families',
  failureCodes: () => '/failure-codes',
  models: () => '/models',
  model: (id: string) => `/models/${id}`,
  articles: () => '/knowledge',
  newArticle: () => '/knowledge/new',
  article: (id: string) => `/knowledge/${id}`,
  editArticle: (id: string) => `/knowledge/${id}/edit`,
  articleFeedback: (articleId?: string) =>
    articleId ? `/article-feedback?filter[articleId]=${articleId}` : '/article-feedback',
  campaigns: () => '/campaigns',
  newCampaign: () => '/campaigns/new',
  campaign: (id: string) => `/campaigns/${id}`,
  board: (of: { open?: string; date?: string } = {}) => {
    const search = new URLSearchParams(of).toString()
    return search === '' ? '/board' : `/board?${search}`
  },
  /** Planned by the optimiser; `of.new` opens the form with what is known. */
  plans: (
    of: {
      new?: 'day' | 'replan'
      date?: string
      station?: string
      order?: string
      technician?: string
      visit?: string
      minutes?: string
    } = {},
  ) => {
    const search = new URLSearchParams(of).toString()
    return search === '' ? '/plans' : `/plans?${search}`
  },
  plan: (id: string) => `/plans/${id}`,
  lateVisits: () => '/late-visits',
  workOrders: () => '/work-orders',
  visits: () => '/visits',
  visit: (id: string) => `/visits/${id}`,
  workOrder: (id: string) => `/work-orders/${id}`,
  stations: () => '/stations',
  stationTree: () => '/stations/tree',
  newStation: (below?: string) => (below ? `/stations/new?parentId=${below}` : '/stations/new'),
  stationDocuments: () => '/station-documents',
  station: (id: string) => `/stations/${id}`,
  people: () => '/people',
  newPerson: () => '/people/new',
  certificates: () => '/certificates',
  person: (id: string) => `/people/${id}`,
  rulePacks: () => '/rule-packs',
  rulePack: (packId: string) => `/rule-packs/${packId}`,
  rulePackVersion: (id: string) => `/rule-pack-versions/${id}`,
  limitWatch: () => '/limit-watch',
  decision: (id: string) => `/decisions/${id}`,
  goodwillList: () => '/goodwill',
  newGoodwill: (of: { assetId: string; requestId?: string }) => `/goodwill/new?${new URLSearchParams(of)}`,
  goodwill: (id: string) => `/goodwill/${id}`,
  goodwillLimits: () => '/settings/goodwill-limits',
  voidings: () => '/voided-warranties',
  voiding: (id: string) => `/voided-warranties/${id}`,
  supplierTerms: () => '/supplier-terms',
  prices: () => '/prices',
  priceList: (id: string) => `/prices/${id}`,
  quotations: () => '/quotations',
  newQuotation: (requestId?: string) => (requestId ? `/quotations/new?requestId=${requestId}` : '/quotations/new'),
  quotation: (id: string) => `/quotations/${id}`,
  invoices: () => '/invoices',
  openItems: () => '/open-items',
  creditNotes: () => '/credit-notes',
  priceDeviations: () => '/price-deviations',
  taxRates: () => '/settings/tax-rates',
  roundingRules: () => '/settings/rounding-rules',
  exchangeRates: () => '/settings/exchange-rates',
  invoice: (id: string) => `/invoices/${id}`,
  contracts: () => '/contracts',
  newContract: (known: { customerId?: string; assetId?: string } = {}) => {
    const search = new URLSearchParams(known).toString()
    return search === '' ? '/contracts/new' : `/contracts/new?${search}`
  },
  contractRenewals: () => '/contracts/renewals',
  contract: (id: string) => `/contracts/${id}`,
  serviceProducts: () => '/service-products',
  serviceProduct: (id: string) => `/service-products/${id}`,
  maintenance: () => '/maintenance',
  maintenanceCalendar: () => '/maintenance/calendar',
  maintenanceTemplates: () => '/maintenance/kinds',
  stock: () => '/stock',
  /** Scanner work; `of` opens one piece of it. */
  store: (of: { task?: string; paper?: string; id?: string } = {}) => {
    const search = new URLSearchParams(of).toString()
    return search === '' ? '/store' : `/store?${search}`
  },
  replenishment: () => '/replenishment',
  replenishmentCost: () => '/replenishment/cost',
  stockWorth: () => '/stock-worth',
  stockAt: (of: { at?: string; placeId?: string; q?: string | number } = {}) => {
    const search = new URLSearchParams(Object.entries(of).map(([key, value]) => [key, String(value)])).toString()
    return search === '' ? '/stock-at' : `/stock-at?${search}`
  },
  stockClosings: () => '/settings/stock-closings',
  stockValues: () => '/stock-values',
  standards: () => '/part-standards',
  parts: () => '/parts',
  partSearch: (of: { q?: string; near?: string | null } = {}) => {
    const known = Object.entries(of).filter((one): one is [string, string] => Boolean(one[1]))
    return known.length === 0 ? '/part-search' : `/part-search?${new URLSearchParams(known)}`
  },
  part: (id: string) => `/parts/${id}`,
  partRequests: () => '/part-requests',
  partRequest: (id: string) => `/part-requests/${id}`,
  purchaseOrders: () => '/purchase-orders',
  purchaseOrder: (id: string) => `/purchase-orders/${id}`,
  transfers: () => '/transfers',
  transfer: (id: string) => `/transfers/${id}`,
  oldParts: () => '/old-parts',
  oldPart: (id: string) => `/old-parts?open=${id}`,
  stockPlaces: () => '/stock-places',
  stockDebts: () => '/stock-debts',
  stockDebt: (id: string) => `/stock-debts?open=${id}`,
  stockMovements: () => '/stock-movements',
  drawings: () => '/drawings',
  drawing: (id: string, serial?: string) =>
    serial ? `/drawings/${id}?serial=${encodeURIComponent(serial)}` : `/drawings/${id}`,
  partsFinder: (
    of: { modelId?: string | undefined; serial?: string | undefined; symptom?: string | undefined } = {},
  ) => {
    const known = Object.entries(of).filter((one): one is [string, string] => Boolean(one[1]))
    return known.length === 0 ? '/parts-finder' : `/parts-finder?${new URLSearchParams(known)}`
  },
  genuineChecks: () => '/genuine-checks',
  makerIssues: () => '/maker-issues',
  genuineChain: (number?: string) =>
    number ? `/genuine-chain?number=${encodeURIComponent(number)}` : '/genuine-chain',
  stockDocument: (id: string) => `/stock-documents/${id}`,
  returnVisits: () => '/return-visits',
  returnVisit: (id: string) => `/return-visits/${id}`,
  surveys: () => '/surveys',
  scripts: () => '/return-visit-scripts',
  insight: () => '/insight',
  partFigures: () => '/insight/parts',
  replacedParts: () => '/insight/replaced-parts',
  planFigures: () => '/insight/plans',
  caseFigures: () => '/insight/cases',
  settings: () => '/settings/company',
  calendars: () => '/settings/calendars',
  skills: () => '/settings/skills',
  partClasses: () => '/settings/part-classes',
  stockOwners: () => '/settings/stock-owners',
  bookingRules: () => '/settings/booking-rules',
  checklists: () => '/settings/checklists',
  phones: () => '/phones',
  phone: (id: string) => `/phones?open=${id}`,
  lateFacts: (of: { technicianId?: string } = {}) =>
    of.technicianId ? `/late-facts?filter[technicianId]=${of.technicianId}` : '/late-facts',
  serviceReports: () => '/service-reports',
  lateFact: (id: string) => `/late-facts?open=${id}`,
  workTimes: () => '/work-times',
  expenses: () => '/expenses',
  apiKeys: () => '/settings/api-keys',
  profile: () => '/profile',
}

const pages: Record<string, (id: string) => string> = {
  request: paths.request,
  customer: paths.customer,
  asset: paths.asset,
  article: paths.article,
  campaign: paths.campaign,
  part: paths.part,
  stockDocument: paths.stockDocument,
  partRequest: paths.partRequest,
  purchaseOrder: paths.purchaseOrder,
  shipment: paths.transfer,
  oldPart: paths.oldPart,
  stockDebt: paths.stockDebt,
  drawing: (id) => paths.drawing(id),
  genuineCheck: () => paths.genuineChecks(),
  model: paths.model,
  visit: paths.visit,
  told: paths.lateFact,
  phone: paths.phone,
  workOrder: paths.workOrder,
  station: paths.station,
  person: paths.person,
  priceList: paths.priceList,
  rulePack: paths.rulePackVersion,
  quotation: paths.quotation,
  invoice: paths.invoice,
  goodwill: paths.goodwill,
  decision: paths.decision,
  voiding: paths.voiding,
  returnVisit: paths.returnVisit,
  contract: paths.contract,
  serviceProduct: paths.serviceProduct,
}

/** The page of a thing the server names by kind (search results, notices, events); null when it has none. */
export function pathOf(kind: string, id: string): string | null {
  const camel = kind.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase())
  return pages[camel]?.(id) ?? null
}
