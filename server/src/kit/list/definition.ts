import type { RawBuilder } from 'kysely'
import { type ZodType, z } from 'zod'
import type { Permission } from '../../permissions.ts'
import type { Actor } from '../actor.ts'
import { day, id, instant, names } from '../shapes.ts'

/** A column of a list: the SQL it reads, what type it is, and whether one may filter and sort by it. */
export interface Column {
  /** Trusted SQL written by us: 'r.opened_at', 'coalesce(c.name, $$$$)' */
  sql: string
  type: 'text' | 'choice' | 'instant' | 'day' | 'number' | 'bool' | 'id' | 'minor' | 'names' | 'texts' | 'json'
  choices?: readonly string[]
  nullable?: boolean
  /** Sorting needs an index behind it on large tables; `sortable` says there is one or the table stays small. */
  sortable?: boolean
  filter?: boolean
  /** Shape of a json column, or of names that need not be there in English. */
  shape?: ZodType
  /** Where its values are said ('parts:unit'), when not at `<words of the list>:<key>`; a text it does not know stays as it is. */
  words?: string
  /** Key of the column with the currency of these minor units; 'currency' when not said. */
  currency?: string
}

export interface ListDefinition {
  /** 'requests': also the key of its words, saved views and exports */
  name: string
  /** Where the words of its columns are (`<words>:column.<key>`), when that is not its name. */
  words?: string
  path: string
  needs: Permission
  summary: string
  /** `requests.request r left join …` */
  from: string
  /** 'r.id' */
  id: string
  visible(actor: Actor): RawBuilder<boolean>
  columns: Record<string, Column>
  /** '-openedAt' */
  sort: string
  /** The kind under which its rows stand in the search index; without one `q` is refused. */
  search?: string
  /** Where a row holds the id that is found, when it is about a thing of that kind and not one itself: 'w.asset_id' */
  searchId?: string
  /** Where a row holds many such ids: a query for them. `select l.part_id from parts.purchase_line l where …` */
  searchAmong?: string
  /** Then its own number is no word of the thing that is found: the column that holds it, found whole or by its last digits. */
  searchNumber?: string
  /** Its search entries carry the station of the row, so that a station's people search only theirs. */
  searchedByStation?: boolean
  /** What one of its rows is called in events and files: 'work_order'. Without it, the search kind. */
  subject?: string
  /** Taking the rows away as a file may need more than looking at them. */
  exportNeeds?: Permission
}

type Options = Omit<Column, 'sql' | 'type'>
const column =
  (type: Column['type'], base: Options = {}) =>
  (sql: string, options: Options = {}): Column => ({ sql, type, ...base, ...options })

export const text = column('text', { filter: true })
export const instantColumn = column('instant', { filter: true })
export const dayColumn = column('day', { filter: true })
export const numberColumn = column('number', { filter: true })
export const boolColumn = column('bool', { filter: true })
export const idColumn = column('id', { filter: true })
export const minorColumn = column('minor')
export const namesColumn = column('names')
export const textsColumn = column('texts', { filter: true })
export const choice = (sql: string, choices: readonly string[], options: Options = {}): Column => ({
  sql,
  type: 'choice',
  choices,
  filter: true,
  ...options,
})
export const json = (sql: string, shape: ZodType, options: Options = {}): Column => ({
  sql,
  type: 'json',
  shape,
  ...options,
})

const registry = new Map<string, ListDefinition>()

/** Declares a list once: its route, its export, its saved views and its place in the search come from this. */
export function defineList(definition: ListDefinition): ListDefinition {
  registry.set(definition.name, definition)
  return definition
}
export function listNamed(name: string): ListDefinition | undefined {
  return registry.get(name)
}
/** The first list declared for such a thing: it says who may see one. */
export function listOfSubject(type: string): ListDefinition | undefined {
  return allLists().find((list) => (list.subject ?? list.search) === type)
}
export function allLists(): ListDefinition[] {
  return [...registry.values()]
}

function shapeOf(one: Column): ZodType {
  const shapes: Record<Column['type'], () => ZodType> = {
    text: () => z.string(),
    choice: () => z.enum(one.choices as [string, ...string[]]),
    instant: () => instant,
    day: () => day,
    number: () => z.number(),
    bool: () => z.boolean(),
    id: () => id,
    minor: () => z.string(),
    names: () => one.shape ?? names,
    texts: () => z.array(z.string()),
    json: () => one.shape ?? z.unknown(),
  }
  const shape = shapes[one.type]()
  return one.nullable ? shape.nullable() : shape
}

/** `{items: [{id, …columns}], next, total}` */
export function pageShape(list: ListDefinition): ZodType {
  const fields = Object.fromEntries(Object.entries(list.columns).map(([key, one]) => [key, shapeOf(one)]))
  return z.object({
    items: z.array(z.object({ id, ...fields })),
    next: z.string().nullable().describe('cursor of the next page; null at the end'),
    total: z
      .object({ count: z.number(), exact: z.boolean() })
      .nullable()
      .describe('on the first page; counted up to 1,000'),
    corrected: z.object({ typed: z.string(), shown: z.string() }).nullable(),
  })
}

export function queryShape(list: ListDefinition) {
  const filters = Object.entries(list.columns)
    .filter(([, one]) => one.filter)
    .map(([key, one]) => [`filter[${key}]`, z.string().max(2000).optional().describe(filterHelp(one))])
  const sorts = Object.entries(list.columns).flatMap(([key, one]) => (one.sortable ? [key, `-${key}`] : []))
  // Loose, so that a filter the list does not have is refused by its name instead of being overlooked.
  return z.looseObject({
    ...Object.fromEntries(filters),
    sort: z.enum([list.sort, ...sorts] as [string, ...string[]]).optional(),
    q: z.string().trim().max(200).optional(),
    after: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
}

function filterHelp(one: Column): string {
  if (one.type === 'instant' || one.type === 'day' || one.type === 'number')
    return 'from..to, either side may be empty; half open'
  return one.nullable ? 'values separated by commas; none = without' : 'values separated by commas'
}
