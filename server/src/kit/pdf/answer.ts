import type { FastifyReply } from 'fastify'

/** A PDF made for this answer: shown in place, not kept by anybody on the way. */
export function paperAnswer(reply: FastifyReply, pdf: Buffer, name: string): Buffer {
  reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}"`)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
  return pdf
}
