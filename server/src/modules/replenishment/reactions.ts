import type { Job, Reactions } from '../../kit/jobs.ts'
import { replenishmentJob } from './job.ts'

export const reactions: Reactions = {}
export const jobs: Job[] = [replenishmentJob]
