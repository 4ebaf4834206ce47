import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { moveOf } from './document-moves.ts'
import type { Ground } from './ground.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import { readLines } from './lines.ts'
import type { Document } from './posting.ts'
import type { DocumentBody } from './shapes.ts'

/** Every place a command may touch. */
export const placesOf = (body: DocumentBody, ground: Ground): string[] => [body.placeId, ...Object.values(ground.place)]

/** A command as a document: what it names found, its lines as movements. */
export async function readDocument(
  tx: Tx,
  actor: Actor,
  body: DocumentBody,
  now: Date,
  ground: Ground,
  facts: LedgerFacts,
): Promise<Document> {
  const place = facts.places.get(body.placeId)
  if (!place?.isShelf || place.kind === 'transit' || !maySee(actor, place.stationId)) throw notFound('place')
  const lines = await readLines(tx, body.lines, body.kind === 'receipt', facts)
  const at = body.at ? new Date(body.at) : null
  if (at && at.getTime() > now.getTime() + CLOCK_SKEW_MS) throw invalid({ path: 'at', code: 'parts.not_in_the_future' })
  return {
    id: body.id ?? newId(),
    kind: body.kind,
    moves: lines.map((line) => moveOf(body, line, place.id, ground)),
    placeId: place.id,
    stationId: place.stationId,
    facts,
    requestId: body.requestId ?? null,
    workOrderId: body.workOrderId ?? null,
    visitId: body.visitId ?? null,
    note: body.note ?? null,
    effectiveAt: body.isLate ? null : at,
    happenedAt: body.isLate ? at : null,
    breaks: body.kind === 'change',
    content: { ...body, id: undefined },
  }
}

const maySee = (actor: Actor, stationId: string | null) => actor.stations === 'all' || sees(actor, stationId)

/** A phone's clock may be a little ahead of ours. */
const CLOCK_SKEW_MS = 120_000
