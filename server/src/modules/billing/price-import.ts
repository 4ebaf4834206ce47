import { moneyFromDecimal, moneyToDecimal } from '@aftercare/rules'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { Problem, problem } from '../../kit/problem.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import {
  type ImportColumn,
  type ImportFinding,
  type ImportReport,
  importOutcome,
  readUpload,
} from '../../kit/tables/import-table.ts'
import { type WriteColumn, writeXlsx } from '../../kit/tables/index.ts'
import { findPriceList } from './price-lists.ts'
import { mustFitRule } from './prices.ts'
import { code, KINDS, km, PRICE_RULES, UNITS } from './shapes.ts'
import { TAX_CATEGORIES } from './terms.ts'

/** The columns a file of prices has; what the export writes, the import reads. */
const COLUMNS: readonly ImportColumn[] = [
  ...['code', 'kind', 'unit', 'price', 'name_en'].map((name) => ({ name, isNeeded: true })),
  ...['name_zh-CN', 'name_zh-TW', 'tax', 'rule', 'minutes', 'km_from', 'km_to'].map((name) => ({
    name,
    isNeeded: false,
  })),
]
const text = z.string().max(200)
const shape = z.object({
  code,
  kind: z.enum(KINDS),
  unit: z.enum(UNITS),
  price: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/),
  name_en: text,
  'name_zh-CN': text.optional(),
  'name_zh-TW': text.optional(),
  tax: z.enum(TAX_CATEGORIES).default('standard'),
  rule: z.enum(PRICE_RULES).default('fixed'),
  minutes: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .optional(),
  km_from: km.optional(),
  km_to: km.optional(),
})
type FileRow = z.output<typeof shape>
type Prices = Awaited<ReturnType<typeof pricesIn>>

/** Brings the prices of a file into a draft list: by code, new ones added and others changed. A dry run only says what would be. */
export async function importPrices(
  tx: Tx,
  services: Services,
  actor: Actor,
  listId: string,
  input: { fileId: string; dryRun: boolean },
): Promise<ImportReport> {
  const list = await findPriceList(tx, listId)
  if (list.is_published) throw problem('billing.list_published', 409)
  const read = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, shape)
  const known = new Map((await pricesIn(tx, listId)).map((row) => [row.code, row]))
  const seen = new Set<string>()
  const wanted: ReturnType<typeof columnsOf>[] = []
  for (const { row, value } of read.rows) {
    const wrong = faultOf(value, list.currency, seen)
    if (wrong) read.findings.push({ row, values: {}, ...wrong })
    else wanted.push(columnsOf(value, list.currency))
    seen.add(value.code)
  }
  const adding = wanted.filter((one) => !known.has(one.code))
  const changing = wanted.filter((one) => known.has(one.code) && !isSame(known.get(one.code)!, one))
  const counts = { added: adding.length, changed: changing.length }
  const report = importOutcome(read, !input.dryRun, {
    ...counts,
    unchanged: wanted.length - counts.added - counts.changed,
  })
  if (!input.dryRun) await keep(tx, actor, list, [...adding, ...changing], report)
  return report
}

function faultOf(
  value: FileRow,
  currency: string,
  seen: ReadonlySet<string>,
): Pick<ImportFinding, 'column' | 'code'> | null {
  if (seen.has(value.code)) return { column: 'code', code: 'validation.duplicate' }
  try {
    moneyFromDecimal(value.price, currency)
    mustFitRule({ ...value, kmFrom: value.km_from, kmTo: value.km_to })
    return null
  } catch (error) {
    const first = error instanceof Problem ? error.errors?.[0] : undefined
    return { column: first?.path ?? 'price', code: first?.code ?? 'validation.invalid' }
  }
}

