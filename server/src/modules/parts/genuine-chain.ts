import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { assetVisible } from '../assets/index.ts'
import type { chainView } from './genuine-shapes.ts'

type Chain = z.input<typeof chainView>
type Link = Omit<Chain, 'steps' | 'checks' | 'oldPart'> & { serialId: string | null }

/**
 * The way of a serial or batch from its maker to the machine. A number may be on parts of several makers: one chain each.
 * Places, machines and checks of other stations are there without their names.
 */
export async function chainsOf(tx: Tx, actor: Actor, number: string): Promise<{ items: Chain[] }> {
  const links = await linksOf(tx, number)
  if (links.length === 0) throw notFound('part number')
  const items: Chain[] = []
  for (const { serialId, ...link } of links)
    items.push({
      ...link,
      steps: await stepsOf(tx, actor, link.part.id, { serialId, batchId: link.batch?.id ?? null, kind: link.kind }),
      oldPart: link.kind === 'serial' ? await oldPartOf(tx, actor, link.part.id, link.number) : null,
      checks: await checksOf(tx, actor, link.part.id, link.number),
    })
  return { items }
}

/** Every part that knows the number: by its maker, by our ledger, or by both. */
async function linksOf(tx: Tx, number: string): Promise<Link[]> {
  const fold = foldSerial(number)
  const { rows } = await sql<{ link: Link }>`
    with known as (
      select part_id, kind, number, null::uuid as serial_id, null::uuid as batch_id from parts.maker_issue where number_fold = ${fold}
      union all select part_id, 'serial', number, id, null from parts.serial where number_fold = ${fold}
      union all select part_id, 'batch', code, null, id from parts.batch where lower(code) = lower(${number})),
    one as (select part_id, kind, max(number) as number, max(serial_id::text)::uuid as serial_id, max(batch_id::text)::uuid as batch_id
      from known group by part_id, kind order by part_id, kind limit 10)
    select json_build_object(
      'part', json_build_object('id', p.id, 'number', p.number, 'name', p.name, 'needsProof', p.needs_proof),
      'kind', k.kind, 'number', k.number, 'serialId', k.serial_id,
      'issue', case when i.id is not null then json_build_object('maker', i.maker, 'batch', i.batch, 'markets', i.markets, 'madeOn', i.made_on,
        'expiresOn', i.expires_on, 'issuedAt', to_char(i.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end,
      'batch', case when h.id is not null then json_build_object('id', h.id, 'code', h.code, 'expiresOn', h.expires_on,
        'isBlocked', h.blocked_at is not null, 'reason', h.blocked_reason) end) as link
    from one k join parts.part p on p.tenant_id = kit.tenant() and p.id = k.part_id
    left join parts.maker_issue i on i.tenant_id = p.tenant_id and i.part_id = p.id and i.kind = k.kind and i.number_fold = ${fold}
    left join parts.serial s on s.tenant_id = p.tenant_id and s.id = k.serial_id
    left join lateral (select h.* from parts.batch h where h.tenant_id = p.tenant_id and h.part_id = p.id
      and (h.id = k.batch_id or h.id = s.batch_id or lower(h.code) = lower(i.batch)) limit 1) h on true
    order by p.number, k.kind`.execute(tx)
  return rows.map((row) => row.link)
}

async function stepsOf(
  tx: Tx,
  actor: Actor,
  partId: string,
  of: { serialId: string | null; batchId: string | null; kind: string },
): Promise<Chain['steps']> {
  const which = of.kind === 'serial' ? sql`m.serial_id = ${of.serialId}::uuid` : sql`m.batch_id = ${of.batchId}::uuid`
  if ((of.kind === 'serial' ? of.serialId : of.batchId) === null) return []
  const { rows } = await sql<Chain['steps'][number]>`
    select d.kind, m.effective_at as at, m.quantity::float8 as quantity, f.kind as "fromKind", t.kind as "toKind",
      case when x.from_seen then f.name end as "from", case when x.to_seen then t.name end as "to",
      case when x.from_seen or x.to_seen then d.id end as "documentId", case when x.from_seen or x.to_seen then d.visit_id end as "visitId",
      case when a.id is not null then json_build_object('id', a.id, 'serial', a.serial) end as asset
    from parts.movement m
    join parts.document d on d.tenant_id = m.tenant_id and d.id = m.document_id
    join parts.place f on f.tenant_id = m.tenant_id and f.id = m.from_place_id
    join parts.place t on t.tenant_id = m.tenant_id and t.id = m.to_place_id
    cross join lateral (select f.is_shelf and ${visibleTo(actor, 'f.station_id')} as from_seen, t.is_shelf and ${visibleTo(actor, 't.station_id')} as to_seen) x
    left join assets.asset a on a.tenant_id = m.tenant_id and a.id = m.asset_id and ${assetVisible(actor, 'a')}
    where m.tenant_id = kit.tenant() and m.part_id = ${partId} and ${which} order by m.effective_at, d.booked_at, m.line limit 200`.execute(
    tx,
  )
  return rows
}

async function oldPartOf(tx: Tx, actor: Actor, partId: string, number: string): Promise<Chain['oldPart']> {
  const { rows } = await sql<NonNullable<Chain['oldPart']>>`
    select o.label, o.removed_at as "removedAt", o.verdict from parts.old_part o
    where o.part_id = ${partId} and o.serial_fold = ${foldSerial(number)} and ${visibleTo(actor, 'o.station_id')}
    order by o.removed_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

async function checksOf(tx: Tx, actor: Actor, partId: string, number: string): Promise<Chain['checks']> {
  const { rows } = await sql<Chain['checks'][number]>`
    select c.id, c.at, c.verdict, c.proof, c.by_name as by, c.visit_id as "visitId", c.reason from parts.genuine_check c
    where c.part_id = ${partId} and c.number_fold = ${foldSerial(number)} and ${visibleTo(actor, 'c.station_id')}
    order by c.at desc limit 50`.execute(tx)
  return rows
}
