import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { systemActor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { putAlternate } from '../../server/src/modules/parts/alternates.ts'
import { blockBatch } from '../../server/src/modules/parts/batches.ts'
import { bookDocument } from '../../server/src/modules/parts/documents.ts'
import { addDrawing } from '../../server/src/modules/parts/drawings.ts'
import { findableParts } from '../../server/src/modules/parts/findable.ts'
import { checkAndKeep } from '../../server/src/modules/parts/genuine-evidence.ts'
import { tellIssues } from '../../server/src/modules/parts/maker-issues.ts'
import { fanDrawing, unitDrawing } from './drawings.ts'

const DAY = 864e5
const SAFETY = 'SAFE-BRK-01'
const BATCHED = 'SAFE-GAS-02'

/** Safety parts with their makers' numbers, what was held against them, drawings with positions, alternates. */
export async function writeGenuine(
  tx: Tx,
  tenantId: string,
  logins: readonly { id: string; name: string; email: string }[],
  now: Date,
): Promise<void> {
  const actor = systemActor(tenantId)
  const day = (days: number) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10)
  const serial = await addSafetyPart(tx, SAFETY, 'serial', {
    en: 'Pressure switch',
    'zh-CN': '压力开关',
    'zh-TW': '壓力開關',
  })
  const batch = await addSafetyPart(tx, BATCHED, 'batch', {
    en: 'Gas valve seal',
    'zh-CN': '燃气阀密封圈',
    'zh-TW': '瓦斯閥密封圈',
  })
  const numbers = Array.from({ length: 24 }, (_, i) => `PS${260_100 + i * 7}`)
  await tellIssues(tx, actor, [
    ...numbers.map((number, i) => ({
      ...{ part: SAFETY, serial: number, batch: i < 12 ? 'PS-2601' : 'PS-2602', maker: 'Meridian Components' },
      ...{ markets: i < 18 ? ['CN'] : ['DE'], madeOn: day(-200 + i), ...(i === 5 ? { expiresOn: day(-20) } : {}) },
    })),
    { part: BATCHED, batch: 'GV-118', maker: 'Sinoseal', markets: [], madeOn: day(-150), expiresOn: day(500) },
    { part: BATCHED, batch: 'GV-097', maker: 'Sinoseal', markets: [], madeOn: day(-400), expiresOn: day(120) },
  ])
  const central = await tx.selectFrom('parts.place').select('id').where('code', '=', 'CW').executeTakeFirstOrThrow()
  const van = await tx
    .selectFrom('parts.place')
    .select(['id', 'station_id'])
    .where('kind', '=', 'van')
    .orderBy('code')
    .limit(1)
    .executeTakeFirstOrThrow()
  const at = (days: number) => new Date(now.getTime() - days * DAY).toISOString()
  const receive = (
    placeId: string,
    days: number,
    ...lines: { partId: string; quantity: number; serials?: string[]; batch?: string; expiresOn?: string }[]
  ) =>
    bookDocument(
      tx,
      actor,
      { kind: 'receipt', placeId, at: at(days), lines: lines.map((one) => ({ ...one, costMinor: '12000' })) },
      now,
    )
  await receive(central.id, 90, { partId: serial, quantity: 14, serials: numbers.slice(0, 14) })
  await receive(
    central.id,
    88,
    { partId: batch, quantity: 40, batch: 'GV-118', expiresOn: day(500) },
    { partId: batch, quantity: 12, batch: 'GV-097', expiresOn: day(120) },
  )
  await receive(van.id, 30, { partId: serial, quantity: 3, serials: numbers.slice(14, 17) })
  const { rows: assets } = await sql<{
    id: string
  }>`select a.id from assets.asset a join assets.asset_station s on s.tenant_id = a.tenant_id
    and s.asset_id = a.id and s.station_id = ${van.station_id} order by a.serial limit 2`.execute(tx)
  const fitted = numbers[14]!
  if (assets[0])
    await bookDocument(
      tx,
      actor,
      {
        kind: 'issue',
        placeId: van.id,
        at: at(12),
        assetId: assets[0].id,
        lines: [{ partId: serial, quantity: 1, serials: [fitted] }],
      },
      now,
    )
  const blocked = await tx.selectFrom('parts.batch').select('id').where('code', '=', 'GV-097').executeTakeFirstOrThrow()
  await blockBatch(tx, actor, blocked.id, 'Hardness below drawing, 8D-2026-014', now)
  const technician = logins.find((one) => one.email === 'tech@meridian.example')
  const scans = [
    ['scan', SAFETY, 'serial', numbers[15]!, assets[0]?.id, 1],
    ['scan', SAFETY, 'serial', 'PS999001', assets[1]?.id, 2],
    ['line', SAFETY, 'serial', fitted, assets[1]?.id, 3],
    ['scan', SAFETY, 'serial', numbers[20]!, assets[1]?.id, 5],
    ['scan', BATCHED, 'batch', 'GV-097', assets[0]?.id, 6],
    ['desk', SAFETY, 'serial', numbers[5]!, undefined, 9],
  ] as const
  for (const [occasion, code, kind, number, assetId, days] of scans)
    await checkAndKeep(
      tx,
      { ...actor, ...(technician && { id: technician.id, name: technician.name, kind: 'person' as const }) },
      { code, kind, number, country: 'CN', assetId: assetId ?? null },
      { id: newId(), occasion, stationId: van.station_id, visitId: null, at: new Date(at(days)), day: day(0) },
    )
  await writeDrawings(tx, tenantId, serial, batch)
  await provenOnVisits(tx, tenantId)
}

