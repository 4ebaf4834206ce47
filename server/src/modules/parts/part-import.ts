import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import {
  type ImportColumn,
  type ImportFinding,
  type ImportReport,
  importOutcome,
  readUpload,
} from '../../kit/tables/import-table.ts'
import { type WriteColumn, writeXlsx } from '../../kit/tables/index.ts'
import { findableParts } from './findable.ts'
import { TRACKING } from './shapes.ts'

const text = z.string().max(200)
const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().max(most))
const shape = z.object({
  number: z.string().max(60),
  name_en: text,
  'name_zh-CN': text.optional(),
  'name_zh-TW': text.optional(),
  unit: z.string().max(30).default('piece'),
  decimals: whole(6).default(0),
  tracking: z.enum(TRACKING).default('none'),
  shelf_life_days: whole(36_500).optional(),
  old_part_due_days: whole(365).optional(),
  customs_code: text.optional(),
  hazard_code: text.optional(),
  maker: text.optional(),
  maker_number: z.string().max(60).optional(),
})
type FileRow = z.output<typeof shape>
/** What the export writes, the import reads. */
const COLUMNS: readonly ImportColumn[] = Object.keys(shape.shape).map((name) => ({
  name,
  isNeeded: name === 'number' || name === 'name_en',
}))

interface PartRow {
  id: string
  number: string
  number_fold: string
  name: Record<string, string>
  unit: string
  decimals: number
  tracking: string
  shelf_life_days: number | null
  old_part_due_days: number | null
  customs_code: string | null
  hazard_code: string | null
  makers: { issuer: string; number: string }[]
  has_stock: boolean
}

/**
 * Brings a table of parts in: by number, new ones added and others changed. All rows or none: one row that cannot be kept
 * keeps all of them out, and is named with its column.
 */
export async function importParts(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: { fileId: string; dryRun: boolean },
): Promise<ImportReport> {
  const read = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, shape)
  const known = new Map((await allParts(tx)).map((row) => [row.number_fold, row]))
  const seen = new Set<string>()
  const wanted: Wanted[] = []
  for (const { row, value } of read.rows) {
    const fold = foldSerial(value.number)
    const before = known.get(fold)
    const wrong = faultOf(value, fold, before, seen)
    seen.add(fold)
    if (wrong) read.findings.push({ row, values: {}, ...wrong })
    else wanted.push({ ...columnsOf(value), id: before?.id ?? newId(), number_fold: fold, isNew: !before })
  }
  const adding = wanted.filter((one) => one.isNew)
  const changing = wanted.filter((one) => !one.isNew && !isSame(known.get(one.number_fold)!, one))
  const isKept = !input.dryRun && read.findings.length === 0
  const counts = { added: adding.length, changed: changing.length }
  if (isKept) await keep(tx, actor, [...adding, ...changing], counts)
  return importOutcome(read, isKept, { ...counts, unchanged: wanted.length - counts.added - counts.changed })
}

type Wanted = ReturnType<typeof columnsOf> & { id: string; number_fold: string; isNew: boolean }

function faultOf(
  value: FileRow,
  fold: string,
  before: PartRow | undefined,
  seen: ReadonlySet<string>,
): Pick<ImportFinding, 'column' | 'code'> | null {
  if (fold === '') return { column: 'number', code: 'validation.invalid' }
  if (seen.has(fold)) return { column: 'number', code: 'validation.duplicate' }
  if (value.tracking === 'serial' && value.decimals > 0) return { column: 'decimals', code: 'validation.invalid' }
  if (Boolean(value.maker) !== Boolean(value.maker_number))
    return { column: value.maker ? 'maker_number' : 'maker', code: 'validation.required' }
  // What a quantity means changes only while there is none of it (case 20 of parts-planning.md).
  const changed = (['unit', 'decimals', 'tracking'] as const).find((field) => before && before[field] !== value[field])
  if (before?.has_stock && changed) return { column: changed, code: 'parts.change_needs_no_stock' }
  return null
}

