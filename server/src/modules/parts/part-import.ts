import { foldSerial, minorOf } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { type ImportFinding, type ImportReport, importOutcome, readUpload } from '../../kit/tables/import-table.ts'
import { groundOf } from './ground.ts'
import { COLUMNS, type FileRow, fileShape } from './part-columns.ts'
import { dangerFault } from './part-dangers.ts'
import { allParts, type PartRow } from './part-export.ts'
import { keepParts, type Wanted } from './part-keeping.ts'
import { readSuppliers } from './supplier-cells.ts'

/**
 * Brings a table of parts in: by number, new ones added and others changed. All rows or none: one row that cannot be kept
 * keeps all of them out, and is named with its column. A column the file does not have changes nothing.
 */
export async function importParts(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: { fileId: string; dryRun: boolean },
): Promise<ImportReport> {
  const read = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, fileShape)
  const known = new Map((await allParts(tx)).map((row) => [row.number_fold, row]))
  const classes = await classesByCode(tx)
  const { currency } = await groundOf(tx)
  const numbers = new Set([...known.keys(), ...read.rows.map(({ value }) => foldSerial(value.number))])
  const chain = new Chain(known)
  const seen = new Set<string>()
  const wanted: Wanted[] = []
  for (const { row, value } of read.rows) {
    const fold = foldSerial(value.number)
    const before = known.get(fold)
    const suppliers = readSuppliers(value.suppliers, currency)
    const one = asWanted(value, fold, before, read.present)
    const wrong = faultOf(one, value, { before, seen, classes, numbers, chain }) ?? supplierFault(suppliers)
    seen.add(fold)
    if (wrong) read.findings.push({ row, values: {}, ...wrong })
    else wanted.push({ ...one, ...(Array.isArray(suppliers) && { suppliers }) })
  }
  const adding = wanted.filter((one) => one.isNew)
  const changing = wanted.filter((one) => !one.isNew && !isSame(known.get(one.number_fold)!, one))
  const isKept = !input.dryRun && read.findings.length === 0
  const counts = { added: adding.length, changed: changing.length }
  if (isKept) await keepParts(tx, actor, [...adding, ...changing], classes, counts)
  return importOutcome(read, isKept, { ...counts, unchanged: wanted.length - counts.added - counts.changed })
}

