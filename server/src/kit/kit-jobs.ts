import { jobs as housekeeping } from './housekeeping/jobs.ts'
import type { Job } from './jobs.ts'
import { exportJob } from './list/export-job.ts'
import { sendMailJob } from './mail/job.ts'

/** Jobs of the kit itself: mail, exports, housekeeping. */
export const jobs: Job[] = [exportJob, sendMailJob, ...housekeeping]
