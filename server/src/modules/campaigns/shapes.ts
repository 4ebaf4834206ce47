import { UNIT_STATES } from '@aftercare/rules'
import { z } from 'zod'
import { day, id, instant, line, names } from '../../kit/shapes.ts'

export const KINDS = ['recall', 'upgrade', 'service'] as const
export const STATUSES = ['draft', 'announced', 'closed', 'withdrawn'] as const
export const UNDATED = ['include', 'leave_out'] as const
export const COVERS = ['part', 'labour', 'travel'] as const

const said = z.string().trim().min(1).max(4000)
const texts = z.object({ en: said, 'zh-CN': said.optional(), 'zh-TW': said.optional() })
const code = z.string().trim().min(1).max(60)

const scope = z.object({
  familyId: id.nullable().default(null),
  modelId: id.nullable().default(null),
  builtFrom: day.nullable().default(null),
  builtTo: day.nullable().default(null),
  soldFrom: day.nullable().default(null),
  soldTo: day.nullable().default(null),
  serialFrom: line.nullable().default(null).describe('the first serial of the range, with it'),
  serialTo: line.nullable().default(null).describe('the last serial of the range, with it'),
  undated: z
    .enum(UNDATED)
    .nullable()
    .default(null)
    .describe('products whose day of building or sale nobody knows, where the line asks for such days'),
})
const about = {
  kind: z.enum(KINDS),
  isSafety: z.boolean(),
  stopUse: z.boolean().describe('not to be used until it is done'),
  title: texts,
  hazard: texts.nullable(),
  remedy: texts.describe('what is to be done'),
  advice: texts.nullable().describe('what the owner should do until then'),
  components: z.array(code).max(50).describe('what it pays for; needed before it is announced'),
  covers: z.array(z.enum(COVERS)).min(1).describe('which kinds of cost it pays'),
  parts: z
    .array(z.object({ number: line, quantity: z.number().gt(0).max(10_000) }))
    .max(50)
    .describe('what one product needs'),
  minutes: z.number().int().min(1).max(2880).nullable(),
  filing: line.nullable().describe('reference of the filing with an authority'),
  startsOn: day,
  endsOn: day.nullable(),
  scopes: z.array(scope).max(100).describe('which products: any of these, and those of the list of serials'),
}
export const campaignBody = z.object({
  ...about,
  isSafety: about.isSafety.default(false),
  stopUse: about.stopUse.default(false),
  hazard: about.hazard.default(null),
  advice: about.advice.default(null),
  components: about.components.default([]),
  covers: about.covers.default([...COVERS]),
  parts: about.parts.default([]),
  minutes: about.minutes.default(null),
  filing: about.filing.default(null),
  endsOn: about.endsOn.default(null),
  scopes: about.scopes.default([]),
})
export const campaignPatch = z.object(about).partial()
export const announcementBody = z.object({
  undated: z
    .enum(UNDATED)
    .optional()
    .describe(
      'for the lines that say nothing about products without the day they ask for; needed when there are such products',
    ),
})
export const endBody = z.object({ reason: line })
export const unitBody = z.object({ state: z.enum(UNIT_STATES), reason: line })

export const campaignView = z
  .object({
    id,
    number: z.string(),
    kind: about.kind,
    isSafety: about.isSafety,
    stopUse: about.stopUse,
    title: names,
    hazard: names.nullable(),
    remedy: names,
    advice: names.nullable(),
    components: z.array(z.string()),
    covers: z.array(z.enum(COVERS)),
    minutes: z.number().nullable(),
    filing: z.string().nullable(),
    startsOn: day,
    endsOn: day.nullable(),
    status: z.enum(STATUSES),
    announcedOn: day.nullable(),
    endedReason: z.string().nullable(),
    parts: z.array(z.object({ partId: id, number: z.string(), name: names, quantity: z.number() })),
    scopes: z.array(scope.extend({ id, code: z.string().describe('of the family or model'), name: names })),
    reach: z
      .object({
        products: z.number(),
        owners: z.number().nullable().describe('known ones; counted for a draft only'),
        undated: z
          .number()
          .nullable()
          .describe('of a draft: products of its models not in it because nobody knows when they were built or sold'),
        unknownSerials: z.number(),
      })
      .describe(
        'of a draft: what would be in it today; listed serials that nobody has registered join when somebody does',
      ),
    units: z.record(z.enum(UNIT_STATES), z.number()).describe('products by what became of them'),
    completion: z
      .object({ rate: z.number().nullable(), rawRate: z.number().nullable(), done: z.number(), reachable: z.number() })
      .describe('done ÷ those not scrapped, stolen, exported or wrongly listed, in per cent; raw: ÷ all'),
    createdAt: instant,
    version: z.number(),
  })
  .meta({ id: 'Campaign' })
export const unitView = z
  .object({
    id,
    assetId: id,
    state: z.enum(UNIT_STATES),
    reason: z.string().nullable(),
    at: instant,
    by: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'CampaignUnit' })

/** A campaign that is open on a product, as every door shows it and the phone takes it along. */
export const openRecall = z
  .object({
    id,
    number: z.string(),
    kind: z.enum(KINDS),
    isSafety: z.boolean(),
    stopUse: z.boolean().describe('not to be used until it is done'),
    title: names,
    hazard: names.nullable(),
    remedy: names.describe('what is to be done'),
    advice: names.nullable().describe('what the owner should do until then'),
    parts: z.array(z.object({ number: z.string(), name: names, quantity: z.string() })),
    components: z.array(z.string()).describe('what it pays for'),
    minutes: z.number().nullable(),
    announcedOn: day,
    state: z.enum(UNIT_STATES),
  })
  .meta({ id: 'OpenRecall' })
export type OpenRecall = z.output<typeof openRecall>
export const assetRecalls = z.object({
  items: z
    .array(openRecall.extend({ isOpen: z.boolean() }))
    .describe('announced or closed ones this product is or was in'),
})
