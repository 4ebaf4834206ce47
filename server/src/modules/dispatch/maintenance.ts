import { calendarDay, words } from '@aftercare/words/server'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { openPlannedWork } from '../requests/index.ts'
import { openOrder } from './work-orders.ts'

/** Maintenance that has fallen due, as the plan announced it (`maintenance.due`). */
interface Due {
  id: string
  plannedOn: string
  assetId: string
  customerId: string
  stationId: string | null
  name: Record<string, string>
  tasks: { label: Record<string, string> }[]
  parts: { code: string; quantity: string }[]
  minutes: number
}

/** How long after its planned day the work may still be booked. */
const GRACE_DAYS = 14

/** Opens the request and its order in one change, and says so: the plan ties its date to them. */
export async function openMaintenance({ tx, event, services }: ReactionCall): Promise<void> {
  const due = event.data as unknown as Due
  const actor = systemActor(tenantOf(tx))
  const { customer, company } = await languagesOf(tx, due.customerId)
  const call = { tx, actor, services, now: event.at }
  const named = (language: string) => ({
    name: due.name[language] ?? due.name.en ?? '',
    day: calendarDay(language, due.plannedOn),
  })
  const request = await openPlannedWork(call, {
    key: `maintenance ${due.id}`,
    assetId: due.assetId,
    customerId: due.customerId,
    stationId: due.stationId,
    words: words(customer)('contracts:work.words', named(customer)),
    summary: words(company)('contracts:work.summary', named(company)),
    language: customer,
  })
  const order = await openOrder(call, request.id, {
    plannedMinutes: due.minutes,
    latestAt: new Date(Date.parse(due.plannedOn) + GRACE_DAYS * 86_400_000).toISOString(),
    ...withInstructions(due, company),
  })
  await announce(tx, actor, {
    type: 'maintenance.ordered',
    subject: { type: 'planned_date', id: due.id },
    threadId: request.id,
    stationId: due.stationId,
    data: { dateId: due.id, requestId: request.id, number: request.number, order: order.number },
  })
}

function withInstructions({ tasks, parts }: Due, language: string): { instructions?: string } {
  const steps = tasks.map((task, i) => `${i + 1}. ${task.label[language] ?? task.label.en ?? ''}`)
  const list = parts.map((part) => `${part.quantity} × ${part.code}`).join(', ')
  const lines = list === '' ? steps : [...steps, words(language)('contracts:work.parts', { list })]
  return lines.length > 0 ? { instructions: lines.join('\n') } : {}
}

async function languagesOf(tx: Tx, customerId: string) {
  const company = await tx.selectFrom('kit.company').select('language').executeTakeFirstOrThrow()
  const customer = await tx
    .selectFrom('parties.customer')
    .select('language')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return { customer: customer.language, company: company.language }
}
