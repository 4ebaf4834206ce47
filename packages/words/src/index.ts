/** The languages and namespaces of the product, and the i18next options the server and the apps share. */
export const languages = ['en', 'zh-CN', 'zh-TW'] as const
export type Language = (typeof languages)[number]

/** Each language by its own name, in its own script, whatever the screen's language is. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }

/** One namespace per module noun, and one per surface. The file name is the namespace. */
export const namespaces = [
  'common',
  'errors',
  'console',
  'field',
  'field-articles',
  'field-help',
  'field-job',
  'field-sync',
  'portal',
  'people',
  'parties',
  'network',
  'assets',
  'knowledge',
  'parts',
  'store',
  'replenishment',
  'billing',
  'contracts',
  'entitlement',
  'packs',
  'limits',
  'goodwill',
  'voidings',
  'supplier-terms',
  'requests',
  'dispatch',
  'field-work',
  'workshop',
  'claims',
  'quality',
  'campaigns',
  'voice',
  'retention',
  'insight',
  'mail',
  'paper',
] as const
export type Namespace = (typeof namespaces)[number]

/** Fallback is a safety net only: Simplified text shown to a zh-TW reader is a defect, and `check.ts` keeps the files complete. */
export const wordOptions = {
  supportedLngs: [...languages],
  fallbackLng: { 'zh-TW': ['zh-CN', 'en'], default: ['en'] },
  load: 'currentOnly' as const,
  defaultNS: 'common' as const,
  interpolation: { escapeValue: false },
  returnNull: false as const,
}

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}

/** Chooses our language for BCP 47 tags in order of preference: `zh-Hant`, `zh-HK`, `zh-MO` read Taiwan's script, other `zh` mainland's. */
export function matchLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const lower = tag.toLowerCase()
    if (/^zh\b.*\b(tw|hk|mo|hant)\b/.test(lower)) return 'zh-TW'
    if (/^zh\b/.test(lower)) return 'zh-CN'
    if (/^en\b/.test(lower)) return 'en'
  }
  return 'en'
}

/** The tags of an `Accept-Language` header, best first: `zh-TW,zh;q=0.8,*;q=0.1` gives `['zh-TW', 'zh']`. */
export function acceptedTags(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined)
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
export { type Written, writtenIn } from './written.ts'
