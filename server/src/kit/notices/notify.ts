import { afterCommit, type Tx } from '../db.ts'
import { newId } from '../ids.ts'
import { hint } from '../live.ts'

export interface Notice {
  /** The key of its words with the namespace: 'requests:notice.escalated'. */
  kind: string
  /** Values of the words. */
  details?: Record<string, unknown>
  subject?: { type: string; id: string }
}

/** Tells people something inside the change; their screens show it within seconds after the commit. */
export async function notify(
  tx: Tx,
  tenantId: string,
  personIds: readonly string[],
  { kind, details = {}, subject }: Notice,
): Promise<void> {
  const people = [...new Set(personIds)]
  if (people.length === 0) return
  const rows = people.map((personId) => ({
    id: newId(),
    person_id: personId,
    kind,
    details: JSON.stringify(details),
    subject_type: subject?.type ?? null,
    subject_id: subject?.id ?? null,
  }))
  await tx.insertInto('kit.notice').values(rows).execute()
  afterCommit(tx, () => {
    for (const row of rows)
      hint(tenantId, { type: 'notice.created', subject: { type: 'notice', id: row.id }, personId: row.person_id })
  })
}
