import { electors, layerNames, remedyNames } from '@aftercare/entitlement'
import { z } from 'zod'
import { day, id, instant } from '../../kit/shapes.ts'

export const OUTCOMES = ['covered', 'partly', 'not_covered', 'undetermined'] as const
const PAYERS = [
  'statute',
  'manufacturer',
  'contract',
  'recall',
  'goodwill',
  'supplier',
  'customer',
  'undetermined',
] as const
const KINDS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
const code = z.string().trim().min(1).max(80)
const factValue = z.union([z.boolean(), z.number(), z.string().max(200)])

export const faultBody = z.object({
  at: day.optional(),
  symptomCode: code.optional(),
  safety: z.boolean().optional(),
  component: code.optional(),
  assembly: code.optional(),
  mainPart: z.boolean().optional(),
  needsReplacement: z.boolean().optional(),
  performance: z.boolean().optional(),
  usable: z.boolean().optional(),
  minor: z.boolean().optional(),
  cause: z
    .enum(['quality', 'wear', 'misuse', 'modification', 'mishandling', 'accident', 'force_majeure', 'disclosed'])
    .optional(),
})
export const lineBody = z.object({ id: code, kind: z.enum(KINDS), component: code.optional() })
export const decisionBody = z.object({
  assetId: id,
  requestId: id.optional(),
  visitId: id.optional(),
  at: day.optional().describe('a day of the site; today when absent'),
  fault: faultBody.optional(),
  lines: z.array(lineBody).max(200).optional(),
  facts: z.record(code, factValue).optional().describe('assessed facts by their name in the rule packs'),
})

export const coverageView = z
  .object({
    ruleId: z.string(),
    layer: z.enum(layerNames),
    kind: z.string(),
    components: z.array(z.string()).optional(),
    start: day.nullable(),
    end: day.nullable(),
    endBy: z.enum(['time', 'distance', 'hours']).nullable(),
    daysLeft: z.number().nullable(),
    state: z.enum(['running', 'over', 'ahead', 'unknown']),
    limit: z
      .object({
        kind: z.enum(['km', 'mile', 'hour', 'cycle']),
        value: z.number(),
        used: z.number().optional(),
        left: z.number().optional(),
        readAt: day.optional(),
      })
      .optional(),
  })
  .meta({ id: 'Coverage' })
const explanation = z.object({ code: z.string(), values: z.record(z.string(), factValue) })
export const decisionShape = z
  .object({
    at: day,
    outcome: z.enum(OUTCOMES),
    lines: z.array(
      z.object({
        lineId: z.string(),
        kind: z.enum(KINDS),
        payer: z.enum(PAYERS),
        sharePct: z.number(),
        ruleId: z.string().nullable(),
      }),
    ),
    recoveries: z
      .array(
        z.object({
          lineId: z.string(),
          kind: z.enum(KINDS),
          supplier: z.string(),
          sharePct: z.number(),
          ruleId: z.string(),
        }),
      )
      .optional()
      .describe('what suppliers give back of what others than the customer pay'),
    remedies: z.array(
      z.object({
        remedy: z.enum(remedyNames),
        due: z.boolean().nullable(),
        electedBy: z.enum(electors),
        ruleId: z.string(),
        tier: z.number().optional().describe('2 and more: after the step before has failed'),
        withinDays: z.number().optional(),
        via: z.string().optional(),
        sum: z
          .object({
            price: z.string(),
            deduction: z.string(),
            payable: z.string().optional(),
            currency: z.string(),
          })
          .optional()
          .describe('minor units'),
      }),
    ),
    considered: z.array(
      z.object({
        ruleId: z.string(),
        layer: z.enum(layerNames),
        title: z.union([z.string(), z.record(z.string(), z.string())]),
        clause: z.object({ law: z.string(), article: z.string() }).optional(),
        confidence: z.enum(['high', 'medium', 'low']),
        covers: z.array(z.enum(KINDS)),
        result: z.enum(['met', 'not_met', 'undetermined']),
        missing: z.array(z.string()),
        steps: z.array(explanation),
      }),
    ),
    coverage: z.array(coverageView),
    packs: z.array(z.object({ id: z.string(), version: z.string() })),
    facts: z.record(z.string(), z.unknown()).describe('what was known: with the packs, enough to make it again'),
  })
  .meta({ id: 'CoverDecision' })
export const summaryShape = z
  .object({
    outcome: z.enum(OUTCOMES),
    coveredUntil: z
      .object({ layer: z.enum(layerNames), kind: z.string(), end: day.nullable(), daysLeft: z.number().nullable() })
      .nullable(),
    payers: z.array(z.enum(PAYERS)),
    remediesDue: z.array(z.enum(remedyNames)),
    missing: z.array(z.string()),
    packs: z.array(z.string()),
  })
  .meta({ id: 'CoverSummary' })
export const coverView = z
  .object({
    decision: decisionShape,
    summary: summaryShape,
    assumed: z.array(z.string()).describe('facts taken as given because nobody has said them'),
    doubted: z.array(z.string()).describe('facts left out because they contradict others'),
  })
  .meta({ id: 'Cover' })
export const supplierShare = z
  .object({
    lineId: z.string(),
    termId: id,
    supplier: z.string(),
    agreement: z.string().nullable(),
    sharePct: z.number(),
    result: z.enum(['met', 'undetermined']),
    missing: z.array(z.string()),
    steps: z.array(explanation),
  })
  .meta({ id: 'SupplierShare' })
export const assetCoverView = coverView
  .extend({ supplier: z.array(supplierShare).describe('what suppliers pay back, line by line') })
  .meta({ id: 'AssetCover' })
export const factChange = z
  .object({ fact: z.string(), from: factValue.nullable(), to: factValue.nullable() })
  .meta({ id: 'FactChange' })
export const decisionView = assetCoverView
  .extend({
    id,
    assetId: id,
    requestId: id.nullable(),
    visitId: id.nullable(),
    quotationId: id.nullable(),
    outcome: z.enum(OUTCOMES),
    madeAt: instant,
    madeBy: id.nullable(),
    cause: z.string().describe("'asked', or the event that changed a fact"),
    changes: z.array(factChange).describe('what differs from the decision before'),
    supersedes: id.nullable(),
    supersededBy: id.nullable(),
    supersededAt: instant.nullable(),
    settledAt: instant.nullable().describe('signed, offered or closed: later facts do not touch it'),
  })
  .meta({ id: 'KeptDecision' })
export const recomputationView = z
  .object({
    identical: z.boolean().describe('made again with the packs of that time: the same bytes'),
    packsKept: z.boolean(),
    outcomeThen: z.enum(OUTCOMES),
    outcomeNow: z.enum(OUTCOMES).describe("what today's packs would say of the same facts"),
    packs: z.array(z.object({ id: z.string(), used: z.string(), current: z.string().nullable() })),
  })
  .meta({ id: 'Recomputation' })
