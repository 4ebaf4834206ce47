import { tidySignIn } from '../../kit/auth/tidy.ts'
import { type Job, job, type Reactions } from '../../kit/jobs.ts'

/** What this module does when something happens below it, and its own jobs. */
export const reactions: Reactions = {}
export const jobs: Job[] = [job('tidy-sign-in', ({ services }) => tidySignIn(services.db), '17 3 * * *')]
