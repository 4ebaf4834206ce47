import type { Column } from './define-list.ts'

/** What a list shows. All of it lives in the address, so that a copied link shows another person the same. */
export type ListState = {
  q: string
  sort: string
  filters: Record<string, string>
  columns: string[]
  density: 'compact' | 'comfortable'
  limit: number
  after: string | null
  view: string | null
  open: string | null
}

type Plan = { sort: string; columns: readonly Pick<Column<never>, 'key' | 'hidden'>[] }
export type Search = Record<string, string>

export const limits = [50, 100, 200]

export function standardColumns(plan: Plan): string[] {
  return plan.columns.filter((column) => !column.hidden).map((column) => column.key)
}

/** Reads the address. What it does not know (a column that is gone, a mistyped number) falls back to the standard. */
export function readState(search: Search, plan: Plan): ListState {
  const known = new Set(plan.columns.map((column) => column.key))
  const columns = (search.columns ?? '').split(',').filter((key) => known.has(key))
  const limit = Number(search.limit)
  const filters = Object.entries(search).flatMap(([name, value]) => {
    const key = /^filter\[(.+)\]$/.exec(name)?.[1]
    return key !== undefined && value !== '' ? [[key, value] as const] : []
  })
  return {
    q: search.q ?? '',
    sort: search.sort ?? plan.sort,
    filters: Object.fromEntries(filters),
    columns: columns.length > 0 ? columns : standardColumns(plan),
    density: search.density === 'comfortable' ? 'comfortable' : 'compact',
    limit: limits.includes(limit) ? limit : 50,
    after: search.after ?? null,
    view: search.view ?? null,
    open: search.open ?? null,
  }
}

/** What a saved view keeps: everything but the place in the list. Standards are left out, so that equal means equal. */
export function viewOf(state: ListState, plan: Plan): Search {
  const search: Search = {}
  if (state.q !== '') search.q = state.q
  if (state.sort !== plan.sort) search.sort = state.sort
  for (const key of Object.keys(state.filters).sort()) search[`filter[${key}]`] = state.filters[key]!
  if (state.columns.join() !== standardColumns(plan).join()) search.columns = state.columns.join()
  if (state.density !== 'compact') search.density = state.density
  if (state.limit !== 50) search.limit = String(state.limit)
  return search
}

export function writeState(state: ListState, plan: Plan): Search {
  const search = viewOf(state, plan)
  if (state.view !== null) search.view = state.view
  if (state.after !== null) search.after = state.after
  if (state.open !== null) search.open = state.open
  return search
}

/** What the server is asked. */
export function queryOf(state: ListState, plan: Plan, base: Search = {}): Search {
  const { columns: _columns, density: _density, ...asked } = viewOf(state, plan)
  return { ...base, ...asked, ...(state.after === null ? {} : { after: state.after }), limit: String(state.limit) }
}

export function sameView(one: Search, other: Search): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => one[key] === other[key])
}

export function hasFilters(state: ListState): boolean {
  return state.q !== '' || Object.keys(state.filters).length > 0
}

/** A change of what is shown begins at the first page again; opening a row or choosing columns does not. */
export function changeState(state: ListState, change: Partial<ListState>): ListState {
  const restarts = ['q', 'sort', 'filters', 'limit', 'view'].some((key) => key in change)
  return { ...state, ...(restarts ? { after: null, open: null } : {}), ...change }
}
