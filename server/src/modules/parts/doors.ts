import { foldSerial, localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { countryOfAsset } from '../assets/index.ts'
import type { Scanned } from './genuine.ts'
import { mustEachBeGenuine } from './genuine-evidence.ts'
import type { Document, Move } from './posting.ts'

/** The documents at which a part goes through a door of the stock, and what the evidence calls it. */
const DOORS: Partial<Record<Document['kind'], 'receipt' | 'issue' | 'transfer'>> = {
  ...{ receipt: 'receipt', issue: 'issue', handover: 'issue', send: 'transfer', arrive: 'transfer' },
}

/**
 * Whatever goes through a door of the stock as a good part is held against the chain from its maker, as it is on the phone: one
 * that breaks it refuses the document. Into quarantine everything may come, so that it can be kept apart. What was let in without
 * proof keeps the reason it came in with. `at`: when it happens.
 */
export async function throughTheDoor(tx: Tx, actor: Actor, document: Document, at: Date): Promise<void> {
  const occasion = DOORS[document.kind]
  const moves = document.moves.filter(({ batchId, serialId, to }) => (batchId || serialId) && to.condition === 'good')
  if (!occasion || document.isProved || moves.length === 0) return
  await mustEachBeGenuine(tx, actor, await numbersOf(tx, document, moves), {
    ...{ occasion, stationId: document.stationId ?? null, visitId: document.visitId ?? null, at },
    day: localDay(at.getTime(), actor.timeZone),
  })
}

/** What the movements name, as it is printed on the parts, and the country where they are to be: of the machine, else of the shelf. */
async function numbersOf(tx: Tx, document: Document, moves: readonly Move[]) {
  const assetId = moves[0]!.assetId ?? null
  const country = assetId ? await countryOfAsset(tx, assetId) : null
  const asked = moves.map(({ partId, serialId, batchId }, n) => ({ n, part: partId, serial: serialId, batch: batchId }))
  const { rows } = await sql<Pick<Scanned, 'code' | 'number' | 'kind' | 'country' | 'batch'> & Named>`
    select x.n, p.id as "partId", p.needs_proof as "needsProof", p.number as code, coalesce(s.number, b.code) as number,
      case when s.id is null then 'batch' else 'serial' end as kind, b.code as batch, t.country
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(n int, part uuid, serial uuid, batch uuid)
    join parts.part p on p.tenant_id = kit.tenant() and p.id = x.part
    left join parts.serial s on s.tenant_id = p.tenant_id and s.id = x.serial
    left join parts.batch b on b.tenant_id = p.tenant_id and b.id = x.batch
    left join parts.place l on l.tenant_id = p.tenant_id and l.id = ${document.goesTo ?? document.placeId ?? null}
    left join network.station t on t.tenant_id = l.tenant_id and t.id = l.station_id
    order by x.n`.execute(tx)
  const { note } = document
  const kept = note ? [] : await reasonsKept(tx, rows)
  return rows.map(({ n, partId, needsProof, ...one }) => ({
    ...one,
    ...{ country: country ?? one.country, assetId, isReasonKept: !note },
    reason: note ?? kept.find((row) => row.part_id === partId && row.number_fold === foldSerial(one.number))?.reason,
    path: `${moves[n]!.path}${one.kind === 'serial' ? 'serials' : 'batch'}`,
  }))
}

interface Named {
  n: number
  partId: string
  needsProof: boolean
}

/** Why safety parts without proof were let in when they came. */
async function reasonsKept(tx: Tx, named: readonly (Named & { number: string })[]) {
  const folds = named.flatMap(({ needsProof, number }) => (needsProof ? foldSerial(number) : []))
  if (folds.length === 0) return []
  return tx
    .selectFrom('parts.genuine_check')
    .select(['part_id', 'number_fold', 'reason'])
    .where('number_fold', 'in', folds)
    .where('proof', '=', 'unproven')
    .orderBy('at', 'desc')
    .execute()
}
