import type { components } from '@aftercare/api'

export type Preview = components['schemas']['ImportPreview']
export type Mapping = components['schemas']['ImportMapping']

export const timeFormats = ['iso', 'YYYY-MM-DD HH:MM', 'D/M/YYYY HH:MM', 'M/D/YYYY HH:MM', 'YYYY/M/D HH:MM'] as const

/** The zones a person may choose from; the browser knows them all. */
export const zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

export type Values = {
  name: string
  source: string
  rows: 'cases' | 'events'
  caseId: string
  title: string[]
  status: string
  statusMap: { value: string; status: string }[]
  otherwise: string
  opened?: string
  resolved?: string
  closed?: string
  eventAt?: string
  eventTeam?: string
  eventPerson?: string
  format: (typeof timeFormats)[number]
  zone: string
  unknown: string
  kind: string
  country: string
  language: string
}

/** What the form says, as the import reads it. */
export function mappingOf(v: Values): Mapping {
  const column = (key: string, name: string | undefined) => (name ? { [key]: name } : {})
  const isEvents = v.rows === 'events'
  const mapping = {
    name: v.name,
    source: v.source,
    rows: v.rows,
    caseId: v.caseId,
    unknown: [
      '',
      ...v.unknown
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    ],
    times: { format: v.format, zone: v.zone },
    defaults: { kind: v.kind, country: v.country.toUpperCase(), language: v.language, impact: 2, urgency: 2 },
    title: v.title,
    status: {
      columns: [v.status],
      map: Object.fromEntries(
        (v.statusMap ?? []).filter((one) => one?.value && one.status).map((one) => [one.value, one.status]),
      ),
      otherwise: v.otherwise,
    },
    opened: isEvents ? 'first event' : v.opened,
    ...column('resolved', v.resolved),
    ...column('closed', isEvents ? 'last event' : v.closed),
    ...(isEvents
      ? {
          event: {
            at: v.eventAt,
            status: v.status,
            ...column('team', v.eventTeam),
            ...column('person', v.eventPerson),
            keep: [],
          },
        }
      : {}),
    facts: {},
    keep: [],
  }
  return mapping as unknown as Mapping
}

/** The different values a column shows in the first rows: what a person has to map at least. */
export function valuesOf({ headers, rows }: Preview, column: string | undefined): string[] {
  const at = headers.indexOf(column ?? '')
  return at < 0 ? [] : [...new Set(rows.map((row) => row[at] ?? '').filter(Boolean))]
}
