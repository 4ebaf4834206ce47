import { invalid } from '../../kit/problem.ts'
import type { Ground } from './ground.ts'
import type { ReadLine } from './lines.ts'
import type { End, Move } from './posting.ts'
import type { DocumentBody } from './shapes.ts'

/** Where a line of a command leaves and where it goes: what comes in or leaves us has its other end beyond the shelves. */
export function moveOf(body: DocumentBody, line: ReadLine, placeId: string, ground: Ground): Move {
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
