import { money, words } from '@aftercare/words/server'
import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { bare, wordsOf } from '../../kit/pdf/read.fixture.ts'
import { type Job, makeJob, ok, version } from '../field-work/visit.fixture.ts'

const world = useWorld()
let job: Job
beforeAll(async () => {
  // Young enough for the maker's warranty: parts and labour are paid by it, the way to the customer is not.
  job = await makeJob(world)
})
const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const
const WANTED = [
  { kind: 'labour', code: 'LAB', quantity: '1.5', unitMinor: '9900', priceReason: 'goodwill' },
  { kind: 'part', code: 'CAP-35', quantity: '1' },
  { kind: 'travel', code: 'TRV', quantity: '1' },
]

async function customerSpeaks(language: string): Promise<void> {
  const path = `/customers/${job.plan.customerId}`
  const { version: n } = ok(await job.plan.desk.get(path))
  ok(await job.plan.desk.patch(path, { language }, version(n)))
}
const paper = async (path: string) => wordsOf((await job.manager.get(path)).raw.rawPayload)

interface Bill {
  number: string
  lines: { name: string; code: string; unitMinor: string; fullMinor: string; customerMinor: string }[]
  breakdown: { currency: string; payable: string; full: { total: string }; taxes: { net: string; tax: string }[] }
}

/** Every name, price and sum of a bill, as its customer reads them. */
function saidOf(language: string, { number, lines, breakdown }: Bill): string[] {
  const amount = (minor: string) => money(language, { minor, currency: breakdown.currency })
  return [
    number,
    ...lines.flatMap((line) => [
      `${line.name} (${line.code})`,
      amount(line.unitMinor),
      amount(line.fullMinor),
      amount(line.customerMinor),
    ]),
    ...[breakdown.full.total, breakdown.payable].map(amount),
    ...breakdown.taxes.flatMap((one) => [amount(one.net), amount(one.tax)]),
  ].map(bare)
}

test.each(LANGUAGES)('quotation and invoice speak %s and show every line and sum', async (language) => {
  const say = words(language)
  await customerSpeaks(language)
  const drafted = ok(await job.plan.desk.post('/quotations', { requestId: job.requestId, lines: WANTED }))
  const sent = ok(await job.plan.desk.put(`/quotations/${drafted.id}/sending`, {}, version(drafted.version)))
  const offered = await paper(`/quotations/${sent.id}/quotation.pdf`)
  expect(sent.lines.map((line: { payer: string }) => line.payer)).toEqual(['manufacturer', 'manufacturer', 'customer'])
  for (const text of saidOf(language, sent)) expect(offered).toContain(text)
  for (const key of ['quotation', 'scan_to_answer', 'what_it_costs', 'pays.manufacturer', 'quotation_terms'])
    expect(offered).toContain(bare(say(`billing:${key}`)))
  const accepted = { answer: 'accepted', name: 'Li Wei' }
  ok(await job.plan.desk.put(`/quotations/${sent.id}/answer`, accepted, version(sent.version)))
  const draft = ok(await job.plan.desk.post('/invoices', { quotationId: sent.id }))
  expect(await paper(`/invoices/${draft.id}/invoice.pdf`)).toContain(bare(say('billing:draft_paper')))
  const invoice = ok(await job.manager.put(`/invoices/${draft.id}/issue`, {}, version(draft.version)))
  const billed = await paper(`/invoices/${invoice.id}/invoice.pdf`)
  for (const text of saidOf(language, invoice)) expect(billed).toContain(text)
  expect(billed).toContain(bare(say('billing:invoice')))
  expect(billed).not.toContain(bare(say('billing:draft_paper')))
  for (const other of LANGUAGES.filter((one) => one !== language))
    for (const key of ['billing:what_it_costs', 'billing:full_price']) {
      expect(billed).toContain(bare(say(key)))
      expect(billed).not.toContain(bare(words(other)(key)))
    }
})
