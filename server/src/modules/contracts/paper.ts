import { calendarDay, enumerated, money, numbers, partNames, words } from '@aftercare/words/server'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import {
  facts,
  heading,
  lineTable,
  paragraph,
  printPaper,
  signatures,
  statusBox,
  together,
} from '../../kit/pdf/index.ts'
import { letterhead, paperSize } from '../network/index.ts'
import { viewContract } from './contract-page.ts'

type Contract = Awaited<ReturnType<typeof viewContract>>
type Say = ReturnType<typeof words>

/**
 * The contract on paper in the customer's language. What it promises is printed from the terms it was sold with, word for word
 * from the catalogue: nobody can promise more on paper than the product gives.
 */
export async function contractPaper(tx: Tx, services: Services, actor: Actor, id: string): Promise<Buffer> {
  const contract = await viewContract(tx, actor, id)
  const say = words(contract.language)
  const { language } = contract
  const amount = (minor: string) => money(language, { minor, currency: contract.currency })
  const day = (on: string) => calendarDay(language, on)
  return printPaper({
    language,
    size: paperSize(contract.country),
    title: say('contracts:contract'),
    number: contract.number ?? say('contracts:status.draft'),
    company: await letterhead(tx, services, contract.station?.id ?? null),
    facts: [
      { label: say('paper:customer'), value: contract.customer.name },
      { label: say('contracts:signed_on'), value: day(contract.signedOn) },
      { label: say('contracts:column.startsOn'), value: day(contract.startsOn) },
      { label: say('contracts:column.endsOn'), value: day(contract.endsOn) },
    ],
    link: { url: await portalLink(tx, services, `/contracts/${id}`), label: say('contracts:scan') },
    content: [
      ...(contract.number ? [] : [statusBox('watch', say('contracts:draft_paper'))]),
      heading(say('contracts:what_it_covers')),
      ...lineTable(
        [
          { header: say('paper:description') },
          { header: say('contracts:column.units'), align: 'right' },
          { header: say('paper:amount'), align: 'right' },
        ],
        contract.lines.map((line) => ({
          cells: [nameIn(line.terms.name, language), `${line.units}`, amount(line.totalMinor)],
          note: [scopeOf(line, language), line.terms.description[language as 'en'] ?? ''].filter(Boolean).join(' · '),
        })),
        [{ cells: [say('contracts:column.totalMinor'), amount(contract.totalMinor)], bold: true }],
      ),
      ...contract.lines.flatMap((line) => promises(say, contract, line)),
      ...payments(say, contract),
      // What is signed stands above the signatures, not on the page before them.
      together([
        heading(say('contracts:terms')),
        paragraph(say(`contracts:cancel_text.${contract.cancelRule}`)),
        paragraph(say(contract.isTransferable ? 'contracts:transfer_text.yes' : 'contracts:transfer_text.no')),
        paragraph(say('contracts:statute_text')),
        signatures([
          { role: say('contracts:seller'), name: contract.station?.name ?? '', at: '' },
          { role: say('paper:customer'), name: contract.customer.name, at: '' },
        ]),
      ]),
    ],
  })
}

/** A serial stands for itself; a model or a family is called by its name. */
const scopeOf = (line: Contract['lines'][number], language: string) =>
  line.scopeNames ? nameIn(line.scopeNames, language) : line.scopeName

const nameIn = (names: Record<string, string | undefined>, language: string) => names[language] ?? names.en ?? ''

function promises(say: Say, contract: Contract, line: Contract['lines'][number]) {
  const { terms } = line
  const { language } = contract
  const list = (names: readonly string[]) => enumerated(language, names)
  const part = partNames(say)
  const allowances = terms.allowances.map(({ unit, total }) =>
    unit === 'amount'
      ? say('contracts:allowance.amount', { amount: money(language, { minor: total, currency: contract.currency }) })
      : say(`contracts:allowance.${unit}`, { count: Number(total) }),
  )
  return [
    heading(nameIn(terms.name, language)),
    facts([
      { label: say('contracts:field.kind'), value: say(`contracts:kind.${terms.kind}`) },
      { label: say('contracts:field.level'), value: terms.level ? say(`contracts:level.${terms.level}`) : '' },
      {
        label: say('contracts:field.covers'),
        value: list(terms.covers.map((one) => say(`contracts:covers.${one}`))) || say('contracts:covers_nothing'),
      },
      {
        label: say('contracts:field.sharePct'),
        value: terms.covers.length > 0 ? numbers(language).percent(terms.sharePct / 100, 2) : '',
      },
      { label: say('contracts:field.components'), value: list(terms.components.map(part)) },
      { label: say('contracts:field.excludedComponents'), value: list(terms.excludedComponents.map(part)) },
      { label: say('contracts:field.allowances'), value: list(allowances) },
      {
        label: say('contracts:field.waitingDays'),
        value: terms.waitingDays > 0 ? say('contracts:days', { count: terms.waitingDays }) : '',
      },
    ]),
    ...(line.covers.length > 0
      ? lineTable(
          [
            { header: say('contracts:serial') },
            { header: say('contracts:column.startsOn'), align: 'right' as const },
            { header: say('contracts:column.endsOn'), align: 'right' as const },
          ],
          line.covers.map((unit) => ({
            cells: [
              `${nameIn(unit.model, language)} · ${unit.serial}`,
              calendarDay(language, unit.startsOn),
              calendarDay(language, unit.endsOn),
            ],
          })),
        )
      : []),
  ]
}

function payments(say: Say, contract: Contract) {
  const { language } = contract
  const rows = contract.instalments as unknown as { fromOn: string; toOn: string; dueOn: string; minor: string }[]
  if (contract.billing === 'per_visit')
    return [heading(say('contracts:payment')), paragraph(say('contracts:billing_text.per_visit'))]
  if (rows.length === 0) return []
  return [
    heading(say('contracts:payment')),
    ...lineTable(
      [
        { header: say('contracts:period') },
        { header: say('contracts:due'), align: 'right' as const },
        { header: say('paper:amount'), align: 'right' as const },
      ],
      rows.map((row) => ({
        cells: [
          `${calendarDay(language, row.fromOn)} – ${calendarDay(language, row.toOn)}`,
          calendarDay(language, row.dueOn),
          money(language, { minor: row.minor, currency: contract.currency }),
        ],
      })),
    ),
  ]
}
