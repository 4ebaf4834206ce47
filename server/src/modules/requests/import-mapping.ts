import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { timeZone } from '../../kit/shapes.ts'

const isPattern = (text: string) => {
  try {
    return new RegExp(text) !== null
  } catch {
    return false
  }
}
const column = z.string().min(1)
const coded = <V extends z.ZodType>(value: V) => z.object({ column, map: z.record(z.string(), value) })
const level = z.number().int().min(1).max(3)
const status = z.enum(['new', 'triaged', 'scheduled', 'in_progress', 'waiting', 'resolved', 'closed', 'cancelled'])

/** How a file of cases or of their events becomes requests. Data, so that an outsider's log needs no code. */
export const mappingShape = z
  .object({
    name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u),
    /** Where the cases come from: with the case's id it makes the external id, so a second run updates. */
    source: z.string().min(1).max(80),
    rows: z.enum(['events', 'cases']),
    caseId: column,
    /** What the file writes for "we do not know". */
    unknown: z.array(z.string()).default(['']),
    times: z.object({
      format: z.enum(['iso', 'D/M/YYYY HH:MM', 'M/D/YYYY HH:MM', 'YYYY-MM-DD HH:MM', 'YYYY/M/D HH:MM']),
      zone: timeZone,
    }),
    defaults: z.object({
      kind: z.enum(['repair', 'maintenance', 'installation', 'inspection', 'question', 'complaint', 'return']),
      country: z.string().regex(/^[A-Z]{2}$/),
      language: z.string().min(2),
      impact: level,
      urgency: level,
    }),
    /** The first of these columns that are known, joined. */
    title: z.array(column).min(1),
    country: column.optional(),
    impact: coded(level).optional(),
    urgency: coded(level).optional(),
    priority: coded(z.enum(['P1', 'P2', 'P3', 'P4', 'P5'])).optional(),
    /** 'a/b' before 'a': the more exact key wins. */
    status: z.object({ columns: z.array(column).min(1).max(2), map: z.record(z.string(), status), otherwise: status }),
    opened: column.describe("a column, or 'first event'"),
    resolved: column.optional(),
    closed: column.optional().describe("a column, or 'last event'"),
    facts: z
      .object({
        slaKept: z.object({ column, true: z.array(z.string()) }).optional(),
        reassigned: column.optional(),
        reopened: column.optional(),
      })
      .default({}),
    event: z
      .object({
        at: column,
        order: column.optional().describe('a column that counts the updates, for events of the same minute'),
        status: column.optional(),
        subStatus: column.optional(),
        team: column.optional(),
        person: column.optional(),
        country: column.optional(),
        line: z
          .object({ column, pattern: z.string().max(200).refine(isPattern), otherwise: z.number().int() })
          .optional(),
        keep: z.array(column).default([]),
      })
      .optional(),
    /** Columns of a case that have no place of their own and are kept as they are. */
    keep: z.array(column).default([]),
  })
  .refine((one) => one.rows === 'cases' || one.event, { path: ['event'], message: 'event' })
  .meta({ id: 'ImportMapping' })
export type Mapping = z.output<typeof mappingShape>

const SHIPPED = path.join(import.meta.dirname, 'mappings')

export function shippedMappings(): Mapping[] {
  return fs
    .readdirSync(SHIPPED)
    .sort()
    .map((file) => readMapping(fs.readFileSync(path.join(SHIPPED, file), 'utf8'), file))
}

/** A mapping from text; a wrong one is refused naming each field. */
export function readMapping(text: string, where: string): Mapping {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw problem('import.mapping_unreadable', 422, { where })
  }
  const read = mappingShape.safeParse(json)
  if (read.success) return read.data
  const fields = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  throw problem('import.mapping_wrong', 422, { where, fields })
}

/** By name: the company's own first, then those we ship. */
export async function mappingNamed(tx: Tx, name: string): Promise<Mapping> {
  const known = await knownMappings(tx)
  const found = known.find(({ mapping }) => mapping.name === name)
  if (found) return found.mapping
  throw problem('import.mapping_unknown', 404, { name, known: known.map((one) => one.mapping.name).join(', ') })
}

/** The company's own, then those we ship that it has not made its own. */
export async function knownMappings(tx: Tx): Promise<{ mapping: Mapping; isOurs: boolean }[]> {
  const rows = await tx.selectFrom('requests.import_mapping').select(['name', 'mapping']).orderBy('name').execute()
  const names = new Set(rows.map((row) => row.name))
  const shipped = shippedMappings().filter((one) => !names.has(one.name))
  return [
    ...rows.map((row) => ({ mapping: mappingShape.parse(row.mapping), isOurs: false })),
    ...shipped.map((mapping) => ({ mapping, isOurs: true })),
  ]
}

export async function keepMapping(tx: Tx, actor: Actor, mapping: Mapping, now: Date): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), changed_at: now, changed_by: actor.id }
  await tx
    .insertInto('requests.import_mapping')
    .values({ name: mapping.name, ...row })
    .onConflict((on) => on.columns(['tenant_id', 'name']).doUpdateSet(row))
    .execute()
}
