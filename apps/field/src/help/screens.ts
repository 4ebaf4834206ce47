import { moreWords } from '@aftercare/words/web'
import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'
import { helpWords } from './words.ts'

export const screens: Screen[] = [
  {
    path: paths.help(),
    page: async () => {
      const [{ Help }] = await Promise.all([import('./help.tsx'), moreWords(helpWords)])
      return Help
    },
  },
]
