import { z } from 'zod'
import { day, id, instant } from '../../kit/shapes.ts'
import { coverView, faultBody, OUTCOMES } from './shapes.ts'

export const STATES = ['draft', 'checked', 'approved', 'in_force', 'replaced', 'withdrawn', 'kept'] as const
export const packId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)
/** Its own checker says what is wrong inside, by path: `content.rules.3.term`. */
export const packContent = z.record(z.string(), z.unknown()).meta({ id: 'RulePack' })
const reason = z.string().trim().min(1).max(2000)

export const draftBody = z.object({
  packId,
  content: packContent.optional().describe('absent: begins as a copy of what is in force'),
  reason: reason.describe('why: the law that changed, the plan of the maker'),
})
export const draftChange = z.object({ content: packContent.optional(), reason: reason.optional() })
export const approvalBody = z.object({ inForceFrom: day })
export const withdrawalBody = z.object({ reason })
export const trialBody = z
  .object({
    content: packContent.optional().describe('not yet saved; the saved content when absent'),
    assetId: id.optional(),
    decisionId: id.optional(),
    at: day.optional(),
    fault: faultBody.optional(),
  })
  .refine(({ assetId, decisionId }) => (assetId === undefined) !== (decisionId === undefined), 'asset or decision')

const confidences = z.object({ high: z.number(), medium: z.number(), low: z.number() })
export const packRow = z
  .object({
    packId: z.string(),
    origin: z.enum(['shipped', 'changed', 'own']).describe('as it comes, changed by the company, or a pack of its own'),
    version: z.string().nullable().describe('what holds today; null: nothing yet'),
    inForceFrom: day.nullable(),
    shippedVersion: z.string().nullable(),
    jurisdiction: z.string(),
    productClasses: z.array(z.string()),
    rules: z.number(),
    confidence: confidences,
    open: z
      .object({ id, version: z.string(), state: z.enum(STATES) })
      .nullable()
      .describe('what is being worked on'),
    coming: z.object({ id, version: z.string(), inForceFrom: day }).nullable(),
    refused: z.boolean().describe('an approved version cannot be used any more: what stood before it holds'),
  })
  .meta({ id: 'RulePackRow' })

const happened = z.object({ type: z.string(), at: instant, by: z.string().nullable() })
const checkView = z
  .object({
    id,
    taskId: id,
    isRunning: z.boolean(),
    isOfThisContent: z.boolean(),
    decisions: z.number().nullable().describe('looked at; null until it is finished'),
    changed: z.number().nullable(),
    refused: z.number().nullable().describe('stored facts that cannot be decided (any more)'),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'RulePackCheck' })
const versionFields = {
  id,
  packId: z.string(),
  packVersion: z.string(),
  state: z.enum(STATES),
  baseVersion: z.string().nullable(),
  inForceFrom: day.nullable(),
  reason: z.string().nullable(),
  withdrawnBecause: z.string().nullable(),
  createdAt: instant,
  happened: z.array(happened).describe('who did what, newest first'),
  version: z.number(),
}
const heldContent = z.object({ version: z.string(), content: packContent })
export const packView = z
  .object({
    packId: z.string(),
    origin: packRow.shape.origin,
    inForce: heldContent.extend({ inForceFrom: day.nullable(), versionId: id.nullable() }).nullable(),
    shipped: heldContent.nullable(),
    versions: z.array(z.object(versionFields)).describe('newest first'),
  })
  .meta({ id: 'RulePackView' })
export const versionView = z
  .object({
    ...versionFields,
    content: packContent,
    against: heldContent.nullable().describe('what it would take the place of today'),
    check: checkView.nullable().describe('the latest'),
    mayApprove: z.boolean().describe('false for whoever wrote in it'),
  })
  .meta({ id: 'RulePackVersion' })

const share = z.object({ payer: z.string(), sharePct: z.number() })
const due = z.enum(['due', 'open', 'not_due'])
export const differences = z
  .object({
    outcome: z.object({ from: z.enum(OUTCOMES), to: z.enum(OUTCOMES) }).optional(),
    lines: z
      .array(z.object({ lineId: z.string(), kind: z.string(), from: z.array(share), to: z.array(share) }))
      .optional(),
    remedies: z.array(z.object({ remedy: z.string(), from: due, to: due })).optional(),
    coveredUntil: z.object({ from: day.nullable(), to: day.nullable() }).optional(),
  })
  .meta({ id: 'DecisionDifferences' })
export const trialView = z.object({ current: coverView, draft: coverView, differences }).meta({ id: 'RulePackTrial' })
export const libraryView = z.object({ digest: z.string(), packs: z.array(packContent) }).meta({ id: 'RuleLibrary' })
