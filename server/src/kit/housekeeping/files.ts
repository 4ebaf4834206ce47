import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Services } from '../app.ts'
import { sweepIncoming } from '../files/index.ts'
import { lockKey } from '../files/upload.ts'

const HOUR_MS = 3_600_000
const BATCH = 500

/** Uploads nobody attached within two days, and results of work that is gone: first the rows, then bytes no row names. */
export async function sweepFiles(services: Services, tenantId: string, now: Date, log: Logger): Promise<void> {
  await sweepIncoming(services.files, new Date(now.getTime() - 24 * HOUR_MS))
  const { rows } = await services.db.tx(tenantId, (tx) =>
    sql<{ id: string; storage_key: string }>`
      select f.id, f.storage_key from kit.file f
      where (f.subject_id is null and f.created_at < ${new Date(now.getTime() - 48 * HOUR_MS)})
        or (f.subject_type = 'task' and not exists
          (select from kit.task t where t.tenant_id = f.tenant_id and t.id = f.subject_id))
      limit ${BATCH}`.execute(tx),
  )
  for (const { id, storage_key } of rows) await sweep(services, tenantId, id, storage_key)
  if (rows.length > 0) log.info({ files: rows.length }, 'files nobody attached are gone')
}

/** Under the lock an upload of the same bytes takes, so that it cannot come to name them just before they go. */
async function sweep(services: Services, tenantId: string, id: string, key: string): Promise<void> {
  await services.db.tx(tenantId, async (tx) => {
    await lockKey(tx, key)
    const gone = await tx
      .deleteFrom('kit.file')
      .where('id', '=', id)
      .where((e) => e.or([e('subject_id', 'is', null), e('subject_type', '=', 'task')]))
      .returning('id')
      .executeTakeFirst()
    const named = await tx.selectFrom('kit.file').select('id').where('storage_key', '=', key).executeTakeFirst()
    if (gone && !named) await services.files.disk.delete(key)
  })
}
