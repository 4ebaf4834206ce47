import { newId } from '../../src/kit/ids.ts'
import type { Planted } from './plant.ts'

export interface Reference {
  id: string
  /** the table the id was taken from; null: an id of nothing */
  table: string | null
}

/** Nouns of an address that are no names of tables. */
const TABLE_OF: Record<string, string> = {
  stock_place: 'parts.place',
  stock_owner: 'parts.owner',
  stock_document: 'parts.document',
  part_request: 'parts.demand',
}
const PEOPLE = new Set(['person', 'technician', 'owner', 'assignee', 'manager'])

/** The planted row a noun speaks of: 'station' or 'work-orders' or 'contactId'; an unknown noun names nothing. */
export function rowFor(noun: string, planted: Planted, near?: string): Reference {
  const plain = singular(snake(noun.replace(/Id$/, '')))
  const wanted = PEOPLE.has(plain) ? 'person' : plain
  const names = [...planted.keys()]
  const ranked = [
    names.find((name) => name === TABLE_OF[plain]),
    names.find((name) => near && name === `${near}.${wanted}`),
    names.find((name) => name.split('.')[1] === wanted),
    names.find((name) => near && name.startsWith(`${near}.`) && name.endsWith(`_${wanted}`)),
    names.find((name) => name.endsWith(`_${wanted}`)),
  ]
  const table = ranked.find((name) => name !== undefined) ?? null
  return table ? { id: planted.get(table)!, table } : { id: newId(), table: null }
}

const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_')

function singular(noun: string): string {
  if (noun === 'people') return 'person'
  if (/(ss|us)$/.test(noun)) return noun
  return noun.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
}

/** `/api/v1/customers/{id}/contacts/{contactId}` with ids of planted rows, and the tables they came from. */
export function addressFor(
  path: string,
  planted: Planted,
  company: string,
): { url: string; tables: (string | null)[] } {
  const tables: (string | null)[] = []
  const parts = path.split('/')
  const schema = schemaOf(parts, planted)
  const url = parts.map((part, at) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (!name) return part
    if (name === 'company') return company
    if (/token|serial|code/.test(name)) return 'x'.repeat(32)
    const noun = name === 'id' || name === 'childId' || name === 'otherId' ? nounBefore(parts, at) : name
    const { id, table } = rowFor(noun, planted, schema)
    tables.push(table)
    return id
  })
  return { url: url.join('/'), tables }
}

function nounBefore(parts: string[], at: number): string {
  return parts.slice(0, at).findLast((part) => !part.startsWith('{')) ?? ''
}

/** Where the first noun of the path lives, so that its lines and photos are looked for there. */
function schemaOf(parts: string[], planted: Planted): string | undefined {
  const first = parts.slice(3).find((part) => part !== 'portal' && part !== 'public' && !part.startsWith('{'))
  return first ? rowFor(first, planted).table?.split('.')[0] : undefined
}
