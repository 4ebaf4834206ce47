import { moreWords } from '@aftercare/words/web'
import { articleWords } from '../articles/words.ts'
import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'
import { jobWords } from './words.ts'

export const screens: Screen[] = [
  {
    path: paths.visit('$id'),
    page: async () => {
      const [{ Job }] = await Promise.all([import('./job.tsx'), moreWords(jobWords), moreWords(articleWords)])
      return Job
    },
  },
]
