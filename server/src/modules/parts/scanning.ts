import { foldSerial, gtinForms, type PartCode, readPartCode } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { readBin } from './bins.ts'
import type { scanView } from './scan-shapes.ts'

type View = z.input<typeof scanView>

/**
 * What a scanned text is: a part by any of its numbers, a serial or a batch of one, the paper of an order, a transfer or a request, a
 * place or a bin. Nothing of these is an empty answer: whoever scans a serial that comes for the first time says which part it is of.
 */
export async function readScan(tx: Tx, actor: Actor, text: string): Promise<View> {
  const bin = readBin(text)
  const code = bin ? {} : (readPartCode(text) ?? { number: text, serial: text, batch: text })
  const isPlain = readPartCode(text) === null
  return {
    text,
    bin,
    parts: bin ? [] : await partsRead(tx, actor, code, isPlain),
    document: isPlain && !bin ? await documentRead(tx, actor, text) : null,
    place: isPlain && !bin ? await placeRead(tx, actor, text) : null,
  }
}

/** A label says its part, and which one of it; a plain text is one of these, and the part it is the number of comes first. */
async function partsRead(tx: Tx, actor: Actor, code: PartCode, isPlain: boolean): Promise<View['parts']> {
  const folds = code.number ? gtinForms(code.number).map(foldSerial) : []
  const serial = code.serial ? foldSerial(code.serial) : ''
  const { rows } = await sql<View['parts'][number]>`
    with named as (
      select p.id from parts.part p where p.tenant_id = kit.tenant() and p.number_fold = any(${folds}::text[])
      union select n.part_id from parts.part_number n where n.tenant_id = kit.tenant() and n.number_fold = any(${folds}::text[])),
    found as (
      select n.id, null::uuid as serial_id, null::uuid as batch_id, 1 as rank from named n where ${isPlain}
      union all select s.part_id, s.id, s.batch_id, 2 from parts.serial s where s.tenant_id = kit.tenant() and ${serial} <> '' and s.number_fold = ${serial}
        and (${isPlain || folds.length === 0} or s.part_id in (select n.id from named n))
      union all select b.part_id, null, b.id, 3 from parts.batch b where b.tenant_id = kit.tenant() and b.code = ${code.batch ?? ''}
        and (${isPlain} or (${serial} = '' and b.part_id in (select n.id from named n)))
      union all select n.id, null, null, 4 from named n where not ${isPlain})
    select distinct on (p.id) p.id, p.number, p.name, p.unit, p.tracking,
      coalesce(s.number, case when not ${isPlain} then ${code.serial ?? null}::text end) as serial,
      coalesce(b.code, case when not ${isPlain} then ${code.batch ?? null}::text end) as batch,
      coalesce(b.expires_on::text, ${code.expiresOn ?? null}::text) as "expiresOn", b.blocked_at is not null as "isBlocked",
      l.id as "placeId", l.name as place
    from found f join parts.part p on p.tenant_id = kit.tenant() and p.id = f.id and p.is_active
    left join parts.serial s on s.tenant_id = p.tenant_id and s.id = f.serial_id
    left join parts.batch b on b.tenant_id = p.tenant_id and b.id = f.batch_id and b.code <> ''
    left join parts.place l on l.tenant_id = p.tenant_id and l.id = s.place_id and l.is_shelf and ${visibleTo(actor, 'l.station_id')}
    order by p.id, f.rank limit 20`.execute(tx)
  return rows
}

async function documentRead(tx: Tx, actor: Actor, text: string): Promise<View['document']> {
  const number = text.trim().toUpperCase()
  const { rows } = await sql<NonNullable<View['document']>>`
    select 'purchase_order' as kind, o.id, o.number from parts.purchase_order o where o.tenant_id = kit.tenant() and o.number = ${number}
      and ${visibleTo(actor, 'o.station_id')}
    union all select 'shipment', s.id, s.number from parts.shipment s where s.tenant_id = kit.tenant() and s.number = ${number}
      and (${visibleTo(actor, 's.station_id')} or ${visibleTo(actor, 's.to_station_id')})
    union all select 'part_request', d.id, d.number from parts.demand d where d.tenant_id = kit.tenant() and d.number = ${number}
      and ${visibleTo(actor, 'd.station_id')}
    limit 1`.execute(tx)
  return rows[0] ?? null
}

async function placeRead(tx: Tx, actor: Actor, text: string): Promise<View['place']> {
  const row = await tx
    .selectFrom('parts.place as l')
    .select(['l.id', 'l.name'])
    .where('l.code', '=', text.trim())
    .where('l.is_shelf', '=', true)
    .where('l.kind', '<>', 'transit')
    .where(visibleTo(actor, 'l.station_id'))
    .executeTakeFirst()
  return row ?? null
}
