import type { WordKey } from '@aftercare/words/web'
import type { ComponentType, ReactNode } from 'react'
import type { Session } from '../session.ts'
import type { Search } from './list-state.ts'

export type Choice = { value: string; label: WordKey }
/** A thing found by typing (a station, a person): its id and how it is called. */
export type Named = { value: string; label: string }

export type Filter =
  | { kind: 'choice'; choices: readonly Choice[] }
  /** `find` searches by text; `name` gives the names of ids that came with the address. */
  | { kind: 'lookup'; find: (q: string) => Promise<Named[]>; name: (ids: string[]) => Promise<Named[]> }
  | { kind: 'yesNo' }
  /** An instant, chosen by days in the zone of the person. */
  | { kind: 'instant' }
  | { kind: 'day' }
  | { kind: 'number' }
  | { kind: 'text' }

export type Column<Row> = {
  /** The field of the API: filtering, sorting and the export name it so. */
  key: string
  label: WordKey
  /** What the cell shows; without it the text of `row[key]`. */
  render?: (row: Row) => ReactNode
  filter?: Filter
  sortable?: boolean
  /** In pixels; a person can drag it. 140 when absent. */
  width?: number
  align?: 'end'
  /** What the export writes instead: a column that is filtered by an id is exported by name. */
  exportAs?: string
  /** Not shown until somebody asks for it. */
  hidden?: boolean
}

export type BulkResult = { done: number; skipped: { id: string; reason: string }[] }

export type BulkAction = {
  key: string
  label: WordKey
  needs?: string
  danger?: boolean
  /** Asks for what it needs (a person, a reason), then does it for `ids`; `null` when the person changed their mind. */
  run: (ids: string[]) => Promise<BulkResult | null>
  /** Takes back what `run` did; offered for ten seconds. */
  undo?: (ids: string[]) => Promise<void>
}

/** A view that comes with the product: its tab stands before the saved ones. */
export type Preset = {
  /** In the address as `view`; never a uuid, so that it is no saved view. */
  key: string
  label: WordKey
  /** What it shows now, to this person: "due today" is another day tomorrow. */
  state: (session: Session, now: Date) => Search
}

export type ListDefinition<Row extends { id: string }> = {
  /** The list's name on the server: saved views and kept widths belong to it. */
  name: string
  title: WordKey
  /** `/api/v1/requests` */
  path: string
  columns: readonly Column<Row>[]
  /** `-openedAt`; must be what the server sorts by without being asked. */
  sort: string
  /** How a row is called in words: its number or name. */
  nameOf: (row: Row) => string
  /** The page of a row. */
  pathOf?: (row: Row) => string
  /** What the side panel shows of a row. Without it a click opens the page. */
  Panel?: ComponentType<{ row: Row }>
  /** Whether the list understands `q`. */
  searchable?: boolean
  /** Subjects of live events that concern it. */
  subject?: string | readonly string[]
  bulk?: readonly BulkAction[]
  /** Views that come with the product; the first is opened by those who have no default view of their own. */
  presets?: readonly Preset[]
  /** Buttons at the end of the title line, such as "New request". */
  Actions?: ComponentType
  /** The key `C`. */
  create?: { needs: string; run: (go: (to: string) => void) => void }
  /** What to say while nothing was ever entered. */
  empty?: { title: WordKey; hint: WordKey; Action?: ComponentType }
  /** Always applied, never shown: `{ 'filter[customerId]': id }` for a list inside another page. */
  base?: Record<string, string>
}

/**
 * Declares a list: `defineList<RowOf<'/api/v1/requests'>>({ name, title, path, columns, … })`, shown by `<ListPage list={…} />`.
 * Filters, views, columns, paging, export, keys and live news come from this alone.
 */
export function defineList<Row extends { id: string }>(definition: ListDefinition<Row>): ListDefinition<Row> {
  return definition
}
