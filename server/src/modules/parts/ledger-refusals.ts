import { Problem, problem } from '../../kit/problem.ts'
import type { Move } from './posting.ts'

/** The database refused: what it says of a line is told where the line came from (a `kit.refuse`, or the check of a balance). */
export function refuseBooking(
  error: { constraint?: string; code?: string; message: string; detail?: string },
  moves: readonly Move[],
): never {
  // Reached where a reservation that is named covers less than is taken.
  if (error.constraint?.startsWith('balance_')) throw problem('parts.reserved_for_others', 409)
  const field = error.code === 'RF409' ? FIELDS[error.message] : undefined
  if (!field) throw error
  const values = JSON.parse(error.detail ?? '{}') as Record<string, unknown>
  const path = field === 'at' ? 'at' : `${moves[Number(values.line) - 1]?.path ?? ''}${field}`
  throw new Problem(error.message, 409, { values, errors: [{ path, code: error.message, values }] })
}
const FIELDS: Record<string, string> = {
  'parts.batch_blocked': 'batch',
  'parts.batch_expired': 'batch',
  'parts.serial_elsewhere': 'serials',
  'parts.period_closed': 'at',
}
