import { type Actor, systemActor } from '../../server/src/kit/actor.ts'
import type { Database, Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { voidCover } from '../../server/src/modules/assets/index.ts'
import { requestGoodwill } from '../../server/src/modules/entitlement/goodwill.ts'
import { answerGoodwill } from '../../server/src/modules/entitlement/goodwill-answers.ts'
import { goodwillInputsOf } from '../../server/src/modules/entitlement/goodwill-inputs.ts'
import { addLimit } from '../../server/src/modules/entitlement/goodwill-limits.ts'
import { decideOpenAgain } from '../../server/src/modules/entitlement/redecide.ts'
import { addSupplierTerm } from '../../server/src/modules/entitlement/supplier-terms.ts'
import { dayText } from './organisation.ts'
import { actorOf } from './packs.ts'

const DAY = 864e5
type Person = { id: string; name: string; email: string }
interface Ground {
  tx: Tx
  db: Database
  now: Date
  desk: Actor
  assessor: Actor
  manager: Actor
}
interface Case {
  id: string
  asset_id: string
}

const NOTES = [
  ['known_fault', 'complete', '已过保，但故障属于已知批次问题，且一直在我们网点保养。'],
  ['loyalty', 'gaps', '老客户，第三台产品。希望承担一部分费用。'],
  ['repeat_repair', 'unknown', '半年内第三次因同一噪音上门。'],
] as const

/** Goodwill at each stage, its ladder, a voided warranty with an objection, and what suppliers pay back. */
export async function writeGoodwill(tx: Tx, db: Database, people: readonly Person[], tenantId: string, now: Date) {
  const ground: Ground = {
    tx,
    db,
    now,
    desk: actorOf(people, 'desk@', tenantId, 'service_desk'),
    assessor: actorOf(people, 'warranty@', tenantId, 'warranty_assessor'),
    manager: actorOf(people, 'manager@', tenantId, 'service_manager'),
  }
  const system = systemActor(tenantId)
  await addLimit(tx, system, { role: 'station_manager', currency: 'CNY', limitMinor: '50000' })
  await addLimit(tx, system, { role: 'warranty_assessor', currency: 'CNY', limitMinor: '300000' })
  await addLimit(tx, system, { role: 'service_manager', currency: 'CNY', limitMinor: '2000000' })
  await suppliers(ground)
  const open = await openCases(tx)
  for (const [i, [reason, maintenance, note]] of NOTES.entries()) {
    const one = open[i]
    if (one) await askFor(ground, one, i, { reason, maintenance, note })
  }
  const car = open[NOTES.length]
  if (car) await voidOne(ground, car)
}

function openCases(tx: Tx): Promise<Case[]> {
  return (
    tx
      .selectFrom('requests.request')
      .select(['id', 'asset_id'])
      .where('asset_id', 'is not', null)
      .where('cover_outcome', 'in', ['not_covered', 'partly'])
      .where('status', 'not in', ['closed', 'cancelled', 'resolved'])
      // Those who pay it all first.
      .orderBy('cover_outcome')
      .orderBy('opened_at', 'desc')
      .limit(NOTES.length + 1)
      .$castTo<Case>()
      .execute()
  )
}

async function askFor(
  { tx, db, desk, assessor, manager, now }: Ground,
  one: Case,
  i: number,
  said: { reason: (typeof NOTES)[number][0]; maintenance: (typeof NOTES)[number][1]; note: string },
): Promise<void> {
  const { paidKinds } = await goodwillInputsOf(tx, one.asset_id, one.id, now)
  const kinds = (['part', 'labour', 'travel'] as const).filter((kind) => !paidKinds.includes(kind))
  if (kinds.length === 0) return
  const id = await requestGoodwill(
    tx,
    { db },
    desk,
    {
      assetId: one.asset_id,
      requestId: one.id,
      reasonCode: said.reason,
      maintenance: said.maintenance,
      note: said.note,
      priorComplaints: i,
      currency: 'CNY',
      shares: kinds.map((kind) => ({
        kind,
        amountMinor: kind === 'part' ? '186000' : '42000',
        manufacturerPct: 40,
        dealerPct: 10,
        customerPct: 50,
      })),
      components: [],
      validTo: dayText(new Date(now.getTime() + 30 * DAY)),
      fileIds: [],
    },
    new Date(now.getTime() - (6 - i) * DAY),
  )
  if (i === 0) {
    await answerGoodwill(tx, assessor, id, 1, { answer: 'approved', text: '已知批次问题，同意各半承担。' }, now)
    await decideOpenAgain(tx, one.asset_id, 'goodwill.approved', now)
  }
  if (i === 2) await answerGoodwill(tx, manager, id, 1, { answer: 'rejected', text: '故障由第三方改装引起。' }, now)
}

async function suppliers({ tx, assessor }: Ground): Promise<void> {
  const families = await tx.selectFrom('assets.family').select(['id', 'code']).execute()
  const familyOf = (code: string) => families.find((one) => one.code === code)?.id ?? null
  const term = { modelId: null, builtFrom: null, builtTo: null }
  await addSupplierTerm(tx, assessor, {
    ...term,
    familyId: familyOf('CAR'),
    supplier: '华泵精密 Huabeng Pumps',
    agreement: 'QV-2025-017',
    component: 'engine',
    covers: ['part', 'labour'],
    startsFrom: 'production',
    months: 36,
    sharePct: 60,
  })
  await addSupplierTerm(tx, assessor, {
    ...term,
    familyId: familyOf('AC'),
    supplier: '北辰压缩机 Polaris Compressors',
    agreement: 'QV-2024-102',
    component: 'compressor',
    covers: ['part'],
    startsFrom: 'delivery',
    months: 72,
    sharePct: 100,
  })
  await addSupplierTerm(tx, assessor, {
    ...term,
    familyId: familyOf('CAR'),
    supplier: 'Nordlicht Batterie GmbH',
    agreement: 'NL-7',
    component: 'traction_battery',
    covers: ['part', 'labour', 'travel'],
    startsFrom: 'fitting',
    months: 60,
    distanceKm: 120_000,
    sharePct: 80,
  })
}

/** Evidence of a real case is photos and logs; the demo has none to show. */
async function voidOne({ tx, assessor, desk, now }: Ground, { asset_id }: Case): Promise<void> {
  const madeAt = new Date(now.getTime() - 9 * DAY)
  const assessment = '行车电脑记录显示动力参数被改写，与出厂标定不符；详见检测记录。'
  const fromOn = dayText(madeAt)
  await voidCover(tx, assessor, asset_id, { code: 'modification', at: fromOn, assessment })
  await tx
    .insertInto('entitlement.voiding')
    .values({
      id: newId(),
      asset_id,
      code: 'modification',
      from_on: fromOn,
      assessment,
      status: 'appealed',
      made_at: madeAt,
      made_by: assessor.id,
      made_by_name: assessor.name,
      appeal_until: dayText(new Date(madeAt.getTime() + 30 * DAY)),
      appealed_at: new Date(now.getTime() - 2 * DAY),
      appealed_by_kind: 'person',
      appealed_by: desk.id,
      appealed_by_name: desk.name,
      appeal_for: 'customer',
      appeal_text: '客户称车辆从未改装，参数为 4S 店升级时写入，附升级单号。',
      version: 2,
    })
    .execute()
}
