import type { WordFiles } from '@aftercare/words/web'

/** Loaded with the first article that is opened, or the list of them. */
export const articleWords: WordFiles = {
  en: () => import('./words/en.ts'),
  'zh-CN': () => import('./words/zh-CN.ts'),
  'zh-TW': () => import('./words/zh-TW.ts'),
}
