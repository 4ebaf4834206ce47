import { jobs as housekeeping } from './housekeeping/jobs.ts'
import type { Job } from './jobs.ts'
import { exportJob } from './list/export-job.ts'
import { sendMailJob } from './mail/job.ts'
import { sendSmsJob } from './sms/job.ts'
import { takeStatisticsJob } from './statistics.ts'

/** Jobs of the kit itself: mail, text messages, exports, statistics after a bulk import, housekeeping. */
export const jobs: Job[] = [exportJob, sendMailJob, sendSmsJob, takeStatisticsJob, ...housekeeping]
