import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { Ground } from './ground.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import { type ReadLine, readLines } from './lines.ts'
import type { Document, End, Move } from './posting.ts'
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

function moveOf(body: DocumentBody, line: ReadLine, placeId: string, ground: Ground): Move {
  const ownerId = line.ownerId ?? ground.ownerId
  const here: End = { placeId, condition: line.condition, ownerId }
  const beyond = (kind: keyof Ground['place']): End => ({ ...here, placeId: ground.place[kind] })
  const common = {
    partId: line.partId,
    quantity: line.quantity,
    batchId: line.batchId,
    serialId: line.serialId,
    reservationId: line.reservationId,
    minor: line.minor,
    path: line.path,
  }
  switch (body.kind) {
    case 'receipt':
      return { ...common, from: beyond('supplier'), to: here }
    case 'issue':
      return { ...common, from: here, to: beyond('customer'), assetId: body.assetId, minor: undefined }
    case 'scrap':
      return { ...common, from: here, to: beyond('scrap'), minor: undefined }
    case 'return':
      // A serial brings its own paper: the movement it left with.
      return {
        ...common,
        from: beyond('customer'),
        to: here,
        returnsId: line.returnsId ?? line.lastMovementId ?? undefined,
      }
    case 'change': {
      if (!line.toCondition || line.toCondition === line.condition)
        throw invalid({ path: `${line.path}toCondition`, code: 'parts.other_condition' })
      return { ...common, from: here, to: { ...here, condition: line.toCondition } }
    }
  }
}
