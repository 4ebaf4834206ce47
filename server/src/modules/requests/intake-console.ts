import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid } from '../../kit/problem.ts'
import { type NewCustomer, normalEmail, stationOf } from '../parties/index.ts'
import { type Intake, type Opened, openRequest } from './intake.ts'
import { phoneAsCalled, prepareBeside } from './intake-prepare.ts'
import type { IntakeBody } from './shapes.ts'

interface ConsoleCall {
  tx: Tx
  actor: Actor
  services: Services
  now: Date
  body: IntakeBody
  key: string | null
  bodyHash: string
  goesOn?: boolean
}

/** The desk, a technician in the field or an integrator opens a request. */
export async function openAtDesk(call: ConsoleCall): Promise<Opened> {
  const { actor, body } = call
  const stationId = stationOf(actor, body.stationId)
  const openedAt = body.openedAt ? new Date(body.openedAt) : call.now
  if (openedAt > call.now) throw invalid({ path: 'openedAt', code: 'validation.in_future' })
  const input = await intakeOf(call, stationId, openedAt)
  const newcomer = newcomerOf(body, input, stationId)
  return openRequest(
    { ...call, route: 'POST /requests' },
    input,
    (opened) => opened,
    (requestId, facts) =>
      prepareBeside(call, requestId, facts, {
        newcomer: newcomer && { ...newcomer, country: body.country ?? facts.station?.country ?? facts.company.country },
        fileIds: body.fileIds,
        stationId,
      }),
  )
}

async function intakeOf(call: ConsoleCall, stationId: string | null, openedAt: Date): Promise<Intake> {
  const { body, key, actor } = call
  const phone = body.customerId ? undefined : body.customer?.phone
  return {
    kind: body.kind,
    channel: actor.kind === 'api_key' && body.channel === 'phone' ? 'api' : body.channel,
    language: body.language ?? null,
    words: body.words,
    summary: body.summary ?? null,
    product: body.product ?? null,
    answers: body.answers,
    preferredSlots: body.preferredSlots,
    saidBy: body.saidBy ?? body.customer?.name ?? null,
    component: body.component ?? null,
    impact: body.impact ?? null,
    urgency: body.urgency ?? null,
    safety: body.safety ?? false,
    fileIds: body.fileIds,
    asked: {
      key,
      named: body.customer !== undefined,
      customerId: body.customerId ?? null,
      contactId: body.contactId ?? null,
      phone: phone ? await phoneAsCalled(call.tx, 'customer.phone', phone, body.country) : null,
      email: body.customerId ? null : (normalEmail(body.customer?.email) ?? null),
      assetId: body.assetId ?? null,
      serial: body.serial ?? null,
      addressId: body.addressId ?? null,
      stationId,
      ownerId: body.ownerId ?? null,
      country: body.country ?? null,
      symptomCode: body.symptomCode ?? null,
      followUpOf: body.followUpOf ?? null,
      external: body.external ?? null,
      at: openedAt,
    },
  }
}

function newcomerOf(body: IntakeBody, input: Intake, stationId: string | null): Omit<NewCustomer, 'country'> | null {
  if (!body.customer) return null
  const { name, kind } = body.customer
  const { phone, email } = input.asked
  return {
    name,
    kind,
    phone,
    email,
    ...(body.language && { language: body.language }),
    ...(stationId && { stationId }),
  }
}
