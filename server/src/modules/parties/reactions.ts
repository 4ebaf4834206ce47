import { type Job, job, type Reactions } from '../../kit/jobs.ts'
import { forgetOldCodes } from './sign-in-codes.ts'

export const reactions: Reactions = {}
export const jobs: Job[] = [
  job(
    'parties.forget-codes',
    ({ services, tenantId }) => services.db.tx(tenantId, (tx) => forgetOldCodes(tx, new Date())),
    '17 3 * * *',
  ),
]