function columnsOf(value: FileRow, currency: string) {
  return {
    code: value.code,
    kind: value.kind as string,
    unit: value.unit as string,
    minor: moneyFromDecimal(value.price, currency).minor.toString(),
    name: {
      en: value.name_en,
      ...(value['name_zh-CN'] && { 'zh-CN': value['name_zh-CN'] }),
      ...(value['name_zh-TW'] && { 'zh-TW': value['name_zh-TW'] }),
    },
    tax_category: value.tax as string,
    rule: value.rule as string,
    minutes: value.minutes ?? null,
    km_from: value.km_from ?? null,
    km_to: value.km_to ?? null,
  }
}

function isSame(row: Prices[number], one: ReturnType<typeof columnsOf>): boolean {
  const plain = (of: Omit<Prices[number], 'id'> | typeof one) => [
    of.kind,
    of.unit,
    of.minor,
    (of.name as Record<string, string>).en,
    (of.name as Record<string, string>)['zh-CN'] ?? null,
    (of.name as Record<string, string>)['zh-TW'] ?? null,
    of.tax_category,
    of.rule,
    of.minutes,
    of.km_from === null ? null : Number(of.km_from),
    of.km_to === null ? null : Number(of.km_to),
  ]
  return JSON.stringify(plain(row)) === JSON.stringify(plain(one))
}

async function keep(
  tx: Tx,
  actor: Actor,
  list: { id: string; version: number },
  rows: readonly ReturnType<typeof columnsOf>[],
  { added, changed }: ImportReport,
): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) {
    const values = rows
      .slice(at, at + 1000)
      .map((one) => ({ ...one, id: newId(), list_id: list.id, name: JSON.stringify(one.name) }))
    await tx
      .insertInto('billing.price')
      .values(values)
      .onConflict((c) =>
        c.columns(['tenant_id', 'list_id', 'code']).doUpdateSet((eb) => ({
          kind: eb.ref('excluded.kind'),
          unit: eb.ref('excluded.unit'),
          minor: eb.ref('excluded.minor'),
          name: eb.ref('excluded.name'),
          tax_category: eb.ref('excluded.tax_category'),
          rule: eb.ref('excluded.rule'),
          minutes: eb.ref('excluded.minutes'),
          km_from: eb.ref('excluded.km_from'),
          km_to: eb.ref('excluded.km_to'),
          version: eb('billing.price.version', '+', 1),
        })),
      )
      .execute()
  }
  await filledInBulk(tx, rows.length, ['billing.price'])
  const subject = { type: 'price_list', id: list.id, version: list.version }
  await announce(tx, actor, { type: 'prices.imported', subject, data: { added, changed } })
}

function pricesIn(tx: Tx, listId: string) {
  return tx
    .selectFrom('billing.price')
    .select(['id', 'code', 'kind', 'unit', 'minor', 'name', 'tax_category', 'rule', 'minutes', 'km_from', 'km_to'])
    .where('list_id', '=', listId)
    .orderBy('kind')
    .orderBy('code')
    .execute()
}

/** The whole list as a spreadsheet that can be changed and brought back. */
export async function exportPrices(tx: Tx, listId: string) {
  const list = await findPriceList(tx, listId)
  const column = (
    header: string,
    value: (row: Prices[number]) => string | number | null,
  ): WriteColumn<Prices[number]> => ({
    header,
    value,
    type: 'text',
    width: header.startsWith('name') ? 36 : 14,
  })
  const named = (language: string) => (row: Prices[number]) =>
    (row.name as unknown as Record<string, string>)[language] ?? null
  const columns = [
    column('code', (row) => row.code),
    column('kind', (row) => row.kind),
    column('unit', (row) => row.unit),
    column('price', (row) => moneyToDecimal({ minor: BigInt(row.minor), currency: list.currency })),
    column('name_en', named('en')),
    column('name_zh-CN', named('zh-CN')),
    column('name_zh-TW', named('zh-TW')),
    column('tax', (row) => row.tax_category),
    column('rule', (row) => row.rule),
    column('minutes', (row) => row.minutes),
    column('km_from', (row) => row.km_from),
    column('km_to', (row) => row.km_to),
  ]
  const name = `${list.country}-${list.currency}-${list.valid_from}.xlsx`
  return { name, stream: writeXlsx(list.country, columns, await pricesIn(tx, listId)) }
}
