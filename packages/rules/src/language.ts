/** The languages every screen and mail exists in. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

// Where Chinese is written in traditional characters when the tag names no script.
const TRADITIONAL_REGIONS = new Set(['tw', 'hk', 'mo'])

/**
 * The best of our languages for a person's BCP 47 tags, most wanted first: zh-HK and zh-Hant → zh-TW, zh and
 * zh-Hans-SG → zh-CN (a script outranks a region), the first tag we have wins, otherwise en.
 */
export function pickLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const [language, ...rest] = tag.trim().toLowerCase().split(/[-_]/)
    if (language === 'en') return 'en'
    if (language === 'zh') return chinese(rest)
  }
  return 'en'
}

function chinese(subtags: readonly string[]): Language {
  if (subtags.includes('hant')) return 'zh-TW'
  if (subtags.includes('hans')) return 'zh-CN'
  return subtags.some((subtag) => TRADITIONAL_REGIONS.has(subtag)) ? 'zh-TW' : 'zh-CN'
}
