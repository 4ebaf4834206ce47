import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { roundingBody, roundingPatch, taxRateBody, taxRatePatch } from './settings-shapes.ts'

/** A rate or rule that holds from one day to another; no two for the same thing on one day. */
const KINDS = {
  tax_rate: { table: 'billing.tax_rate', of: 'category' },
  rounding_rule: { table: 'billing.rounding_rule', of: 'currency' },
} as const
type Kind = keyof typeof KINDS
type Body = z.output<typeof taxRateBody> | z.output<typeof roundingBody>
type Patch = z.output<typeof taxRatePatch> | z.output<typeof roundingPatch>
interface Row {
  id: string
  country: string
  valid_from: string
  valid_to: string | null
  version: number
  [column: string]: unknown
}

export async function addSetting(tx: Tx, actor: Actor, kind: Kind, input: Body): Promise<string> {
  const { table, of } = KINDS[kind]
  const { validFrom, validTo, source, endPrevious: ending, ...rest } = input
  const row = { ...rest, valid_from: validFrom, valid_to: validTo ?? null, source: source ?? null }
  if (ending) await endPrevious(tx, actor, kind, row)
  await mustBeFree(tx, kind, { ...row, id: null, about: (row as Record<string, unknown>)[of] })
  const id = newId()
  const columns = Object.keys(row).map((name) => sql.ref(name))
  await sql`insert into ${sql.table(table)} (id, ${sql.join(columns)})
    values (${id}, ${sql.join(Object.values(row))})`.execute(tx)
  await announce(tx, actor, {
    type: `${kind}.added`,
    subject: { type: kind, id, version: 1 },
    data: { ...rest, validFrom },
  })
  return id
}

/** What bills were calculated with stays on them; a change holds for what is calculated from now on. */
export async function changeSetting(
  tx: Tx,
  actor: Actor,
  kind: Kind,
  id: string,
  ifMatch: number,
  input: Patch,
): Promise<void> {
  const before = await findSetting(tx, kind, id)
  const { validFrom, validTo, ...given } = input
  const { isConfirmed, ...rest } = { isConfirmed: undefined, ...given }
  const patch = { ...rest, is_confirmed: isConfirmed, valid_from: validFrom, valid_to: validTo }
  const after = {
    id,
    country: before.country,
    about: before[KINDS[kind].of],
    valid_from: validFrom ?? before.valid_from,
    valid_to: validTo === undefined ? before.valid_to : validTo,
  }
  await mustBeFree(tx, kind, after)
  const news = { type: `${kind}.changed`, subjectType: kind }
  await edit(tx, actor, { table: KINDS[kind].table, id, ifMatch, patch, news })
}

/** From the first day of the new one on; what it says for the days before stands. */
async function endPrevious(
  tx: Tx,
  actor: Actor,
  kind: Kind,
  row: { country: string; valid_from: string } & Record<string, unknown>,
): Promise<void> {
  const { table, of } = KINDS[kind]
  const { rows } = await sql<{ id: string; version: number; end: string }>`
    select id, version, (${row.valid_from}::date - 1)::text as end from ${sql.table(table)}
    where tenant_id = kit.tenant() and country = ${row.country} and ${sql.ref(of)} = ${row[of]}
      and valid_to is null and valid_from < ${row.valid_from}::date`.execute(tx)
  const before = rows[0]
  if (!before) return
  const news = { type: `${kind}.changed`, subjectType: kind }
  const patch = { valid_to: before.end }
  await edit(tx, actor, { table, id: before.id, ifMatch: before.version, patch, news })
}

interface Held {
  id: string | null
  country: string
  about: unknown
  valid_from: string
  valid_to: string | null
}

async function mustBeFree(tx: Tx, kind: Kind, row: Held): Promise<void> {
  if (row.valid_to !== null && row.valid_to < row.valid_from)
    throw invalid({ path: 'validTo', code: 'validation.order' })
  const { table, of } = KINDS[kind]
  const { rows } = await sql`
    select 1 from ${sql.table(table)}
    where tenant_id = kit.tenant() and country = ${row.country} and ${sql.ref(of)} = ${row.about}
      and id is distinct from ${row.id}::uuid
      and daterange(valid_from, valid_to, '[]') && daterange(${row.valid_from}::date, ${row.valid_to}::date, '[]')
    limit 1`.execute(tx)
  if (rows.length > 0) throw invalid({ path: 'validFrom', code: 'billing.overlaps' })
}

async function findSetting(tx: Tx, kind: Kind, id: string): Promise<Row> {
  const { rows } = await sql<Row>`select * from ${sql.table(KINDS[kind].table)} where id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound(kind)
  return rows[0]
}

export async function viewSetting(tx: Tx, kind: Kind, id: string) {
  const {
    valid_from: validFrom,
    valid_to: validTo,
    is_confirmed: isConfirmed,
    ...row
  } = await findSetting(tx, kind, id)
  return { ...row, validFrom, validTo, isConfirmed }
}
