import 'i18next'
import type assets from '../locales/en/assets.json'
import type billing from '../locales/en/billing.json'
import type campaigns from '../locales/en/campaigns.json'
import type claims from '../locales/en/claims.json'
import type common from '../locales/en/common.json'
import type console from '../locales/en/console.json'
import type contracts from '../locales/en/contracts.json'
import type dispatch from '../locales/en/dispatch.json'
import type entitlement from '../locales/en/entitlement.json'
import type errors from '../locales/en/errors.json'
import type field from '../locales/en/field.json'
import type fieldArticles from '../locales/en/field-articles.json'
import type fieldHelp from '../locales/en/field-help.json'
import type fieldJob from '../locales/en/field-job.json'
import type fieldSync from '../locales/en/field-sync.json'
import type fieldWork from '../locales/en/field-work.json'
import type goodwill from '../locales/en/goodwill.json'
import type insight from '../locales/en/insight.json'
import type knowledge from '../locales/en/knowledge.json'
import type limits from '../locales/en/limits.json'
import type network from '../locales/en/network.json'
import type packs from '../locales/en/packs.json'
import type parties from '../locales/en/parties.json'
import type parts from '../locales/en/parts.json'
import type people from '../locales/en/people.json'
import type portal from '../locales/en/portal.json'
import type quality from '../locales/en/quality.json'
import type replenishment from '../locales/en/replenishment.json'
import type requests from '../locales/en/requests.json'
import type retention from '../locales/en/retention.json'
import type store from '../locales/en/store.json'
import type supplierTerms from '../locales/en/supplier-terms.json'
import type voice from '../locales/en/voice.json'
import type voidings from '../locales/en/voidings.json'
import type workshop from '../locales/en/workshop.json'

/** Keys are typed from the English files, so that a misspelt key does not compile. */
type English = {
  common: typeof common
  errors: typeof errors
  console: typeof console
  field: typeof field
  'field-articles': typeof fieldArticles
  'field-help': typeof fieldHelp
  'field-job': typeof fieldJob
  'field-sync': typeof fieldSync
  portal: typeof portal
  people: typeof people
  parties: typeof parties
  network: typeof network
  assets: typeof assets
  knowledge: typeof knowledge
  parts: typeof parts
  store: typeof store
  replenishment: typeof replenishment
  billing: typeof billing
  contracts: typeof contracts
  entitlement: typeof entitlement
  packs: typeof packs
  limits: typeof limits
  goodwill: typeof goodwill
  voidings: typeof voidings
  'supplier-terms': typeof supplierTerms
  requests: typeof requests
  dispatch: typeof dispatch
  'field-work': typeof fieldWork
  workshop: typeof workshop
  claims: typeof claims
  quality: typeof quality
  campaigns: typeof campaigns
  voice: typeof voice
  retention: typeof retention
  insight: typeof insight
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: English
    returnNull: false
  }
}

/** A key with its namespace, for tables of definitions: `requests:title`. */
export type WordKey = { [N in keyof English]: `${N}:${Keys<English[N]>}` }[keyof English]

type Keys<Texts> = {
  [K in keyof Texts & string]: Texts[K] extends string ? Bare<K> : `${K}.${Keys<Texts[K]>}`
}[keyof Texts & string]
type Bare<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key
