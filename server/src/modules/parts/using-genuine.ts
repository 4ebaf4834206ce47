import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { FieldError } from '../../kit/problem.ts'
import { keepNotScanned, mustBeGenuine } from './genuine-evidence.ts'
import type { Use, UsedLine } from './using.ts'

/** Safety parts without the number that proves them: each line that must still be scanned. */
export async function proofsNeeded(tx: Tx, use: Use): Promise<FieldError[]> {
  const parts = await safetyParts(tx, use)
  return use.lines.flatMap((line) => {
    const part = parts.get(foldSerial(line.code ?? ''))
    if (!part || line.partSerial || line.partBatch) return []
    const field = part.tracking === 'batch' ? 'partBatch' : 'partSerial'
    return { path: `lines.${line.id}.${field}`, code: 'parts.proof_needed', values: { part: part.number } }
  })
}

/** Safety parts that were fitted and never scanned: quality has it in writing, and the number may be read later. */
export async function keepUnscanned(tx: Tx, actor: Actor, use: Use, at: Date): Promise<void> {
  const parts = await safetyParts(tx, use)
  for (const line of use.lines) {
    const part = parts.get(foldSerial(line.code ?? ''))
    if (!part || line.partSerial || line.partBatch) continue
    const kind = part.tracking === 'batch' ? ('batch' as const) : ('serial' as const)
    const { country, assetId, stationId, visitId, day } = use
    const scanned = { code: part.number, number: '', kind, country, assetId }
    await keepNotScanned(tx, actor, scanned, part.id, { occasion: 'completion', stationId, visitId, at, day })
  }
}

async function safetyParts(tx: Tx, use: Use) {
  const folds = use.lines.flatMap((line) => (line.code ? foldSerial(line.code) : []))
  const rows = await tx
    .selectFrom('parts.part')
    .select(['id', 'number', 'number_fold', 'tracking'])
    .where('needs_proof', '=', true)
    .where('number_fold', '=', sql<string>`any(${folds}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.number_fold, row]))
}

/** What was read from the parts of a visit, held against the chain once more when it is booked. */
export async function mustAllBeGenuine(tx: Tx, actor: Actor, use: Use, at: Date): Promise<void> {
  for (const line of use.lines) {
    const scanned = scannedOf(line, use)
    if (!scanned) continue
    const { stationId, visitId, day } = use
    await mustBeGenuine(tx, actor, scanned, { occasion: 'completion', stationId, visitId, at, day })
  }
}

function scannedOf(line: UsedLine, { country, assetId }: Use) {
  const number = line.partSerial ?? line.partBatch
  if (!number || !line.code) return null
  const kind = line.partSerial ? ('serial' as const) : ('batch' as const)
  return { code: line.code, number, kind, country, assetId, reason: line.unprovenReason }
}
