import type { Search } from './list-state.ts'

/** A view as the server keeps it; what is not its business (row height, page size) goes along by name. */
export type KeptState = { filters: Record<string, string>; columns?: string[] | undefined; [more: string]: unknown }

/** The address as the server keeps it: `filter[status]=open` becomes `{filters: {status: 'open'}}`. */
export function packView(search: Search): KeptState {
  const kept: KeptState = { filters: {} }
  for (const [name, value] of Object.entries(search)) {
    const filter = /^filter\[(.+)\]$/.exec(name)?.[1]
    if (filter !== undefined) kept.filters[filter] = value
    else kept[name] = name === 'columns' ? value.split(',') : value
  }
  return kept
}

export function unpackView({ filters, ...others }: KeptState): Search {
  const given = Object.entries(others).filter(([, value]) => value !== undefined)
  return Object.fromEntries([
    ...Object.entries(filters).map(([key, value]) => [`filter[${key}]`, value]),
    ...given.map(([name, value]) => [name, Array.isArray(value) ? value.join() : String(value)]),
  ])
}
