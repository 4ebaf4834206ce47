import { matchLanguage } from '@aftercare/words/server'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid } from '../../kit/problem.ts'
import { readLabel } from '../assets/index.ts'
import type { NewCustomer } from '../parties/index.ts'
import { normalEmail, noteConsent } from '../parties/index.ts'
import { type Intake, type Opened, openRequest } from './intake.ts'
import { phoneAsCalled, prepareBeside } from './intake-prepare.ts'
import type { PortalIntakeBody } from './shapes.ts'

interface PortalCall {
  tx: Tx
  actor: Actor
  services: Services
  now: Date
  body: PortalIntakeBody
  company: string
  key: string | null
  bodyHash: string
}

const SURVEY_ALLOWED = {
  purpose: 'survey' as const,
  granted: true,
  channel: 'portal',
  proof: 'ticked on the portal when asking for help',
}

/** A customer asks for help, signed in or not. Who is not signed in learns nothing about anybody: only the number. */
export async function openFromPortal(call: PortalCall) {
  const assetId = await assetOfLabel(call)
  const input = await intakeOf(call, assetId)
  const newcomer = newcomerOf(call.body, input)
  if (call.actor.kind === 'customer' && call.body.maySurvey)
    await noteConsent(call.tx, call.actor, call.actor.id!, SURVEY_ALLOWED, call.now)
  return openRequest(
    { ...call, route: `POST /public/${call.company}/requests` },
    input,
    ({ id, number, version, status, openedAt, cover }: Opened) => ({ id, number, version, status, openedAt, cover }),
    (requestId, facts) =>
      prepareBeside(call, requestId, facts, {
        newcomer: newcomer && { ...newcomer, ...placeOf(call.body, facts.company.country) },
        fileIds: call.body.fileIds,
        stationId: null,
      }),
  )
}

/** A label that is not ours says nothing about a product; an older one of the same product still says which it is. */
async function assetOfLabel({ tx, services, body, now }: PortalCall): Promise<string | null> {
  if (!body.label) return null
  return (await readLabel(tx, services.secret, body.label, now)).assetId
}

async function intakeOf({ tx, actor, now, body, key }: PortalCall, assetId: string | null): Promise<Intake> {
  const known = actor.kind === 'customer'
  if (!known && !body.phone && !body.email) throw invalid({ path: 'phone', code: 'validation.required' })
  if (!known && !body.name) throw invalid({ path: 'name', code: 'validation.required' })
  return {
    kind: body.kind,
    channel: assetId ? 'qr' : 'portal',
    language: body.language ?? actor.language,
    words: body.words,
    summary: body.summary ?? null,
    product: body.product ?? null,
    answers: body.answers,
    preferredSlots: body.preferredSlots,
    saidBy: body.name ?? (known ? actor.name : null),
    component: null,
    impact: null,
    urgency: null,
    safety: false,
    fileIds: body.fileIds,
    asked: {
      key,
      named: true,
      customerId: known ? actor.id : null,
      contactId: null,
      phone: !known && body.phone ? await phoneAsCalled(tx, 'phone', body.phone) : null,
      email: known ? null : (normalEmail(body.email) ?? null),
      assetId,
      serial: body.serial ?? null,
      addressId: null,
      stationId: null,
      ownerId: null,
      country: null,
      symptomCode: null,
      followUpOf: null,
      external: null,
      at: now,
    },
  }
}

function newcomerOf(body: PortalIntakeBody, { asked, language }: Intake): Omit<NewCustomer, 'country'> | null {
  if (!body.name) return null
  return {
    kind: 'person',
    name: body.name,
    phone: asked.phone,
    email: asked.email,
    language: matchLanguage([language ?? 'en']),
    // Of a newcomer only: a stranger who types somebody's number allows nothing in their name.
    ...(body.maySurvey && { consents: [SURVEY_ALLOWED] }),
  }
}

function placeOf(body: PortalIntakeBody, country: string): Pick<NewCustomer, 'country' | 'addresses'> {
  if (!body.address) return { country }
  return { country, addresses: [{ ...body.address, country, isPrimary: true }] }
}
