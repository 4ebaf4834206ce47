import type { Page } from 'playwright-core'
import { paths } from '../../apps/console/src/paths.ts'
import type { Api } from './a-job.ts'
import { bringAxe } from './axe.ts'
import { seriousOn } from './loop-screen.ts'

/** Where something to show on each page of one thing is found. */
const EXAMPLES: Partial<Record<keyof typeof paths, string>> = {
  request: '/requests',
  customer: '/customers',
  asset: '/assets',
  model: '/models',
  visit: '/visits',
  workOrder: '/work-orders',
  part: '/parts',
  stockDocument: '/stock-movements',
  partRequest: '/part-requests',
  purchaseOrder: '/purchase-orders',
  transfer: '/shipments',
  oldPart: '/old-parts',
  stockDebt: '/stock-debts',
  drawing: '/drawings',
  article: '/articles',
  editArticle: '/articles',
  phone: '/phones',
  lateFact: '/late-facts',
  station: '/stations',
  person: '/people',
  rulePack: '/entitlement/packs',
  decision: '/entitlement/decisions',
  goodwill: '/entitlement/goodwill',
  voiding: '/entitlement/voidings',
  priceList: '/price-lists',
  quotation: '/quotations',
  invoice: '/invoices',
  contract: '/contracts',
  serviceProduct: '/service-products',
  returnVisit: '/return-visits',
}
/** Shown to those who have not signed in, or only before there is a company. */
const OUTSIDE = new Set(['signIn', 'forgot', 'setup'])

/** Every address of the console with something to show; one that nobody gave an example for is an error. */
export async function consoleScreens(api: Api): Promise<string[]> {
  const found: string[] = []
  const make = paths as unknown as Record<string, (of?: unknown) => string>
  for (const [name, path] of Object.entries(make)) {
    if (OUTSIDE.has(name)) continue
    found.push(path(await exampleOf(api, name)))
    if (/undefined|null/.test(found.at(-1)!)) throw new Error(`no example for the path "${name}"`)
  }
  return [...new Set(found)]
}

async function exampleOf(api: Api, name: string): Promise<unknown> {
  if (name === 'queueView') return 'all'
  if (name === 'newGoodwill') return { assetId: (await api('GET', '/assets?limit=1')).items[0].id }
  if (name === 'rulePackVersion') {
    const { items } = await api('GET', '/entitlement/packs')
    const own = items.find((one: { origin: string }) => one.origin !== 'shipped')
    return (await api('GET', `/entitlement/packs/${own.packId}`)).versions[0].id
  }
  if (name === 'plan') return planOf(api)
  if (name === 'campaign') return announced(api)
  if (name === 'replenishment') return planned(api)
  if (name === 'stockDebt') await owe(api)
  const list = EXAMPLES[name as keyof typeof paths]
  if (!list) return undefined
  const [first] = (await api('GET', list)).items
  if (name === 'stockDocument') return first?.documentId
  return name === 'rulePack' ? first?.packId : first?.id
}

/** A van that used more than it had. */
async function owe(api: Api): Promise<void> {
  const van = { code: 'V-OWES', name: 'Van that owes', kind: 'van', mayOwe: true }
  const { id: placeId } = await api('POST', '/stock-places', van)
  const { id: partId } = await api('POST', '/parts', { number: 'OWED-1', name: { en: 'Clip' } })
  await api('POST', '/stock-documents', { kind: 'issue', placeId, lines: [{ partId, quantity: 1 }] })
}

/** A recall of one product: jobs walked in other tests do not meet it. */
async function announced(api: Api): Promise<string> {
  const [model] = (await api('GET', '/models?limit=1')).items
  const about = { kind: 'recall', isSafety: true, title: { en: 'Fan may burn' }, remedy: { en: 'Change the fan' } }
  const { serial } = (await api('GET', `/assets?filter[modelId]=${model.id}&limit=50`)).items.at(-1)
  const scopes = [{ modelId: model.id, serialFrom: serial, serialTo: serial }]
  const made = await api('POST', '/campaigns', { ...about, components: ['fan'], startsOn: '2026-01-01', scopes })
  await api('PUT', `/campaigns/${made.id}/announcement`, undefined, { 'if-match': `"${made.version}"` })
  return made.id
}

