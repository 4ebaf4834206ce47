import type { Tx } from '../../kit/db.ts'
import { notify } from '../../kit/notices/notify.ts'

/** Tells people inside the company about a request; the text is `requests:notice.<kind>`. */
export async function tell(
  tx: Tx,
  personIds: readonly (string | null)[],
  kind: string,
  request: { tenant_id: string; id: string; number: string; title: string },
  details: Record<string, unknown> = {},
): Promise<void> {
  await notify(
    tx,
    request.tenant_id,
    personIds.filter((one) => one !== null),
    {
      kind: `requests:notice.${kind}`,
      details: { number: request.number, title: request.title, ...details },
      subject: { type: 'request', id: request.id },
    },
  )
}
