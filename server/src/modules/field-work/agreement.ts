import { createHash } from 'node:crypto'
import { agreedText } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { invalid, problem } from '../../kit/problem.ts'
import type { BillLine, PublishedList } from '../billing/index.ts'
import { rateOf } from '../billing/index.ts'
import { priced } from './prices.ts'
import type { extraWorkBody } from './shapes.ts'
import { partiesOf } from './signature.ts'
import type { Work } from './work.ts'

type Signed = Pick<z.output<typeof extraWorkBody>, 'fileId' | 'role' | 'hash' | 'name' | 'at'>

/**
 * The signature under extra work, given before it is done. Only the same lines at the same prices here and there are agreed
 * to: the phone sends the hash of what it has shown, ours must be equal. What was shown is kept beside it.
 * @throws 409 field_work.changed_since_shown, 422 when role or hash is missing
 */
export async function keepAgreement(
  tx: Tx,
  actor: Actor,
  work: Work,
  { quotationId, lines, list }: { quotationId: string; lines: readonly BillLine[]; list: PublishedList },
  { fileId, role, hash, name, at }: Signed,
): Promise<void> {
  if (!fileId) return
  if (!role) throw invalid({ path: 'role', code: 'validation.required' })
  if (!hash) throw invalid({ path: 'hash', code: 'validation.required' })
  const shown = await shownText(tx, work, quotationId, lines, list)
  if (createHash('sha256').update(shown.text).digest('hex') !== hash)
    throw problem('field_work.changed_since_shown', 409, { customerMinor: shown.customerMinor })
  await attachFiles(tx, actor, [fileId], { type: 'visit', id: work.id, stationId: work.stationId, isPublic: true })
  await tx
    .insertInto('field_work.agreement')
    .values({
      ...{ id: quotationId, visit_id: work.id, name, role, file_id: fileId, shown: shown.text, hash },
      agreed_at: at,
    })
    .execute()
}

async function shownText(tx: Tx, work: Work, quotationId: string, kept: readonly BillLine[], list: PublishedList) {
  const taxed = kept.map((line) => {
    const taxCategory = line.taxCategory ?? 'standard'
    return { ...line, unitMinor: line.unitMinor.toString(), taxCategory, taxBp: rateOf(list, taxCategory) }
  })
  const { price, lines } = priced(taxed, list)
  const { name, serial } = await partiesOf(tx, work)
  const text = agreedText({
    ...{ quotationId, visit: work.number, customer: name, product: serial, currency: price.currency, lines },
    ...{ totalMinor: price.full.total.toString(), customerMinor: price.payable },
  })
  return { text, customerMinor: price.payable }
}
