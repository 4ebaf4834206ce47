import type { z } from 'zod'
import type { Booking } from './booking-write.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { documentView } from './shapes.ts'

type View = z.input<typeof documentView>

/** The document as `viewDocument` reads it: plain ones name no batch and no serial. */
export function viewOfBooking({ actor, document, moves }: Booking, facts: LedgerFacts, at: string): View {
  const stoodAt = new Date(at).toISOString()
  const end = ({
    placeId,
    condition,
  }: {
    placeId: string
    condition: View['movements'][number]['from']['condition']
  }) => ({
    ...{ placeId, place: facts.places.get(placeId)!.name, condition },
  })
  return {
    ...{
      id: document.id,
      kind: document.kind,
      placeId: document.placeId ?? null,
      stationId: document.stationId ?? null,
    },
    ...{
      requestId: document.requestId ?? null,
      workOrderId: document.workOrderId ?? null,
      visitId: document.visitId ?? null,
    },
    ...{ note: document.note ?? null, effectiveAt: stoodAt, happenedAt: null, bookedAt: stoodAt, by: actor.name },
    movements: moves.map((move, n) => {
      const { id, number, name } = facts.parts.get(move.partId)!
      return {
        ...{ id: move.id, line: n + 1, part: { id, number, name }, quantity: move.quantity / 1e6 },
        ...{ from: end(move.from), to: end(move.to), batch: null, serial: null, reversesId: null, returnsId: null },
      }
    }),
  }
}
