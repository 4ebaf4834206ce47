import type { WordFiles } from '@aftercare/words/web'

/** One file of texts per language, loaded when the language is chosen. */
export const wordFiles: WordFiles = {
  en: () => import('./words/en.ts'),
  'zh-CN': () => import('./words/zh-CN.ts'),
  'zh-TW': () => import('./words/zh-TW.ts'),
}