/** A plan for tomorrow, made for the purpose: those of the demo company are jobs that may still be running. */
async function planOf(api: Api): Promise<string> {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const { id } = await api('POST', '/planning-runs', { kind: 'day', from: tomorrow, seconds: 1 })
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    // Its own plan, done: a run that ends while the screens are looked at fills their lists.
    const { scenarioId } = await api('GET', `/planning-runs/${id}`)
    if (scenarioId) return scenarioId
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error('no plan came of the planning run')
}

/** The demo company plans its stock when it begins: a list that fills while it is looked at moves. */
async function planned(api: Api): Promise<void> {
  for (const until = Date.now() + 90_000; Date.now() < until; ) {
    const [run] = (await api('GET', '/replenishment-runs?kind=plan&limit=1')).items
    if (run && !['waiting', 'running'].includes(run.state)) return
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error('the stock was not planned')
}

export interface Look {
  /** What axe finds serious or critical, light and dark. */
  axe: string[]
  /** How far things moved by themselves while the page came up: the sum the browsers call layout shift, and what moved. */
  moved: number
  what: string[]
  /** Errors nobody caught. */
  errors: string[]
}

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Element | null }[] }
type Kept = { moved: number; what: string[] }

/** To be called once for a page, before its first address. `within`: the next screen comes as by a link, the app stays. */
export async function watchPage(page: Page): Promise<{ look(url: string, within?: boolean): Promise<Look> }> {
  let errors: string[] = []
  // A change of scheme draws everything anew: the next screen begins in the one this ended in, so both come first in turn.
  let schemes: ('dark' | 'light')[] = ['light', 'dark']
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(() => {
    const kept = window as unknown as Kept
    Object.assign(kept, { moved: 0, what: [] })
    new PerformanceObserver((list) => {
      for (const one of list.getEntries() as Shift[]) {
        if (one.hadRecentInput) continue
        kept.moved += one.value
        kept.what.push(...one.sources.map(({ node }) => `${node?.nodeName}.${node?.className}`))
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return {
    look: async (url, within = false) => {
      errors = []
      await (within ? goWithin(page, url) : page.goto(url))
      await page
        .waitForFunction(() => !document.querySelector('.ant-skeleton, [aria-busy="true"]'), null, { timeout: 10_000 })
        .catch(() => {})
      await Promise.all([page.waitForTimeout(500), bringAxe(page)])
      const shift = await page.evaluate(() => {
        const { moved, what } = window as unknown as Kept
        return { moved, what: [...new Set(what)] }
      })
      // Colours fade into each other; measured half way they are neither.
      await page.addStyleTag({
        content: '*, *::before, *::after { transition: none !important; animation-duration: 0s !important; }',
      })
      const axe = await seriousOn(page, schemes)
      schemes = schemes.toReversed()
      return { axe, ...shift, errors }
    },
  }
}

interface Router {
  history: { push(href: string): void; location: { state: { __TSR_key: string } } }
  state: { status: string; resolvedLocation?: { state: { __TSR_key: string } } }
}

/** As a link of the app does it; over when the router stands where it was sent, or on where that sent it. */
async function goWithin(page: Page, url: string): Promise<void> {
  const { pathname, search } = new URL(url)
  const before = await page.evaluate((href) => {
    Object.assign(window, { moved: 0, what: [] })
    const { history } = (window as unknown as { __TSR_ROUTER__: Router }).__TSR_ROUTER__
    const { __TSR_key: key } = history.location.state
    history.push(href)
    return key
  }, pathname + search)
  await page.waitForFunction((old) => {
    const { history, state } = (window as unknown as { __TSR_ROUTER__: Router }).__TSR_ROUTER__
    const { __TSR_key: key } = history.location.state
    return state.status === 'idle' && key !== old && state.resolvedLocation?.state.__TSR_key === key
  }, before)
}
