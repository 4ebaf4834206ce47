import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'

/** Tells people inside the company about a request; the text is `requests:notice.<kind>`. */
export async function tell(
  tx: Tx,
  personIds: readonly (string | null)[],
  kind: string,
  request: { id: string; number: string; title: string },
  details: Record<string, unknown> = {},
): Promise<void> {
  const people = [...new Set(personIds)].filter((one) => one !== null)
  if (people.length === 0) return
  const values = JSON.stringify({ number: request.number, title: request.title, ...details })
  await tx
    .insertInto('kit.notice')
    .values(
      people.map((person) => ({
        id: newId(),
        person_id: person,
        kind: `requests:notice.${kind}`,
        details: values,
        subject_type: 'request',
        subject_id: request.id,
      })),
    )
    .execute()
}
