import 'i18next'

type Text<Module> = Module extends { default: infer Content } ? Content : never

/** Keys are typed from the English files, so that a misspelt key does not compile. */
type English = {
  common: Text<typeof import('../locales/en/common.json')>
  errors: Text<typeof import('../locales/en/errors.json')>
  console: Text<typeof import('../locales/en/console.json')>
  field: Text<typeof import('../locales/en/field.json')>
  portal: Text<typeof import('../locales/en/portal.json')>
  people: Text<typeof import('../locales/en/people.json')>
  parties: Text<typeof import('../locales/en/parties.json')>
  network: Text<typeof import('../locales/en/network.json')>
  assets: Text<typeof import('../locales/en/assets.json')>
  knowledge: Text<typeof import('../locales/en/knowledge.json')>
  parts: Text<typeof import('../locales/en/parts.json')>
  billing: Text<typeof import('../locales/en/billing.json')>
  contracts: Text<typeof import('../locales/en/contracts.json')>
  entitlement: Text<typeof import('../locales/en/entitlement.json')>
  requests: Text<typeof import('../locales/en/requests.json')>
  dispatch: Text<typeof import('../locales/en/dispatch.json')>
  'field-work': Text<typeof import('../locales/en/field-work.json')>
  workshop: Text<typeof import('../locales/en/workshop.json')>
  claims: Text<typeof import('../locales/en/claims.json')>
  quality: Text<typeof import('../locales/en/quality.json')>
  campaigns: Text<typeof import('../locales/en/campaigns.json')>
  voice: Text<typeof import('../locales/en/voice.json')>
  retention: Text<typeof import('../locales/en/retention.json')>
  insight: Text<typeof import('../locales/en/insight.json')>
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: English
    returnNull: false
  }
}
