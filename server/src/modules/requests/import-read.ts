import { createHash } from 'node:crypto'
import { problem } from '../../kit/problem.ts'
import { cellText, headerKey, type Table, type TableRow } from '../../kit/tables/index.ts'
import type { Mapping } from './import-mapping.ts'
import { timeReader } from './import-times.ts'

/** What is wrong with a row: an error leaves the row out, a warning keeps it without the value. */
export interface RowFinding {
  row: number
  line: number
  severity: 'error' | 'warning'
  column: string | null
  code: string
  values: Record<string, unknown>
}
export interface CaseEvent {
  caseId: string
  at: string
  /** What the file counts its updates with: decides between events of the same minute. */
  order: number | null
  status: string | null
  subStatus: string | null
  team: string | null
  person: string | null
  country: string | null
  line: number | null
  data: Record<string, string>
  hash: string
}
export interface ImportedCase {
  caseId: string
  kind: string
  status: string
  title: string
  country: string
  priority: string
  impact: number
  urgency: number
  openedAt: string
  resolvedAt: string | null
  closedAt: string | null
  reopened: number
  data: Record<string, unknown>
  hash: string
}

interface Cells {
  get(column: string): string | null
}
interface Step {
  at: string
  time: number
  order: number | null
}
interface OpenCase {
  rows: number
  first: Step | null
  last: Step | null
  cells: Cells
  row: TableRow
  /** The sum of its rows' hashes: the same rows in another order are the same case. */
  sum: bigint
}

/** Turns the rows of a file, in whatever order they stand, into events and cases; nothing is dropped without a finding. */
export class CaseReader {
  readonly #mapping: Mapping
  readonly #headers: Map<string, number>
  readonly #time: (text: string) => string | null
  readonly #unknown: ReadonlySet<string>
  readonly #line: RegExp | null
  readonly #cases = new Map<string, OpenCase>()
  readonly findings: RowFinding[] = []
  rows = 0
  refused = 0

  constructor(mapping: Mapping, table: Table) {
    this.#mapping = mapping
    this.#headers = new Map(table.headers.map((name, index) => [headerKey(name), index]))
    this.#time = timeReader(mapping.times)
    this.#unknown = new Set(mapping.unknown)
    this.#line = mapping.event?.line ? new RegExp(mapping.event.line.pattern) : null
    const missing = columnsOf(mapping).filter((name) => !this.#headers.has(headerKey(name)))
    if (missing.length > 0)
      throw problem('import.columns_missing', 422, { columns: missing.join(', '), found: table.headers.join(', ') })
  }

  get cases(): number {
    return this.#cases.size
  }

  /** One row: its event, or null when the row is refused or the file has no events. */
  take(row: TableRow): CaseEvent | null {
    this.rows++
    if (row.problem) return this.#refuse(row, null, row.problem.code, row.problem.values)
    const cells: Cells = { get: (column) => this.#cell(row, column) }
    const caseId = cells.get(this.#mapping.caseId)
    if (caseId === null) return this.#refuse(row, this.#mapping.caseId, 'import.no_case_id', {})
    const step = this.#mapping.event ? this.#step(row, cells) : null
    if (this.#mapping.event && step === null) return null
    const hash = createHash('sha256').update(JSON.stringify(row.cells)).digest()
    this.#keep(caseId, cells, row, step, hash)
    return step && this.#event(caseId, cells, step, hash)
  }

  /** Every case as its last row says, once all rows are read: the last in time, or in the file where rows have no time. */
  *finished(): Generator<ImportedCase> {
    for (const [caseId, open] of this.#cases) {
      const one = this.#case(caseId, open)
      if (one) yield one
    }
  }

  #keep(caseId: string, cells: Cells, row: TableRow, step: Step | null, hash: Buffer): void {
    const open = this.#cases.get(caseId) ?? { rows: 0, first: step, last: step, cells, row, sum: 0n }
    open.rows++
    open.sum = BigInt.asUintN(64, open.sum + hash.readBigUInt64BE())
    if (step && open.first && isBefore(step, open.first)) open.first = step
    if (!step || !open.last || !isBefore(step, open.last)) Object.assign(open, { last: step, cells, row })
    this.#cases.set(caseId, open)
  }

  #step(row: TableRow, cells: Cells): Step | null {
    const at = this.#eventTime(row, cells)
    return at === null ? null : { at, time: Date.parse(at), order: this.#count(row, cells, this.#mapping.event!.order) }
  }

  #eventTime(row: TableRow, cells: Cells): string | null {
    const column = this.#mapping.event!.at
    const text = cells.get(column)
    const at = text === null ? null : this.#time(text)
    if (at === null)
      this.#refuse(row, column, text === null ? 'import.no_time' : 'import.bad_time', { value: text ?? '' })
    return at
  }

  #event(caseId: string, cells: Cells, { at, order }: Step, hash: Buffer): CaseEvent {
    const map = this.#mapping.event!
    const pick = (column: string | undefined) => (column ? cells.get(column) : null)
    return {
      caseId,
      at,
      order,
      status: pick(map.status),
      subStatus: pick(map.subStatus),
      team: pick(map.team),
      person: pick(map.person),
      country: pick(map.country),
      line: this.#lineOf(cells),
      data: known(cells, map.keep),
      hash: hash.toString('base64url'),
    }
  }

  #lineOf(cells: Cells): number | null {
    const rule = this.#mapping.event?.line
    if (!rule || !this.#line) return null
    const text = cells.get(rule.column)
    return text === null ? null : Number(this.#line.exec(text)?.[1] ?? rule.otherwise)
  }

  #case(caseId: string, open: OpenCase): ImportedCase | null {
    const { cells, row } = open
    const m = this.#mapping
    const openedAt = m.opened === 'first event' ? (open.first?.at ?? null) : this.#caseTime(row, cells, m.opened)
    if (openedAt === null) {
      this.#refuse(row, m.opened, 'import.no_time', { value: cells.get(m.opened) ?? '' })
      return null
    }
    const status = this.#status(cells)
    const closedAt =
      m.closed === 'last event'
        ? status === 'closed'
          ? (open.last?.at ?? null)
          : null
        : this.#caseTime(row, cells, m.closed)
    const coded = <V>(rule: { column: string; map: Record<string, V> } | undefined, otherwise: V) =>
      this.#coded(row, cells, rule, otherwise)
    const impact = coded(m.impact, m.defaults.impact)
    const urgency = coded(m.urgency, m.defaults.urgency)
    return {
      caseId,
      kind: m.defaults.kind,
      status,
      title:
        m.title
          .map((column) => cells.get(column))
          .filter((one) => one !== null)
          .join(' · ') || caseId,
      country: /^[A-Za-z]{2}$/.test(cells.get(m.country ?? '') ?? '')
        ? cells.get(m.country!)!.toUpperCase()
        : m.defaults.country,
      priority: coded(m.priority, `P${Math.min(5, impact + urgency - 1)}`),
      impact,
      urgency,
      openedAt,
      resolvedAt: this.#notBefore(row, m.resolved, openedAt, this.#caseTime(row, cells, m.resolved)),
      closedAt: this.#notBefore(row, m.closed, openedAt, closedAt),
      reopened: this.#count(row, cells, m.facts.reopened) ?? 0,
      data: { ...known(cells, m.keep), ...this.#facts(row, cells) },
      hash: open.sum.toString(36),
    }
  }

  #facts(row: TableRow, cells: Cells): Record<string, unknown> {
    const { slaKept, reassigned } = this.#mapping.facts
    const facts: Record<string, unknown> = {
      eventsInFile: this.#cases.get(cells.get(this.#mapping.caseId)!)?.rows ?? 0,
    }
    const kept = slaKept ? cells.get(slaKept.column) : null
    if (slaKept && kept !== null) facts.slaKept = slaKept.true.includes(kept)
    const times = this.#count(row, cells, reassigned)
    if (times !== null) facts.reassigned = times
    return facts
  }

  #count(row: TableRow, cells: Cells, column: string | undefined): number | null {
    const text = column ? cells.get(column) : null
    if (text === null) return null
    if (/^\d{1,6}$/.test(text)) return Number(text)
    this.#warn(row, column!, 'import.bad_number', { value: text })
    return null
  }

