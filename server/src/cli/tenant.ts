import { sql } from 'kysely'
import { type Actor, systemActor } from '../kit/actor.ts'
import { newId } from '../kit/ids.ts'
import { PERMISSIONS } from '../permissions.ts'
import type { Running } from '../services.ts'

/**
 * The company a command speaks of: by its code, or the only one there is. On an empty database the named one is made, so that
 * a file can be tried before anybody has signed in.
 */
export async function tenantFor(services: Running, code: string | undefined): Promise<Actor> {
  const { rows } = await services.ownerPool.query<{ tenant_id: string; code: string }>(
    'select tenant_id, code from kit.company order by created_at',
  )
  const found = code ? rows.find((row) => row.code === code) : rows.length === 1 ? rows[0] : undefined
  if (found) return operator(found.tenant_id)
  if (rows.length > 0) {
    const known = rows.map((row) => row.code).join(', ')
    throw new Error(
      code ? `there is no company "${code}"; there are: ${known}` : `say which company with --tenant: ${known}`,
    )
  }
  return operator(await makeCompany(services, code ?? 'main'))
}

async function makeCompany(services: Running, code: string): Promise<string> {
  const id = newId()
  await services.db.tx(id, (tx) =>
    sql`insert into kit.company (tenant_id, code, name, country, language, time_zone, currency)
      values (${id}, ${code}, ${code}, 'CN', 'en', 'Asia/Shanghai', 'CNY')`.execute(tx),
  )
  return id
}

/** The operator at the command line: may do what an administrator may. */
function operator(tenantId: string): Actor {
  return { ...systemActor(tenantId), name: 'aftercare (command line)', permissions: new Set(PERMISSIONS) }
}
