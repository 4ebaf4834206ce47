import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { paperAnswer } from '../../kit/pdf/index.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId } from '../../kit/shapes.ts'
import { creditNotePaper, invoicePaper, quotationPaper } from './papers.ts'

type Print = (tx: Tx, services: Services, actor: Actor, id: string) => Promise<Buffer>
const PAPERS: readonly { things: string; name: string; print: Print }[] = [
  { things: 'quotations', name: 'quotation', print: quotationPaper },
  { things: 'invoices', name: 'invoice', print: invoicePaper },
  { things: 'credit-notes', name: 'credit-note', print: creditNotePaper },
]

/** Every paper at the desk and on the portal: the same sheet, to whom it may be shown. */
export const paperRoutes: AnyRoute[] = PAPERS.flatMap(({ things, name, print }) =>
  (['billing.read', 'customer'] as const).map((needs) =>
    route({
      method: 'GET',
      path: `${needs === 'customer' ? '/portal' : ''}/${things}/:id/${name}.pdf`,
      needs,
      summary: `The ${name.replace('-', ' ')} on paper`,
      params: byId,
      raw: true,
      handle: async ({ tx, services, actor, params, reply }) =>
        paperAnswer(reply, await print(tx, services, actor, params.id), `${name}.pdf`),
    }),
  ),
)
