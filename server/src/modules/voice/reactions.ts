import type { Job, Reactions } from '../../kit/jobs.ts'
import { askAfterClosure, callOff } from './after-closure.ts'
import { followMerge, undoFollow } from './customer-news.ts'

/** What this module does when something happens below it, and its own jobs. */
export const reactions: Reactions = {
  'request.closed': { 'voice.ask': askAfterClosure },
  'request.reopened': { 'voice.call-off': callOff },
  'customer.merged': { 'voice.follow': followMerge },
  'customer.merge_undone': { 'voice.follow': undoFollow },
}
export const jobs: Job[] = []