  #status(cells: Cells): string {
    const { columns, map, otherwise } = this.#mapping.status
    const parts = columns.map((column) => cells.get(column) ?? '')
    return map[parts.join('/')] ?? map[parts[0]!] ?? otherwise
  }

  #coded<V>(
    row: TableRow,
    cells: Cells,
    rule: { column: string; map: Record<string, V> } | undefined,
    otherwise: V,
  ): V {
    const text = rule ? cells.get(rule.column) : null
    if (!rule || text === null) return otherwise
    const value = rule.map[text]
    if (value === undefined) this.#warn(row, rule.column, 'import.unknown_value', { value: text })
    return value ?? otherwise
  }

  #caseTime(row: TableRow, cells: Cells, column: string | undefined): string | null {
    const text = column ? cells.get(column) : null
    if (text === null) return null
    const at = this.#time(text)
    if (at === null) this.#warn(row, column!, 'import.bad_time', { value: text })
    return at
  }

  /** A case that ends before it began: the end is not believed, the case is kept. */
  #notBefore(row: TableRow, column: string | undefined, openedAt: string, at: string | null): string | null {
    if (at === null || Date.parse(at) >= Date.parse(openedAt)) return at
    this.#warn(row, column ?? null, 'import.negative_duration', { openedAt, at })
    return null
  }

  #cell(row: TableRow, column: string): string | null {
    const index = this.#headers.get(headerKey(column))
    if (index === undefined) return null
    const text = cellText(row.cells[index]).trim().replace(/\s+/g, ' ')
    return this.#unknown.has(text) ? null : text
  }

  #refuse(row: TableRow, column: string | null, code: string, values: Record<string, unknown>): null {
    this.refused++
    this.findings.push({ row: row.row, line: row.line, severity: 'error', column, code, values })
    return null
  }
  #warn(row: TableRow, column: string | null, code: string, values: Record<string, unknown>): void {
    this.findings.push({ row: row.row, line: row.line, severity: 'warning', column, code, values })
  }
}

/** Of two steps at the same time the file's own count decides, else the one read later counts as later. */
function isBefore(one: Step, other: Step): boolean {
  if (one.time !== other.time) return one.time < other.time
  return one.order !== null && other.order !== null && one.order < other.order
}

function known(cells: Cells, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap((column) => (cells.get(column) === null ? [] : [[column, cells.get(column)!]])),
  )
}

/** The columns a file must have to be read so. */
export function columnsOf(m: Mapping): string[] {
  const times = [m.opened, m.resolved, m.closed].filter((one) => one && one !== 'first event' && one !== 'last event')
  const event = m.event
    ? [m.event.at, m.event.status, m.event.subStatus, m.event.team, m.event.person, m.event.line?.column]
    : []
  const coded = [
    m.impact?.column,
    m.urgency?.column,
    m.priority?.column,
    m.facts.slaKept?.column,
    m.facts.reassigned,
    m.facts.reopened,
  ]
  return [
    ...new Set([m.caseId, ...m.status.columns, ...times, ...event, ...coded].filter((one): one is string => !!one)),
  ]
}
