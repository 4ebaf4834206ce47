import type { components } from '@aftercare/api'

export type Preview = components['schemas']['ImportPreview']
export type Mapping = components['schemas']['ImportMapping']

export const timeFormats = ['iso', 'YYYY-MM-DD HH:MM', 'D/M/YYYY HH:MM', 'M/D/YYYY HH:MM', 'YYYY/M/D HH:MM'] as const

/** The zones a person may choose from; the browser knows them all. */
export const zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** What one value of a column means here. */
export type Meaning = { value: string; means: string }

export type Values = {
  name: string
  source: string
  rows: 'cases' | 'events'
  caseId: string
  title: string[]
  status: string
  statusMap: Meaning[]
  otherwise: string
  opened?: string | undefined
  resolved?: string | undefined
  closed?: string | undefined
  eventAt?: string | undefined
  eventOrder?: string | undefined
  eventTeam?: string | undefined
  eventPerson?: string | undefined
  priority?: string | undefined
  priorityMap: Meaning[]
  reassigned?: string | undefined
  reopened?: string | undefined
  slaKept?: string | undefined
  slaYes: string[]
  keep: string[]
  format: (typeof timeFormats)[number]
  zone: string
  unknown: string
  kind: string
  country: string
  language: string
}

const column = (key: string, name: string | undefined) => (name ? { [key]: name } : {})
const listed = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
const mapOf = (meanings: readonly Meaning[] | undefined) =>
  Object.fromEntries((meanings ?? []).filter((one) => one?.value && one.means).map((one) => [one.value, one.means]))
const meaningsOf = (map: Record<string, string>): Meaning[] =>
  Object.entries(map).map(([value, means]) => ({ value, means }))

/** What the form says, as the import reads it. What the form does not ask (`base`: a mapping being changed) stays as it was. */
export function mappingOf(v: Values, base?: Mapping): Mapping {
  const isEvents = v.rows === 'events'
  const { resolved: _1, closed: _2, priority: _3, event: _4, ...kept } = base ?? ({} as Mapping)
  const mapping = {
    ...kept,
    name: v.name.trim(),
    source: v.source.trim(),
    rows: v.rows,
    caseId: v.caseId,
    unknown: ['', ...listed(v.unknown)],
    times: { format: v.format, zone: v.zone },
    defaults: {
      ...{ impact: 2, urgency: 2, ...base?.defaults },
      ...{ kind: v.kind, country: v.country.toUpperCase(), language: v.language },
    },
    title: v.title,
    status: {
      columns: base?.status.columns[0] === v.status ? base.status.columns : [v.status],
      map: mapOf(v.statusMap),
      otherwise: v.otherwise,
    },
    ...(v.priority ? { priority: { column: v.priority, map: mapOf(v.priorityMap) } } : {}),
    opened: isEvents ? 'first event' : v.opened,
    ...column('resolved', v.resolved),
    ...column('closed', isEvents ? 'last event' : v.closed),
    ...(isEvents ? { event: eventOf(v, base) } : {}),
    facts: {
      ...column('reassigned', v.reassigned),
      ...column('reopened', v.reopened),
      ...(v.slaKept ? { slaKept: { column: v.slaKept, true: v.slaYes } } : {}),
    },
    keep: v.keep,
  }
  return mapping as unknown as Mapping
}

function eventOf(v: Values, base: Mapping | undefined) {
  const { order: _1, team: _2, person: _3, ...kept } = base?.event ?? { keep: [] }
  return {
    ...kept,
    at: v.eventAt,
    status: v.status,
    ...column('order', v.eventOrder),
    ...column('team', v.eventTeam),
    ...column('person', v.eventPerson),
  }
}

/** A mapping that is known, as the form shows it; values it does not name yet are asked about, too. */
export function valuesFrom(mapping: Mapping, preview: Preview): Values {
  const { status, priority, facts, event, times, defaults } = mapping
  const unsaid = (of: string | undefined, map: Record<string, string>, means: string) =>
    valuesOf(preview, of)
      .filter((value) => map[value] === undefined && !mapping.unknown?.includes(value))
      .map((value) => ({ value, means }))
  return {
    ...{ name: mapping.name, source: mapping.source, rows: mapping.rows, caseId: mapping.caseId, title: mapping.title },
    status: status.columns[0]!,
    statusMap: [...meaningsOf(status.map), ...unsaid(status.columns[0], status.map, status.otherwise)],
    otherwise: status.otherwise,
    opened: event ? undefined : mapping.opened,
    resolved: mapping.resolved,
    closed: event ? undefined : mapping.closed,
    ...{ eventAt: event?.at, eventOrder: event?.order, eventTeam: event?.team, eventPerson: event?.person },
    priority: priority?.column,
    priorityMap: priority ? meaningsOf(priority.map) : [],
    reassigned: facts?.reassigned,
    reopened: facts?.reopened,
    slaKept: facts?.slaKept?.column,
    slaYes: facts?.slaKept?.true ?? [],
    keep: mapping.keep ?? [],
    ...times,
    unknown: (mapping.unknown ?? []).filter(Boolean).join(', '),
    ...{ kind: defaults.kind, country: defaults.country, language: defaults.language },
  }
}

/** The different values of a column, where they are few enough to be said one by one. */
export function valuesOf({ values }: Preview, name: string | undefined): string[] {
  return (name !== undefined && values[name]) || []
}
