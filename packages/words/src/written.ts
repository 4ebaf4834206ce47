import type { Language } from './index.ts'

export type Written = { en?: string | undefined; 'zh-CN'?: string | undefined; 'zh-TW'?: string | undefined }

/** Who reads one Chinese script reads the other before a foreign language. */
const NEAREST: Record<Language, readonly Language[]> = {
  en: ['en', 'zh-CN', 'zh-TW'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en'],
}

/** What people wrote, in the reader's language or the nearest it was written in, and which that is: nothing is translated. */
export function writtenIn(texts: Written | null, language: Language): { text: string; language: Language } | null {
  const found = NEAREST[language].find((one) => texts?.[one])
  return found ? { text: texts![found]!, language: found } : null
}
