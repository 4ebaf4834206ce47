import type { WordFiles } from '@aftercare/words/web'

/** Loaded with the first job that is opened. */
export const jobWords: WordFiles = {
  en: () => import('./words/en.ts'),
  'zh-CN': () => import('./words/zh-CN.ts'),
  'zh-TW': () => import('./words/zh-TW.ts'),
}
