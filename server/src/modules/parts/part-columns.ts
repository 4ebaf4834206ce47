import { isCurrency, moneyToDecimal } from '@aftercare/rules'
import { z } from 'zod'
import { country, day } from '../../kit/shapes.ts'
import type { ImportColumn } from '../../kit/tables/import-table.ts'
import { LITHIUM, PACKING_GROUPS } from './part-dangers.ts'
import { NUMBER_KINDS, TRACKING } from './shapes.ts'

const text = z.string().max(200)
const whole = (most: number, least = 0) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
const yesNo = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['yes', 'no', 'true', 'false', '1', '0']))
  .transform((said) => said === 'yes' || said === 'true' || said === '1')

/** Several of something in one cell: an entry a line (or after `;`), its fields between `|`. */
const entries = <T>(one: (fields: string[]) => T | null) =>
  z.string().transform((cell, problems) => {
    const read = cell
      .split(/[\n;]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => one(entry.split('|').map((field) => field.trim())))
    if (read.every((found) => found !== null)) return read as T[]
    problems.addIssue({ code: 'custom' })
    return z.NEVER
  })

export interface FileNumber {
  kind: (typeof NUMBER_KINDS)[number]
  issuer: string
  number: string
}
export interface FileUnit {
  unit: string
  numerator: number
  denominator: number
}
export interface FileSuccessor {
  number: string
  fromOn: string
  bothWays: boolean
}

/** `maker | Acme | A-1` */
function readNumber([kind, issuer, number, ...more]: string[]): FileNumber | null {
  const known = NUMBER_KINDS.find((one) => one === kind)
  return known && issuer && number && number.length <= 60 && more.length === 0 ? { kind: known, issuer, number } : null
}
/** `box = 12`, `third = 1/3` */
function readUnit([entry, ...more]: string[]): FileUnit | null {
  const found = /^(.{1,30}?)\s*=\s*(\d{1,7})(?:\/(\d{1,7}))?$/.exec(entry ?? '')
  const [numerator, denominator] = [Number(found?.[2]), Number(found?.[3] ?? 1)]
  return found && numerator > 0 && denominator > 0 && more.length === 0
    ? { unit: found[1]!, numerator, denominator }
    : null
}
/** `NEW-1 | 2026-01-01`, `NEW-1 | 2026-01-01 | both` */
function readSuccessor([number, fromOn, both, ...more]: string[]): FileSuccessor | null {
  const isWhole = number && day.safeParse(fromOn).success && (both === undefined || both === 'both')
  return isWhole && more.length === 0 ? { number, fromOn: fromOn!, bothWays: both === 'both' } : null
}

export const fileShape = z.object({
  number: z.string().max(60),
  name_en: text,
  'name_zh-CN': text.optional(),
  'name_zh-TW': text.optional(),
  class: z.string().max(40).optional(),
  unit: z.string().max(30).default('piece'),
  decimals: whole(6).default(0),
  tracking: z.enum(TRACKING).default('none'),
  needs_proof: yesNo.default(false),
  is_active: yesNo.default(true),
  shelf_life_days: whole(36_500, 1).optional(),
  old_part_due_days: whole(365, 1).optional(),
  core_amount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,4})?$/)
    .optional(),
  core_currency: z.string().refine(isCurrency).optional(),
  repair_code: text.optional(),
  customs_code: text.optional(),
  origin_country: z.string().toUpperCase().pipe(country).optional(),
  un_number: z
    .string()
    .transform((said) => said.replace(/^UN\s*/i, '').padStart(4, '0'))
    .pipe(z.string().regex(/^\d{4}$/))
    .optional(),
  hazard_class: z
    .string()
    .regex(/^[1-9](\.[1-6][A-S]?)?$/)
    .optional(),
  packing_group: z.enum(PACKING_GROUPS).optional(),
  lithium: z.enum(LITHIUM).optional(),
  net_grams: whole(999_999_999, 1).optional(),
  hazard_code: text.optional(),
  numbers: entries(readNumber).default([]),
  units: entries(readUnit).default([]),
  superseded_by: entries(readSuccessor).default([]),
  // Its fields are read where the currency is known: see `supplier-cells.ts`.
  suppliers: entries((fields) => fields).default([]),
  // As files had it before `numbers`: one number of one maker.
  maker: text.optional(),
  maker_number: z.string().max(60).optional(),
})
export type FileRow = z.output<typeof fileShape>
type Column = keyof FileRow

const ALL = Object.keys(fileShape.shape) as Column[]
export const COLUMNS: readonly ImportColumn[] = ALL.map((name) => ({
  name,
  isNeeded: name === 'number' || name === 'name_en',
}))
/** What the export writes, in this order: everything that is read, but for what `numbers` says already. */
export const WRITTEN = ALL.filter((name) => name !== 'maker' && name !== 'maker_number')

export const sayNumbers = (all: readonly FileNumber[]) =>
  all.map((one) => `${one.kind} | ${one.issuer} | ${one.number}`).join('\n')
export const sayUnits = (all: readonly FileUnit[]) =>
  all.map((one) => `${one.unit} = ${one.numerator}${one.denominator === 1 ? '' : `/${one.denominator}`}`).join('\n')
export const saySuccessors = (all: readonly FileSuccessor[]) =>
  all.map((one) => [one.number, one.fromOn, ...(one.bothWays ? ['both'] : [])].join(' | ')).join('\n')

/** A deposit as it is written in a file: 12050 of CNY is 120.50. */
export const sayAmount = (minor: string | null, currency: string | null): string | null =>
  minor === null || currency === null ? null : moneyToDecimal({ minor: BigInt(minor), currency })
