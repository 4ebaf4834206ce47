import { moreWords } from '@aftercare/words/web'
import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'
import { syncWords } from './words.ts'

export const screens: Screen[] = [
  {
    path: paths.sync(),
    page: async () => {
      const [{ Sync }] = await Promise.all([import('./sync.tsx'), moreWords(syncWords)])
      return Sync
    },
  },
]
