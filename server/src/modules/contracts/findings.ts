import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import type { Finding } from './checks.ts'
import { lockContract } from './contracts.ts'

/** Puts what was found in the place of what had been found; a reason given for the same finding stands. */
export async function keepFindings(tx: Tx, contractId: string, findings: readonly Finding[]): Promise<void> {
  const before = await tx.selectFrom('contracts.finding').selectAll().where('contract_id', '=', contractId).execute()
  await tx.deleteFrom('contracts.finding').where('contract_id', '=', contractId).execute()
  if (findings.length === 0) return
  await tx
    .insertInto('contracts.finding')
    .values(
      findings.map((one) => {
        const given = before.find((row) => row.line_id === one.lineId && row.code === one.code && one.gate === 'role')
        return {
          id: given?.id ?? newId(),
          contract_id: contractId,
          line_id: one.lineId,
          code: one.code,
          gate: one.gate,
          facts: JSON.stringify({ values: one.values, serials: one.serials, units: one.units }),
          overridden_at: given?.overridden_at ?? null,
          overridden_by: given?.overridden_by ?? null,
          overridden_by_name: given?.overridden_by_name ?? null,
          override_reason: given?.override_reason ?? null,
        }
      }),
    )
    .execute()
}

/** A named person lets a finding pass, and says why. What only repeats free cover is never sold, whoever asks. */
export async function overrideFinding(
  tx: Tx,
  actor: Actor,
  contractId: string,
  input: { code: string; lineId: string; reason: string },
  now: Date,
): Promise<void> {
  const contract = await lockContract(tx, actor, contractId)
  if (contract.status !== 'draft') throw problem('conflict.state', 409, { from: contract.status, to: 'active' })
  const finding = await tx
    .selectFrom('contracts.finding')
    .select(['id', 'gate'])
    .where('contract_id', '=', contractId)
    .where('line_id', '=', input.lineId)
    .where('code', '=', input.code)
    .executeTakeFirst()
  if (!finding) throw notFound('finding')
  if (finding.gate !== 'role') throw problem('contracts.never_overridden', 409, { code: input.code })
  await tx
    .updateTable('contracts.finding')
    .set({
      overridden_at: now,
      overridden_by: actor.id,
      overridden_by_name: actor.name,
      override_reason: input.reason,
    })
    .where('id', '=', finding.id)
    .execute()
  await announce(tx, actor, {
    type: 'contract.finding_overridden',
    subject: { type: 'contract', id: contractId, version: contract.version },
    threadId: contract.customer_id,
    stationId: contract.station_id,
    data: { code: input.code, reason: input.reason },
  })
}

export interface KeptFinding {
  id: string
  lineId: string
  code: string
  gate: string
  values: Record<string, unknown>
  serials: string[]
  units: number
  overriddenAt: Date | null
  overriddenBy: string | null
  overrideReason: string | null
}

export async function findingsOf(tx: Tx, contractId: string): Promise<KeptFinding[]> {
  const rows = await tx
    .selectFrom('contracts.finding as f')
    .innerJoin('contracts.line as l', 'l.id', 'f.line_id')
    .selectAll('f')
    .where('f.contract_id', '=', contractId)
    .orderBy('l.position')
    .orderBy('f.code')
    .execute()
  return rows.map((row) => {
    const { values, serials, units } = row.facts as unknown as Pick<KeptFinding, 'values' | 'serials' | 'units'>
    return {
      id: row.id,
      lineId: row.line_id,
      code: row.code,
      gate: row.gate,
      values,
      serials,
      units,
      overriddenAt: row.overridden_at,
      overriddenBy: row.overridden_by_name,
      overrideReason: row.override_reason,
    }
  })
}
