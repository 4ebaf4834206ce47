import { sql } from 'kysely'
import type { ReactionCall } from '../../kit/jobs.ts'
import { notify } from '../../kit/notices/notify.ts'
import { peopleOfRoles } from '../network/index.ts'

const NOTICES: Record<string, string> = {
  'genuine_check.refused': 'parts:notice.not_genuine',
  'genuine_check.unproven': 'parts:notice.unproven',
  'genuine_check.unscanned': 'parts:notice.unscanned',
}

/** Who answers for quality hears of every part that was refused, fitted without proof, or never scanned. */
export async function tellQuality({ tx, event }: ReactionCall): Promise<void> {
  const { rows } = await sql<{
    tenant_id: string
    station_id: string | null
    code: string
    number: string
    by: string
  }>`
    select tenant_id, station_id, code, number, by_name as by from parts.genuine_check where id = ${event.subjectId}`.execute(
    tx,
  )
  const check = rows[0]
  if (!check) return
  const people = await peopleOfRoles(tx, check.station_id, ['quality_engineer'])
  await notify(tx, check.tenant_id, people, {
    kind: NOTICES[event.type]!,
    details: { part: check.code, number: check.number, by: check.by },
    subject: { type: 'genuine_check', id: event.subjectId },
  })
}
