import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { componentsOf, metersOf } from '../assets/index.ts'
import type { OpenRecall } from '../campaigns/index.ts'
import type { blockedParts } from './blocked-parts.ts'
import type { Work } from './work.ts'

/** The product as the technician meets it: what it is, what is in it, what was done to it before. */
export async function assetOf(
  tx: Tx,
  work: Work,
  blocked: Awaited<ReturnType<typeof blockedParts>>,
  recalls: readonly OpenRecall[],
) {
  const assetId = work.assetId!
  const row = await tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .innerJoin('assets.family as f', 'f.id', 'm.family_id')
    .select([
      'a.id',
      'a.serial',
      'a.customer_tag as customerTag',
      'a.sold_on as soldOn',
      'a.installed_on as installedOn',
    ])
    .select(['m.code as modelCode', 'm.name as modelName', 'f.id as familyId', 'f.code as familyCode'])
    .select(['f.name as familyName', 'f.meter_kind as meterKind'])
    .where('a.id', '=', assetId)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    serial: row.serial,
    customerTag: row.customerTag,
    soldOn: row.soldOn,
    installedOn: row.installedOn,
    model: { code: row.modelCode, name: row.modelName },
    family: { id: row.familyId, code: row.familyCode, name: row.familyName, meterKind: row.meterKind },
    components: await componentsOf(tx, assetId),
    blocked: blocked.get(assetId) ?? [],
    recalls,
    meters: await metersOf(tx, assetId, 5),
    history: await historyOf(tx, assetId, work.requestId),
  }
}

/** The last ten cases of the product, each with what was done. */
async function historyOf(tx: Tx, assetId: string, exceptRequestId: string) {
  const { rows } = await sql`
    select r.id as "requestId", r.number, r.title, r.opened_at as "openedAt", r.status, done.remedy_code as "remedyCode",
      done.work_done as "workDone"
    from requests.request r
    left join lateral (
      select t.remedy_code, t.work_done from dispatch.visit v
      join field_work.report t on t.tenant_id = v.tenant_id and t.visit_id = v.id
      where v.tenant_id = r.tenant_id and v.request_id = r.id order by v.finished_at desc nulls last limit 1) done on true
    where r.tenant_id = kit.tenant() and r.asset_id = ${assetId} and r.id <> ${exceptRequestId}
    order by r.opened_at desc limit 10`.execute(tx)
  return rows
}
