import type { Tx } from '../../kit/db.ts'
import type { Answers, ReportRow } from './report.ts'

type Changes = Record<string, { from: unknown; to: unknown }>

const wire = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const same = (left: unknown, right: unknown) => JSON.stringify(left ?? null) === JSON.stringify(right ?? null)

/**
 * True when nobody else touched what is wanted since version `since`: other fields, other questions of the checklist. Then
 * what a phone wrote without a network goes on top, and nobody is asked about a conflict that is none.
 */
export async function isApart(
  tx: Tx,
  report: ReportRow,
  since: number,
  wanted: Record<string, unknown>,
): Promise<boolean> {
  const events = await tx
    .selectFrom('kit.event')
    .select('data')
    .where('subject_type', '=', 'report')
    .where('subject_id', '=', report.visit_id)
    .where('subject_version', '>', since)
    .orderBy('subject_version')
    .execute()
  const changed = events.map(({ data }) => (data as { changes?: Changes }).changes ?? {})
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined)
  return asked.every(([column, value]) => {
    const first = changed.find((one) => wire(column) in one)
    if (!first) return true
    if (column !== 'answers') return same(report[column as keyof ReportRow], value)
    return areApart(first.answers!.from as Answers | null, report.answers as unknown as Answers, value as Answers)
  })
}

/** Answer by answer: what somebody else gave meanwhile is not overwritten by another one of ours. */
function areApart(before: Answers | null, now: Answers, wanted: Answers): boolean {
  return Object.keys(wanted).every(
    (key) => same(before?.[key], now[key]) || same(now[key], wanted[key]) || same(before?.[key], wanted[key]),
  )
}