/** The last visits that fitted something read its number: report and portal show it with who vouches for it. */
async function provenOnVisits(tx: Tx, tenantId: string): Promise<void> {
  const { rows } = await sql<{ part: string; serial: string }>`
    update field_work.line l set part_serial = 'MC' || x.n from (
      select l.tenant_id, l.id, 410000 + 3 * row_number() over (order by v.finished_at desc, l.id) as n from field_work.line l join dispatch.visit v on v.tenant_id = l.tenant_id and v.id = l.visit_id and v.status = 'done'
      join parts.part p on p.tenant_id = l.tenant_id and p.number = l.code
      where l.kind = 'part' order by v.finished_at desc, l.id limit 40) x
    where l.tenant_id = x.tenant_id and l.id = x.id returning l.code as part, l.part_serial as serial`.execute(tx)
  if (rows.length > 0)
    await tellIssues(
      tx,
      systemActor(tenantId),
      rows.map((one) => ({ ...one, maker: 'Meridian Components', markets: [] })),
    )
}

async function addSafetyPart(tx: Tx, number: string, tracking: 'serial' | 'batch', name: Record<string, string>) {
  const id = newId()
  await tx
    .insertInto('parts.part')
    .values({
      id,
      number,
      number_fold: foldSerial(number),
      name: JSON.stringify(name),
      tracking,
      needs_proof: true,
      old_part_due_days: 30,
    })
    .execute()
  await findableParts(tx, [id])
  return id
}

/** Two drawings of our own of the family most parts are for, with positions on its parts. */
async function writeDrawings(tx: Tx, tenantId: string, ...safety: string[]): Promise<void> {
  const actor = systemActor(tenantId)
  const { rows: parts } = await sql<{ id: string; number: string; model: string; family: string }>`
    select p.id, p.number, f.model_id as model, m.family_id as family from parts.fit f join parts.part p on p.tenant_id = f.tenant_id and p.id = f.part_id
    join assets.model m on m.tenant_id = f.tenant_id and m.id = f.model_id
    where f.model_id = (select model_id from parts.fit where model_id is not null group by model_id order by count(*) desc, model_id limit 1)
    order by p.number`.execute(tx)
  const first = parts.filter((one) => !/-[A-Z]$/.test(one.number))
  // One of each kind before their variants.
  const chosen = [...first, ...parts.filter((one) => !first.includes(one))].map((one) => one.id)
  if (chosen.length < 4) return
  const model = parts[0]!.model
  for (const partId of safety)
    await tx.insertInto('parts.fit').values({ id: newId(), part_id: partId, model_id: model, quantity: '1' }).execute()
  const spots = (at: readonly (readonly [number, number])[], ids: readonly string[]) =>
    at.flatMap(([x, y], i) => (ids[i] ? [{ number: String(i + 1), x, y, partId: ids[i] }] : []))
  const none = { familyId: null, serialFrom: null, serialTo: null }
  await addDrawing(tx, actor, {
    ...{
      ...none,
      modelId: model,
      svg: unitDrawing.svg,
      spots: spots(unitDrawing.at, [...chosen.slice(0, 5), ...safety]),
    },
    name: { en: 'Outdoor unit', 'zh-CN': '室外机', 'zh-TW': '室外機' },
  })
  await addDrawing(tx, actor, {
    ...{ ...none, modelId: model, svg: fanDrawing.svg, spots: spots(fanDrawing.at, chosen.slice(1, 5)) },
    name: { en: 'Fan and motor', 'zh-CN': '风机与电机', 'zh-TW': '風扇與馬達' },
  })
  await putAlternate(tx, actor, chosen[0]!, chosen[1]!, chosen[0]!)
  await sql`update parts.part set core_minor = 30000, core_currency = 'CNY' where id = ${chosen[2]}`.execute(tx)
  await sql`update parts.part set repair_code = (select code from billing.price where kind in ('operation', 'labour') order by code limit 1)
    where id = any(${chosen.slice(0, 3)}::uuid[])`.execute(tx)
}
