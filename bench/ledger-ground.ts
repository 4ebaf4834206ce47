import { sql } from 'kysely'
import { newId } from '../server/src/kit/ids.ts'
import type { Stage } from './stage.ts'

export interface LedgerGround {
  ownerId: string
  customerPlaceId: string
  parts: string[]
  places: string[]
}

const PLACES = 10
/** Up to so many movements each has its entry of value; more have one entry for all, to be filled in time. */
const WORTH_ROWS = 1_000_000

/** A thousand parts and ten shelves; nothing lies there yet. */
export async function layGround(stage: Stage, parts: number): Promise<LedgerGround> {
  const post = async (url: string, body: object) => {
    const answer = await stage.app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      headers: { authorization: stage.authorization },
      payload: body,
    })
    if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`)
    return answer.json().id as string
  }
  const places: string[] = []
  for (let n = 0; n < PLACES; n++)
    places.push(await post('/stock-places', { code: `W${n}`, name: `Shelf ${n}`, kind: 'warehouse' }))
  const ids = Array.from({ length: parts }, () => newId())
  return stage.services.db.tx(stage.tenantId, async (tx) => {
    await sql`insert into parts.part (id, number, number_fold, name)
      select id, 'BENCH-' || n, 'BENCH' || n, '{"en":"Part"}' from unnest(${ids}::uuid[]) with ordinality as x(id, n)`.execute(
      tx,
    )
    const owner = await tx.selectFrom('parts.owner').select('id').where('code', '=', 'own').executeTakeFirstOrThrow()
    const customer = await tx
      .selectFrom('parts.place')
      .select('id')
      .where('kind', '=', 'customer')
      .executeTakeFirstOrThrow()
    return { ownerId: owner.id, customerPlaceId: customer.id, parts: ids, places }
  })
}

/**
 * So many movements of three years, as bulk: triggers and foreign keys are off while they are written, and what the ledger keeps
 * beside them is summed up afterwards; its own check then says whether the sums are right. Every tenth movement of a shelf is a
 * receipt of twenty, the others issue one; one in ten is of the first part.
 */
export async function fillLedger(
  stage: Stage,
  ground: LedgerGround,
  rows: number,
  say: (text: string) => void,
): Promise<void> {
  const client = await stage.services.ownerPool.connect()
  const t = stage.tenantId
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  try {
    await run('set session_replication_role = replica')
    await run("set maintenance_work_mem = '512MB'")
    await run('select set_config($1, $2, false)', ['app.tenant_id', t])
    const { rows: indexes } =
      await run(`select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as def from pg_index
      where indrelid in ('parts.movement'::regclass, 'parts.value_entry'::regclass) and not indisprimary`)
    for (const one of indexes) await run(`drop index ${one.name}`)
    await run(
      `insert into parts.document (tenant_id, id, kind, content_hash, effective_at, by_kind)
      select $1, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'issue', '', now(), 'system' from generate_series(0, $2::bigint / 1000) n`,
      [t, rows],
    )
    const step = 1_000_000
    for (let from = 0; from < rows; from += step) {
      say(`movements ${from} of ${rows}`)
      await run(
        `insert into parts.movement (tenant_id, id, document_id, line, part_id, quantity, from_place_id, from_condition, from_owner_id,
            to_place_id, to_condition, to_owner_id, effective_at)
        select $1, ('00000000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad(to_hex(i / 1000), 12, '0'))::uuid, 1,
          part, case when comes then 20 else 1 end, case when comes then $2::uuid else place end, 'good', $3, case when comes then place else $4::uuid end,
          'good', $3, now() - interval '3 years' + i * (interval '3 years' / $7::bigint)
        from (select i, ($5::uuid[])[1 + case when i % 10 = 0 then 0 else (i / 10) % array_length($5::uuid[], 1) end] as part,
          ($6::uuid[])[1 + (i / 7) % 10] as place, (i / 100003) % 10 = 0 or (i % 11) = 0 as comes from generate_series($8::bigint, $9::bigint) i) x`,
        [
          t,
          await supplierOf(stage),
          ground.ownerId,
          ground.customerPlaceId,
          ground.parts,
          ground.places,
          rows,
          from,
          Math.min(rows, from + step) - 1,
        ],
      )
    }
    say('indexes')
    for (const one of indexes) await run(one.def)
    say('sums')
    await sumUp(run, t, ground, rows <= WORTH_ROWS)
    await run('vacuum analyze')
  } finally {
    client.release(true)
  }
}

async function supplierOf(stage: Stage): Promise<string> {
  const { rows } = await stage.services.ownerPool.query(
    `select id from parts.place where tenant_id = $1 and kind = 'supplier'`,
    [stage.tenantId],
  )
  return rows[0].id
}

async function sumUp(
  run: (text: string, values?: unknown[]) => Promise<unknown>,
  t: string,
  ground: LedgerGround,
  areWorth: boolean,
): Promise<void> {
  // Every shelf begins with enough that no moment is below nothing.
  await run(
    `insert into parts.month_sum (tenant_id, part_id, place_id, condition, owner_id, batch_id, month, quantity)
    select tenant_id, part_id, place, 'good', $2, batch_id, date_trunc('month', effective_at at time zone 'UTC')::date, sum(change) from (
      select tenant_id, part_id, to_place_id as place, batch_id, effective_at, quantity as change from parts.movement where tenant_id = $1
      union all select tenant_id, part_id, from_place_id, batch_id, effective_at, -quantity from parts.movement where tenant_id = $1) x
    where place = any($3::uuid[]) group by 1, 2, 3, 6, 7`,
    [t, ground.ownerId, ground.places],
  )
  await run(
    `insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, on_hand, last_at)
    select tenant_id, part_id, place_id, condition, owner_id, batch_id, sum(quantity), now() from parts.month_sum where tenant_id = $1 group by 1, 2, 3, 4, 5, 6`,
    [t],
  )
  await run(
    `insert into parts.layer (tenant_id, id, part_id, owner_id, received_at, quantity, minor)
    select tenant_id, gen_random_uuid(), part_id, owner_id, now(), sum(on_hand), sum(on_hand) * 100 from parts.balance where tenant_id = $1 group by 1, 3, 4`,
    [t],
  )
  const entry =
    'insert into parts.value_entry (tenant_id, id, document_id, movement_id, part_id, owner_id, layer_id, account, reason, quantity, minor, stands_at)'
  if (areWorth)
    await run(
      `${entry} select m.tenant_id, m.id, m.document_id, m.id, m.part_id, l.owner_id, l.id, 'stock', case when x.sign = 1 then 'receipt' else 'issue' end,
        x.sign * m.quantity, x.sign * m.quantity * 100, m.effective_at
      from parts.movement m cross join lateral (select case when m.to_place_id = $2 then -1 else 1 end as sign) x
      join parts.layer l on l.tenant_id = m.tenant_id and l.part_id = m.part_id where m.tenant_id = $1`,
      [t, ground.customerPlaceId],
    )
  else
    await run(
      `${entry} select tenant_id, gen_random_uuid(), '00000000-0000-7000-8000-000000000000', null, part_id, owner_id, id, 'stock', 'receipt', quantity, minor, now()
      from parts.layer where tenant_id = $1`,
      [t],
    )
  await run(
    `insert into parts.value_month (tenant_id, part_id, owner_id, month, quantity, minor)
    select tenant_id, part_id, owner_id, date_trunc('month', stands_at at time zone 'UTC')::date, sum(quantity), sum(minor)
    from parts.value_entry where tenant_id = $1 group by 1, 2, 3, 4`,
    [t],
  )
}
