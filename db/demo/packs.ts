import type { Pack } from '@aftercare/entitlement'
import { type Actor, systemActor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { decideAndKeep } from '../../server/src/modules/entitlement/index.ts'
import { approve } from '../../server/src/modules/entitlement/pack-approval.ts'
import { tryOnCases } from '../../server/src/modules/entitlement/pack-check.ts'
import { changeDraft, draftPack } from '../../server/src/modules/entitlement/pack-draft.ts'
import { findVersion, todayOf } from '../../server/src/modules/entitlement/pack-versions.ts'
import { permissionsOf, type Role } from '../../server/src/permissions.ts'
import { dayText } from './organisation.ts'

const REQUESTS = 120
const DAY = 864e5
type Person = { id: string; name: string; email: string }

/** Cover of the newest requests, a maker's plan that is in force, and a law change that waits for its approval. */
export async function writePacks(tx: Tx, people: readonly Person[], tenantId: string, now: Date): Promise<void> {
  await decideRequests(tx, tenantId)
  const assessor = actorOf(people, 'warranty@', tenantId, 'warranty_assessor')
  const manager = actorOf(people, 'manager@', tenantId, 'service_manager')
  const plan = await draftPack(
    tx,
    assessor,
    { packId: BODY_PLAN.id, content: { ...BODY_PLAN }, reason: '流明 2026 车身防锈蚀保修手册' },
    now,
  )
  await check(tx, assessor, plan, now)
  const { version } = await findVersion(tx, plan)
  await approve(tx, manager, plan, dayText(new Date(now.getTime() - 90 * DAY)), version, now)

  const change = await draftPack(
    tx,
    assessor,
    { packId: CAR, reason: '三包规定修订征求意见稿：包修期延长至 4 年或 8 万公里' },
    now,
  )
  const { content, version: read } = await findVersion(tx, change)
  await changeDraft(tx, assessor, change, { content: { ...lengthened(content) } }, read, now)
  await check(tx, assessor, change, now)
}

/** What was known when they called. */
async function decideRequests(tx: Tx, tenantId: string): Promise<void> {
  const requests = await tx
    .selectFrom('requests.request')
    .select(['id', 'asset_id', 'opened_at', 'symptom_code', 'is_safety'])
    .where('asset_id', 'is not', null)
    .where('decision_id', 'is', null)
    .orderBy('opened_at', 'desc')
    .limit(REQUESTS)
    .execute()
  for (const { id, asset_id, opened_at, symptom_code, is_safety } of requests) {
    const fault = { ...(symptom_code && { symptomCode: symptom_code }), ...(is_safety && { safety: true }) }
    const asked = { assetId: asset_id!, requestId: id, at: opened_at, fault }
    const kept = await decideAndKeep(tx, systemActor(tenantId), asked)
    await tx
      .updateTable('requests.request')
      .set({ decision_id: kept.id, cover_outcome: kept.decision.outcome })
      .where('id', '=', id)
      .execute()
  }
}

async function check(tx: Tx, actor: Actor, versionId: string, now: Date): Promise<void> {
  const { digest } = await findVersion(tx, versionId)
  const wanted = { checkId: newId(), versionId, digest, today: todayOf(actor, now) }
  await tx
    .insertInto('entitlement.pack_check')
    .values({ id: wanted.checkId, pack_version_id: versionId, digest, task_id: newId(), started_by: actor.id })
    .execute()
  await tryOnCases(
    (work) => work(tx),
    actor,
    wanted,
    async () => {},
  )
}

export function actorOf(people: readonly Person[], login: string, tenantId: string, role: Role) {
  const person = people.find(({ email }) => email.startsWith(login))!
  const actor: Actor = {
    kind: 'person',
    tenantId,
    id: person.id,
    name: person.name,
    roles: [role],
    permissions: permissionsOf([role]),
    stations: 'all',
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
  }
  return actor
}

const CAR = 'cn-household-car'

function lengthened({ rules, ...pack }: Pack): Pack {
  const source = { kind: 'memory' as const, ref: 'consultation draft, not in force' }
  return {
    ...pack,
    rules: rules.map((rule) =>
      rule.id === 'CN-AUTO43-FREE-REPAIR'
        ? { ...rule, term: { months: 48, km: 80_000 }, source, confidence: 'low' }
        : rule,
    ),
  }
}

/** Invented, as all of the demo. */
const BODY_PLAN: Pack = {
  id: 'lumo-body-plan',
  version: '-',
  jurisdiction: 'CN',
  productClasses: ['household-car'],
  rules: [
    {
      id: 'LUMO-BODY-RUST',
      layer: 'warranty',
      title: { en: 'Body: rust-through, 10 years', 'zh-CN': '车身锈穿：10 年', 'zh-TW': '車身鏽穿：10 年' },
      when: { fact: 'defect.exempt', op: 'eq', value: false },
      presume: [{ fact: 'defect.exempt', value: false, by: 'practice' }],
      term: { months: 120 },
      start: [{ latestOf: ['delivery'], decisive: 'delivery' }],
      covers: ['part', 'labour'],
      components: ['body'],
      remedies: [{ options: ['repair'], electedBy: 'warrantor' }],
      source: { kind: 'found', ref: 'Lumo warranty booklet 2026, p. 4' },
      confidence: 'high',
    },
  ],
}