async function classesByCode(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('parts.class').select(['id', 'code']).execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const
/** Columns whose cell is the value of the field of that name. */
const PLAIN = [
  ...([
    'class',
    'unit',
    'decimals',
    'tracking',
    'needs_proof',
    'is_active',
    'shelf_life_days',
    'old_part_due_days',
  ] as const),
  ...(['repair_code', 'customs_code', 'origin_country', 'un_number', 'hazard_class', 'packing_group'] as const),
  ...(['lithium', 'net_grams', 'hazard_code'] as const),
]

/** The part as it would be kept: what the file says, and what it does not speak of as it was. */
function asWanted(value: FileRow, fold: string, before: PartRow | undefined, present: ReadonlySet<string>): Wanted {
  const names = LANGUAGES.map((language) => {
    const column = `name_${language}` as const
    return [language, before && !present.has(column) ? before.name[language] : value[column]] as const
  })
  const plain = PLAIN.map((key) => [key, before && !present.has(key) ? before[key] : (value[key] ?? null)] as const)
  const keepsCore = before && !present.has('core_amount') && !present.has('core_currency')
  const hasCore = value.core_amount !== undefined && value.core_currency !== undefined
  const made = value.maker && value.maker_number
  return {
    ...(Object.fromEntries(plain) as Pick<Wanted, (typeof PLAIN)[number]>),
    ...{ id: before?.id ?? newId(), number_fold: fold, isNew: !before, number: value.number },
    name: Object.fromEntries(names.filter(([, name]) => name)) as Record<string, string>,
    core_minor: keepsCore ? before.core_minor : hasCore ? coreMinor(value) : null,
    core_currency: keepsCore ? before.core_currency : hasCore ? value.core_currency! : null,
    numbers: [
      ...value.numbers,
      ...(made ? [{ kind: 'maker' as const, issuer: value.maker!, number: value.maker_number! }] : []),
    ],
    units: value.units,
    successors: value.superseded_by,
    suppliers: [],
  }
}

/** A deposit of nothing is none. */
function coreMinor({ core_amount, core_currency }: FileRow): string | null {
  const minor = minorOf(core_amount!, core_currency!)
  return minor === '0' ? null : minor
}

interface Context {
  before: PartRow | undefined
  seen: ReadonlySet<string>
  classes: ReadonlyMap<string, string>
  /** Every number there is or will be. */
  numbers: ReadonlySet<string>
  chain: Chain
}
type Fault = Pick<ImportFinding, 'column' | 'code'> | null

function faultOf(one: Wanted, value: FileRow, context: Context): Fault {
  const { before, seen, classes } = context
  if (one.number_fold === '') return { column: 'number', code: 'validation.invalid' }
  if (seen.has(one.number_fold)) return { column: 'number', code: 'validation.duplicate' }
  if (one.tracking === 'serial' && one.decimals > 0) return { column: 'decimals', code: 'validation.invalid' }
  if (one.class !== null && !classes.has(one.class)) return { column: 'class', code: 'parts.unknown_class' }
  const half = halfOf(value)
  if (half) return { column: half, code: 'validation.required' }
  const danger = dangerFault({
    ...{
      unNumber: one.un_number,
      hazardClass: one.hazard_class,
      packingGroup: one.packing_group,
      lithium: one.lithium,
    },
  })
  if (danger) return { column: danger.field === 'unNumber' ? 'un_number' : 'hazard_class', code: danger.code }
  // What a quantity or its worth means changes only while there is none of it (case 20 of parts-planning.md).
  const changed = (['unit', 'decimals', 'tracking', 'class'] as const).find((key) => before && before[key] !== one[key])
  if (before?.has_stock && changed) return { column: changed, code: 'parts.change_needs_no_stock' }
  return successorFault(one, context)
}

/** Two cells that go together, of which one is empty. */
function halfOf(value: FileRow): string | null {
  if (Boolean(value.maker) !== Boolean(value.maker_number)) return value.maker ? 'maker_number' : 'maker'
  if (Boolean(value.core_amount) !== Boolean(value.core_currency))
    return value.core_amount ? 'core_currency' : 'core_amount'
  return null
}

function successorFault(one: Wanted, { numbers, chain }: Context): Fault {
  for (const { number } of one.successors) {
    const fold = foldSerial(number)
    if (!numbers.has(fold)) return { column: 'superseded_by', code: 'parts.unknown_part' }
    if (!chain.takes(one.number_fold, fold)) return { column: 'superseded_by', code: 'parts.circle' }
  }
  return null
}

/** Which field of the cell it is stands beside the column. */
const supplierFault = (read: ReturnType<typeof readSuppliers>): Fault =>
  Array.isArray(read) ? null : { column: `suppliers › ${read.field}`, code: read.code }

/** Who replaces whom, by number; says of a further link whether it would close a circle. */
class Chain {
  readonly #next = new Map<string, Set<string>>()

  constructor(known: ReadonlyMap<string, PartRow>) {
    for (const [fold, row] of known) for (const { number } of row.successors) this.#add(fold, foldSerial(number))
  }
  #add(from: string, to: string): void {
    this.#next.set(from, (this.#next.get(from) ?? new Set()).add(to))
  }
  takes(from: string, to: string): boolean {
    const open = [to]
    const seen = new Set<string>()
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === from) return false
      if (seen.has(at)) continue
      seen.add(at)
      open.push(...(this.#next.get(at) ?? []))
    }
    this.#add(from, to)
    return true
  }
}

const plainOf = (row: PartRow | Wanted) =>
  JSON.stringify([
    ...[row.number, ...LANGUAGES.map((one) => row.name[one] ?? null), row.core_minor, row.core_currency],
    ...PLAIN.map((key) => row[key]),
  ])
/** What hangs on a part is added by a file and changed, never taken away: a part may have more than the file knows. */
const isSame = (before: PartRow, one: Wanted) =>
  plainOf(before) === plainOf(one) &&
  within(before.numbers, one.numbers, ({ kind, issuer, number }) => [kind, issuer, foldSerial(number)]) &&
  within(before.units, one.units, ({ unit, numerator, denominator }) => [unit, numerator, denominator]) &&
  within(before.successors, one.successors, ({ number, fromOn, bothWays }) => [foldSerial(number), fromOn, bothWays]) &&
  within(before.suppliers, one.suppliers, (row) => [
    ...[row.supplier, row.number, row.unit_minor, row.lead_days, row.minimum, row.pack, row.last_order_on],
  ])

function within<T>(known: readonly T[], given: readonly T[], keyOf: (one: T) => unknown[]): boolean {
  const keys = new Set(known.map((one) => JSON.stringify(keyOf(one))))
  return given.every((one) => keys.has(JSON.stringify(keyOf(one))))
}
