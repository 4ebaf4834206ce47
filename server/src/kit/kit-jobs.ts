import { jobs as housekeeping } from './housekeeping/jobs.ts'
import type { Job } from './jobs.ts'
import { exportJob } from './list/export-job.ts'
import { sendMailJob } from './mail/job.ts'
import { sendSmsJob } from './sms/job.ts'

/** Jobs of the kit itself: mail, text messages, exports, housekeeping. */
export const jobs: Job[] = [exportJob, sendMailJob, sendSmsJob, ...housekeeping]
