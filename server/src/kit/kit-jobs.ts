import type { Job } from './jobs.ts'

/** Jobs of the kit itself: mail, exports, housekeeping. */
export const jobs: Job[] = []
