import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { notify } from '../../kit/notices/notify.ts'

/** Those who may give this much alone hear of it, at headquarters or at the station that asks; without any the administrators. */
async function tellApprovers({ tx, event }: ReactionCall): Promise<void> {
  const row = await goodwillOf(tx, event.subjectId)
  if (row?.status !== 'requested') return
  const { rows } = await sql<{ person_id: string; role: string }>`
    select distinct g.person_id, g.role from people.role_grant g
    join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id and p.is_active
    where g.tenant_id = kit.tenant() and g.ended_at is null and g.person_id is distinct from ${row.requested_by}::uuid
      and (g.station_id is null or g.station_id = ${row.station_id}::uuid)
      and (g.role = 'administrator' or exists (select from entitlement.goodwill_limit l where l.tenant_id = g.tenant_id
        and l.role = g.role and l.currency = ${row.currency}
        and (l.limit_minor is null or l.limit_minor >= ${row.given_minor}::bigint)))`.execute(tx)
  const able = rows.filter((one) => one.role !== 'administrator')
  const people = (able.length > 0 ? able : rows).map((one) => one.person_id)
  await notify(tx, row.tenant_id, people, noticeOf('requested', row))
}

/** Who asked learns the answer. */
const tellAsker =
  (answer: 'approved' | 'rejected') =>
  async ({ tx, event }: ReactionCall): Promise<void> => {
    const row = await goodwillOf(tx, event.subjectId)
    if (row?.requested_by) await notify(tx, row.tenant_id, [row.requested_by], noticeOf(answer, row))
  }

/** The assessor whose voiding is objected to, or was decided on, learns of it. */
const tellAssessor =
  (what: 'appealed' | 'upheld' | 'lifted') =>
  async ({ tx, event }: ReactionCall): Promise<void> => {
    const row = await tx
      .selectFrom('entitlement.voiding as v')
      .innerJoin('assets.asset as a', 'a.id', 'v.asset_id')
      .select(['v.tenant_id', 'v.id', 'v.made_by', 'a.serial'])
      .where('v.id', '=', event.subjectId)
      .executeTakeFirst()
    if (!row?.made_by) return
    await notify(tx, row.tenant_id, [row.made_by], {
      kind: `entitlement:notice.voiding_${what}`,
      details: { serial: row.serial },
      subject: { type: 'voiding', id: row.id },
    })
  }

function goodwillOf(tx: Tx, id: string) {
  return tx.selectFrom('entitlement.goodwill').selectAll().where('id', '=', id).executeTakeFirst()
}

function noticeOf(what: string, row: { id: string; number: string; requested_by_name: string }) {
  return {
    kind: `entitlement:notice.goodwill_${what}`,
    details: { number: row.number, name: row.requested_by_name },
    subject: { type: 'goodwill', id: row.id },
  }
}

export const notices = {
  'goodwill.requested': { 'entitlement.approvers': tellApprovers },
  'goodwill.approved': { 'entitlement.asker': tellAsker('approved') },
  'goodwill.rejected': { 'entitlement.asker': tellAsker('rejected') },
  'voiding.appealed': { 'entitlement.assessor': tellAssessor('appealed') },
  'voiding.upheld': { 'entitlement.assessor': tellAssessor('upheld') },
  'voiding.lifted': { 'entitlement.assessor': tellAssessor('lifted') },
}
