import './for-sale.ts'
import type { Job, Reactions } from '../../kit/jobs.ts'
import { notices } from './goodwill-notices.ts'
import { limitJobs, limitReactions } from './limit-news.ts'
import { checkPackJob } from './pack-check.ts'
import { decideByNewPacks, redecisions } from './redecide.ts'
import { voidingMails } from './voiding-mail.ts'

/** What this module does when something happens below it, and its own jobs. */
export const reactions: Reactions = together(redecisions, notices, limitReactions, voidingMails)
export const jobs: Job[] = [checkPackJob, decideByNewPacks, ...limitJobs]

/** Several reactions to the same event stand side by side. */
function together(...sets: Reactions[]): Reactions {
  const all: Reactions = {}
  for (const [type, named] of sets.flatMap(Object.entries<Reactions[string]>)) all[type] = { ...all[type], ...named }
  return all
}
