import { sql } from 'kysely'
import { hashSecret, newSecret } from '../../server/src/kit/auth/secrets.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'

const MINUTE = 60_000

/** A phone as the desk sees it: minutes since it was heard from, what waits on it, and what is odd about it. */
interface Phone {
  name: string
  heard: number
  waiting?: number
  stuck?: number
  oldest?: number
  offsetMs?: number
  roomMb?: number
  app?: string
  revoked?: number
}
const PHONES: Phone[] = [
  { name: 'Android · Chrome', heard: 1 },
  { name: 'Android · Chrome', heard: 3, waiting: 2, oldest: 9 },
  { name: 'HarmonyOS · Chrome', heard: 18, waiting: 14, stuck: 1, oldest: 140, offsetMs: -186_000 },
  { name: 'iPhone · Safari', heard: 2 },
  { name: 'Android · Chrome', heard: 41, waiting: 6, oldest: 55, roomMb: 180 },
  { name: 'Android · Chrome', heard: 5, app: 'B7xk2Qpd' },
  { name: 'iPhone · Safari', heard: 12 },
  { name: 'Android · Chrome', heard: 2900, waiting: 3, oldest: 2960, app: 'B7xk2Qpd' },
  { name: 'Android · Chrome', heard: 6 },
  { name: 'Android · Chrome', heard: 5800, revoked: 5750 },
]

/** What a phone told after its visit had gone on without it: why, and how long ago. */
const LATE = [
  // The first is the technician of the logins: their phone shows what was decided.
  {
    kind: 'report',
    reason: 'field_work.signed',
    ago: 1500,
    body: { restOfWork: '客户希望下月清洗一次。' },
    verdict: 'set_aside',
    note: '报告已签字，清洗已另开工单。',
  },
  {
    kind: 'report',
    reason: 'field_work.not_yours',
    ago: 95,
    body: { findings: '压缩机启动电容鼓包，测得 21 µF（应为 35 µF）。', workDone: '更换启动电容，试机二十分钟正常。' },
  },
  { kind: 'tap', reason: 'field_work.over', ago: 160, body: { status: 'on_site' } },
  { kind: 'completion', reason: 'parts.source_needed', ago: 260, body: { outcome: 'fixed', parts: [] } },
  {
    kind: 'report',
    reason: 'field_work.phone_revoked',
    ago: 5740,
    body: { findings: '室外机支架松动，噪声来自减振垫。' },
  },
  { kind: 'tap', reason: 'conflict.state', ago: 1720, body: { status: 'en_route' }, verdict: 'taken_over' },
] as const

/** Phones of the first technicians, and what some of them told late. */
export async function writePhones(tx: Tx, now: Date): Promise<void> {
  const { rows: visited } = await sql<{ person_id: string; visit_id: string; station_id: string }>`
    select * from (select distinct on (v.technician_id) v.technician_id as person_id, v.id as visit_id, v.station_id, s.country, p.email
    from dispatch.visit v join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    join network.station s on s.tenant_id = v.tenant_id and s.id = v.station_id where v.status = 'done' and v.station_id is not null and v.finished_at <= ${now}
    order by v.technician_id, v.finished_at desc nulls last) latest order by email <> 'tech@meridian.example', country <> 'CN', visit_id desc`.execute(
    tx,
  )
  const back = (minutes: number) => new Date(now.getTime() - minutes * MINUTE)
  const phones = PHONES.slice(0, visited.length).map((phone, i) => ({ ...phone, id: newId(), of: visited[i]! }))
  for (const { id, of, ...phone } of phones)
    await tx
      .insertInto('field_work.phone')
      .values({
        ...{ id, person_id: of.person_id, session_id: id, name: phone.name, app: phone.app ?? 'Dq81LmVz' },
        // Nobody can speak for it: its secret is known to no phone.
        ...{ secret_hash: hashSecret(newSecret()), key_part: newSecret(), registered_at: back(60_000) },
        ...{ last_heard_at: back(phone.heard), waiting: phone.waiting ?? 0, stuck: phone.stuck ?? 0 },
        ...{ oldest_at: phone.oldest ? back(phone.oldest) : null, offset_ms: phone.offsetMs ?? 420 },
        ...{ room_mb: phone.roomMb ?? 9600, revoked_at: phone.revoked ? back(phone.revoked) : null },
      })
      .execute()
  const desk = await tx
    .selectFrom('people.person')
    .select('id')
    .where('email', '=', 'dispatch@meridian.example')
    .executeTakeFirst()
  for (const [i, late] of LATE.entries()) {
    const phone = phones[i % phones.length]
    if (!phone) return
    const { person_id } = phone.of
    // Reassigned: it is somebody else's visit now.
    const { visit_id, station_id } = late.reason === 'field_work.not_yours' ? phones[0]!.of : phone.of
    const judged =
      'verdict' in late ? { verdict: late.verdict, judged_at: back(late.ago - 30), judged_by: desk?.id ?? null } : {}
    await tx
      .insertInto('field_work.told')
      .values({
        ...{ id: newId(), key: newId(), visit_id, station_id, person_id, phone_id: phone.id, kind: late.kind },
        ...{ device_at: back(late.ago + 35), offset_ms: 420, is_clock_sure: true, received_at: back(late.ago) },
        ...{ late_reason: late.reason, body: JSON.stringify(late.body), note: 'note' in late ? late.note : null },
        ...judged,
      })
      .execute()
  }
}
