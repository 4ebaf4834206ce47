import { type Job, job } from '../jobs.ts'
import { runIn } from '../search/find.ts'
import { recountWords } from '../search/index.ts'
import { sweepFiles } from './files.ts'
import { reindexOutdated } from './reindex.ts'
import { dropOldKeys, dropOldRows } from './rows.ts'

/** Hours are UTC and apart from each other; each is short and may be repeated. */
export const jobs: Job[] = [
  job('drop-old-keys', ({ services, tenantId }) => dropOldKeys(services, tenantId, new Date()), '20 3 * * *'),
  job('drop-old-rows', ({ services, tenantId }) => dropOldRows(services, tenantId, new Date()), '35 3 * * *'),
  job('sweep-files', ({ services, tenantId, log }) => sweepFiles(services, tenantId, new Date(), log), '50 * * * *'),
  job('reindex-search', ({ services, tenantId, log }) => reindexOutdated(services, tenantId, log), '5 4 * * *'),
  job(
    'recount-words',
    ({ services, tenantId }) => services.db.tx(tenantId, (tx) => recountWords(runIn(tx))),
    '30 4 * * *',
  ),
]
