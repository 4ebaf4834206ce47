import type { Coverage } from '@aftercare/entitlement'
import { maskSerial } from '@aftercare/rules'
import { enumerated, hasWords, partNames, words } from '@aftercare/words/server'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day } from '../../kit/shapes.ts'
import type { LabelState } from '../assets/index.ts'
import { openRecall, openRecallsOf } from '../campaigns/index.ts'
import { ownVoidings } from './appeals.ts'
import { coverOf } from './cover.ts'
import { plainCover, plainly } from './plain-cover.ts'
import { coverageView, OUTCOMES } from './shapes.ts'
import { ownVoidingView } from './voiding-shapes.ts'

/** What anyone may learn from a product in front of them. Never who owns it, where it stands or what was done to it. */
export const scanView = z
  .object({
    genuine: z.boolean(),
    reason: z.enum(['unknown', 'superseded', 'scrapped']).nullable().describe('why not'),
    product: z
      .object({
        model: z.string(),
        name: z.string(),
        family: z.string(),
        productClass: z.string(),
        picture: z.string().nullable().describe('address below this server'),
      })
      .nullable(),
    serialMasked: z.string().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    coveredUntil: day.nullable(),
    coverage: z.array(
      coverageView
        .omit({ ruleId: true, limit: true })
        .extend({ name: z.string().describe("what it pays for, in the caller's language") }),
    ),
    because: plainCover.nullable(),
    recalls: z
      .array(
        openRecall
          .pick({ number: true, kind: true, isSafety: true, stopUse: true })
          .extend({ title: z.string(), hazard: z.string().nullable(), advice: z.string().nullable() }),
      )
      .describe("what is open on it, in the caller's language: whoever uses it has to know"),
    warrantyEnded: z.boolean().describe("the maker's warranty was ended before its time; why is told its owner only"),
    voidings: z.array(ownVoidingView).describe('what stands against it; only for its owner'),
    registered: z.boolean(),
    mine: z.boolean().describe('it belongs to the customer who is signed in'),
  })
  .meta({ id: 'LabelScan' })

const nothing = (reason: 'unknown') => ({
  genuine: false,
  reason,
  product: null,
  serialMasked: null,
  outcome: null,
  coveredUntil: null,
  coverage: [],
  because: null,
  recalls: [],
  warrantyEnded: false,
  voidings: [],
  registered: false,
  mine: false,
})

/** The answer to a scan or a typed serial, in the caller's language. */
export async function scanned(
  tx: Tx,
  actor: Actor,
  found: { assetId: string | null; state: LabelState },
  language: string,
  now: Date,
) {
  if (!found.assetId || found.state === 'unknown') return nothing('unknown')
  const row = await tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .innerJoin('assets.family as f', 'f.id', 'm.family_id')
    .select(['a.serial', 'a.registered_on', 'a.customer_id', 'm.code', 'm.name', 'm.image_file_id', 'm.id as model_id'])
    .innerJoin('kit.company as k', (on) => on.onTrue())
    .select(['f.name as family', 'f.product_class', 'k.code as company'])
    .where('a.id', '=', found.assetId)
    .executeTakeFirstOrThrow()
  const product = {
    model: row.code,
    name: inLanguage(row.name, language),
    family: inLanguage(row.family, language),
    productClass: row.product_class,
    picture: row.image_file_id && `/api/v1/public/${row.company}/models/${row.model_id}/picture`,
  }
  const recalls = await recallsIn(tx, found.assetId, language)
  const shown = { product, serialMasked: maskSerial(row.serial), registered: row.registered_on !== null, recalls }
  const mine = actor.kind === 'customer' && row.customer_id === actor.id
  if (found.state !== 'genuine') return { ...nothing('unknown'), ...shown, reason: found.state, mine }
  const { decision, summary } = await coverOf(tx, found.assetId, { at: now })
  return {
    genuine: true,
    reason: null,
    ...shown,
    outcome: decision.outcome,
    coveredUntil: summary.coveredUntil?.end ?? null,
    coverage: decision.coverage.map((bar) => ({ ...bar, name: nameOf(bar, language) })),
    because: plainly(decision, summary.missing, language),
    warrantyEnded: decision.considered.some(({ steps }) => steps.some(({ code }) => code === 'voided')),
    voidings: mine ? await ownVoidings(tx, actor, found.assetId, now) : [],
    mine,
  }
}

async function recallsIn(tx: Tx, assetId: string, language: string) {
  const open = (await openRecallsOf(tx, [assetId])).get(assetId) ?? []
  return open.map(({ number, kind, isSafety, stopUse, title, hazard, advice }) => ({
    ...{ number, kind, isSafety, stopUse, title: inLanguage(title, language) },
    hazard: hazard && inLanguage(hazard, language),
    advice: advice && inLanguage(advice, language),
  }))
}

/** `Parts · only Compressor`; a kind of a company's own pack has no words and keeps its name. */
function nameOf({ kind, components }: Coverage, language: string): string {
  const say = words(language)
  const name = hasWords(`entitlement:bar.${kind}`) ? say(`entitlement:bar.${kind}`) : kind
  if (!components) return name
  const only = enumerated(language, components.map(partNames(say)))
  return `${name} · ${say('entitlement:cover.component', { components: only })}`
}

function inLanguage(names: unknown, language: string): string {
  const all = names as Record<string, string>
  return all[language] ?? all[language === 'zh-TW' ? 'zh-CN' : 'en'] ?? all.en ?? ''
}
