import { DAY_MS } from './instants.ts'

/** Crockford's digits: nobody mistakes one for another when a label is written by hand (no I, L, O, U). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The id of the old part that came out for one piece of a line (a UUID; pieces count from 0). Made from the line alone, so that a phone
 * without a network and the server name the same one, however often it is told.
 */
export function oldPartId(lineId: string, piece: number): string {
  const tail = Number.parseInt(lineId.slice(-4), 16) ^ piece
  return lineId.slice(0, -4) + tail.toString(16).padStart(4, '0')
}

/**
 * The number on the label of an old part, `OP-7K3M9-QXA2B`: the last 50 bits of its id, all random in a UUIDv7. Of a million parts two
 * share a number with a chance of 1 in 2,000; with eight digits it would be nearly 1 in 2, and a visit could not end.
 */
export function oldPartLabel(id: string): string {
  let rest = BigInt(`0x${id.replaceAll('-', '').slice(-13)}`)
  let digits = ''
  for (let i = 0; i < 10; i++) {
    digits = DIGITS[Number(rest & 31n)] + digits
    rest >>= 5n
  }
  return `OP-${digits.slice(0, 5)}-${digits.slice(5)}`
}

/** What the code on that label says. */
export const oldPartCode = (label: string): string => `OLD-PART:${label}`

/** The last day an old part may come back: so many days after it came out, both YYYY-MM-DD where the machine stands. */
export const oldPartDueOn = (removedOn: string, days: number): string =>
  new Date(Date.parse(removedOn) + days * DAY_MS).toISOString().slice(0, 10)

/** How many old parts a quantity brings: one for each piece begun ("1", "2", "1.5" gives 2). */
export const oldPieces = (quantity: string): number => Math.ceil(Number(quantity))
