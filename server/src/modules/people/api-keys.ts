import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, can, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { hashSecret, KEY_PREFIX, newSecret } from '../../kit/auth/secrets.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { id, instant, line } from '../../kit/shapes.ts'
import { PERMISSIONS, type Permission } from '../../permissions.ts'

export const apiKeyInput = z.object({
  name: line,
  scopes: z.array(z.enum(PERMISSIONS as [Permission, ...Permission[]])).min(1),
  stationIds: z.array(id).min(1).nullish().describe('absent: as far as the creator sees'),
  expiresAt: instant.nullish(),
})

export const apiKeyView = z
  .object({
    id,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    stationIds: z.array(id).nullable(),
    createdBy: z.object({ id, name: z.string() }).nullable(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' })

/** A key never reaches further than the one who makes it. It is shown once; only its hash is kept. */
export async function makeApiKey(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof apiKeyInput>,
): Promise<{ id: string; key: string }> {
  const beyond = input.scopes.filter((scope) => !can(actor, scope))
  if (beyond.length > 0) throw problem('people.key_scope', 403, { scopes: beyond.join(', ') })
  const stations = input.stationIds ?? (actor.stations === 'all' ? null : [...actor.stations])
  if (stations?.some((station) => !sees(actor, station))) throw notFound('station')
  if (input.expiresAt && Date.parse(input.expiresAt) <= Date.now())
    throw invalid({ path: 'expiresAt', code: 'validation.order' })
  const id = newId()
  const key = `${KEY_PREFIX}${newSecret()}`
  await sql`
    insert into people.api_key (id, name, prefix, key_hash, scopes, station_ids, created_by, expires_at)
    values (${id}, ${input.name}, ${key.slice(0, 11)}, ${hashSecret(key)}, ${input.scopes}::text[], ${stations}::uuid[],
      ${actor.id}, ${input.expiresAt ?? null})`.execute(tx)
  await announce(tx, actor, {
    type: 'api_key.made',
    subject: { type: 'api_key', id },
    data: { name: input.name, scopes: input.scopes },
  })
  return { id, key }
}

/** Who sees only some stations sees only the keys they made. */
function visibleKey(actor: Actor) {
  return actor.stations === 'all' ? sql<boolean>`true` : sql<boolean>`k.created_by = ${actor.id}`
}

export async function listApiKeys(tx: Tx, actor: Actor) {
  const { rows } = await sql`
    select k.id, k.name, k.prefix, k.scopes, k.station_ids as "stationIds", k.created_at as "createdAt", k.expires_at as "expiresAt",
      k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt",
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as "createdBy"
    from people.api_key k left join people.person p on p.tenant_id = k.tenant_id and p.id = k.created_by
    where ${visibleKey(actor)} order by k.created_at desc limit 500`.execute(tx)
  return { items: rows }
}

/** From the commit on the key opens nothing, in no process. */
export async function revokeApiKey(tx: Tx, services: Services, actor: Actor, id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update people.api_key k set revoked_at = coalesce(k.revoked_at, now())
    where k.id = ${id} and ${visibleKey(actor)} returning k.name`.execute(tx)
  if (!rows[0]) throw notFound('api_key')
  await announce(tx, actor, { type: 'api_key.revoked', subject: { type: 'api_key', id }, data: { name: rows[0].name } })
  afterCommit(tx, () => services.forgetActors())
}
