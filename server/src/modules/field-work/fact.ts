import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { idempotencyKey } from '../../kit/handle.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'

/** What a phone says beside each thing it tells: who it is and what its clock showed. */
export interface Fact {
  key: string
  phoneId: string | null
  /** By the clock of the phone, as wrong as it may be. */
  deviceAt: Date
  /** What the phone had measured: its time plus this is ours. */
  offsetMs: number
  /** False when the clock was moved after it was measured. */
  isSure: boolean
  /** The technician asks the desk to see to it: kept, not tried. */
  isHanded: boolean
  /** Done, but a part of it is left to the desk: why, and what it needs to know. */
  left?: { reason: string; body: object }
}

const YEAR_MS = 366 * 86_400_000
const header = z.object({
  at: z.iso.datetime({ offset: true }),
  offset: z.coerce
    .number()
    .int()
    .min(-50 * YEAR_MS)
    .max(50 * YEAR_MS)
    .default(0),
  sure: z.stringbool().default(false),
  phone: z.uuid().optional(),
  hand: z.stringbool().default(false),
})

/** `X-Told: at=<device time>&offset=<ms>&sure=1&phone=<id>`; null for a caller that is no phone: it is refused in the plain way. */
export function factOf(request: FastifyRequest): Fact | null {
  const given = request.headers['x-told']
  if (given === undefined) return null
  const read = header.safeParse(Object.fromEntries(new URLSearchParams(String(given))))
  if (!read.success) throw problem('told.malformed', 400)
  const { at, offset, sure, phone, hand } = read.data
  return {
    key: idempotencyKey(request) ?? newId(),
    phoneId: phone ?? null,
    deviceAt: new Date(at),
    offsetMs: offset,
    isSure: sure,
    isHanded: hand,
  }
}
