import type { Job, Reactions } from '../../kit/jobs.ts'

/** What this module does when something happens below it, and its own jobs. */
export const reactions: Reactions = {}
export const jobs: Job[] = []
