import type { WordFiles } from '@aftercare/words/web'

/** Loaded with the page of help, or where the clock is wrong. */
export const helpWords: WordFiles = {
  en: () => import('./words/en.ts'),
  'zh-CN': () => import('./words/zh-CN.ts'),
  'zh-TW': () => import('./words/zh-TW.ts'),
}