function columnsOf(value: FileRow) {
  return {
    number: value.number,
    name: {
      en: value.name_en,
      ...(value['name_zh-CN'] && { 'zh-CN': value['name_zh-CN'] }),
      ...(value['name_zh-TW'] && { 'zh-TW': value['name_zh-TW'] }),
    } as Record<string, string>,
    unit: value.unit,
    decimals: value.decimals,
    tracking: value.tracking as string,
    shelf_life_days: value.shelf_life_days ?? null,
    old_part_due_days: value.old_part_due_days ?? null,
    customs_code: value.customs_code ?? null,
    hazard_code: value.hazard_code ?? null,
    maker: value.maker ?? null,
    maker_number: value.maker_number ?? null,
  }
}

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const
const plain = (row: Omit<ReturnType<typeof columnsOf>, 'maker' | 'maker_number'>) =>
  JSON.stringify([
    ...[row.number, ...LANGUAGES.map((one) => row.name[one] ?? null), row.unit, row.decimals, row.tracking],
    ...[row.shelf_life_days, row.old_part_due_days, row.customs_code, row.hazard_code],
  ])
/** A maker's number is added, never taken away by a file: a part may have several. */
const isSame = (before: PartRow, one: Wanted) =>
  plain(before) === plain(one) &&
  (one.maker === null || before.makers.some((known) => known.issuer === one.maker && known.number === one.maker_number))

async function keep(tx: Tx, actor: Actor, rows: readonly Wanted[], counts: { added: number; changed: number }) {
  for (let at = 0; at < rows.length; at += 1000) {
    const some = JSON.stringify(
      rows.slice(at, at + 1000).map((row) => ({ ...row, maker_fold: foldSerial(row.maker_number ?? '') })),
    )
    const given = sql`jsonb_to_recordset(${some}::jsonb) as x(id uuid, number text, number_fold text, name jsonb, unit text, decimals smallint,
      tracking text, shelf_life_days int, old_part_due_days int, customs_code text, hazard_code text, maker text, maker_number text, maker_fold text)`
    await sql`insert into parts.part (id, number, number_fold, name, unit, decimals, tracking, shelf_life_days, old_part_due_days, customs_code, hazard_code)
      select id, number, number_fold, name, unit, decimals, tracking, shelf_life_days, old_part_due_days, customs_code, hazard_code from ${given}
      on conflict (tenant_id, number_fold) do update set number = excluded.number, name = excluded.name, unit = excluded.unit,
        decimals = excluded.decimals, tracking = excluded.tracking, shelf_life_days = excluded.shelf_life_days,
        old_part_due_days = excluded.old_part_due_days, customs_code = excluded.customs_code, hazard_code = excluded.hazard_code,
        version = parts.part.version + 1`.execute(tx)
    await sql`insert into parts.part_number (id, part_id, kind, issuer, number, number_fold)
      select gen_random_uuid(), x.id, 'maker', x.maker, x.maker_number, x.maker_fold from ${given} where x.maker is not null
      on conflict do nothing`.execute(tx)
    await findableParts(
      tx,
      rows.slice(at, at + 1000).map((row) => row.id),
    )
  }
  await filledInBulk(tx, rows.length, ['parts.part', 'parts.part_number', 'kit.search_entry', 'kit.search_word'])
  await announce(tx, actor, { type: 'parts.imported', subject: { type: 'parts', id: actor.tenantId }, data: counts })
}

async function allParts(tx: Tx): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select p.id, p.number, p.number_fold, p.name, p.unit, p.decimals, p.tracking, p.shelf_life_days, p.old_part_due_days, p.customs_code,
      p.hazard_code, coalesce((select json_agg(json_build_object('issuer', n.issuer, 'number', n.number) order by n.issuer, n.number)
        from parts.part_number n where n.tenant_id = p.tenant_id and n.part_id = p.id and n.kind = 'maker'), '[]') as makers, exists (select from parts.balance b where b.tenant_id = p.tenant_id
        and b.part_id = p.id and b.on_hand <> 0) as has_stock
    from parts.part p order by p.number`.execute(tx)
  return rows
}

/** The whole catalogue as a spreadsheet that can be changed and brought back. */
export async function exportParts(tx: Tx) {
  const rows = await allParts(tx)
  const column = (header: string, value: (row: PartRow) => string | number | null): WriteColumn<PartRow> => ({
    ...{ header, value, type: 'text' },
    width: header.startsWith('name') ? 36 : 16,
  })
  const columns = [
    column('number', (row) => row.number),
    ...LANGUAGES.map((language) => column(`name_${language}`, (row) => row.name[language] ?? null)),
    ...(['unit', 'decimals', 'tracking', 'shelf_life_days', 'old_part_due_days', 'customs_code'] as const).map((key) =>
      column(key, (row) => row[key]),
    ),
    column('hazard_code', (row) => row.hazard_code),
    column('maker', (row) => row.makers[0]?.issuer ?? null),
    column('maker_number', (row) => row.makers[0]?.number ?? null),
  ]
  return writeXlsx('parts', columns, rows)
}
