import { invalid } from '../../kit/problem.ts'

/** Quantities are counted in millionths of the base unit, so that sums are whole numbers; the tables keep numeric(18,6). */
const MICRO = 1_000_000
/** The largest quantity of one line, in base units: sums of many stay exact. */
export const MOST = 1_000_000_000

export const toMicros = (quantity: number | string): number => Math.round(Number(quantity) * MICRO)
export const fromMicros = (micros: number): number => micros / MICRO
export const asNumeric = (micros: number): string => {
  const sign = micros < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(micros) / MICRO)
  return `${sign}${whole}.${String(Math.abs(micros) % MICRO).padStart(6, '0')}`
}

export interface Fraction {
  numerator: number
  denominator: number
}

/**
 * So many of a unit in millionths of the base unit. A fraction is multiplied before it is divided: 3 × 1/3 is 1 exactly;
 * what does not fall on a step of the part is refused at `path`.
 */
export function inBaseUnits(amount: number, unit: Fraction, decimals: number, path: string): number {
  const scaled = BigInt(toMicros(amount)) * BigInt(unit.numerator)
  const step = BigInt(10 ** (6 - decimals)) * BigInt(unit.denominator)
  if (amount <= 0) throw invalid({ path, code: 'parts.quantity_positive' })
  if (toMicros(amount) / MICRO !== amount || scaled % step !== 0n)
    throw invalid({ path, code: 'parts.quantity_step', values: { decimals } })
  const micros = Number(scaled / BigInt(unit.denominator))
  if (micros > MOST * MICRO) throw invalid({ path, code: 'validation.too_big', values: { maximum: MOST } })
  return micros
}
