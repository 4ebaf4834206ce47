import { PROOF_VERDICTS } from '@aftercare/rules'
import { z } from 'zod'
import { country, day, id, instant, line, names } from '../../kit/shapes.ts'

export const PROOF_KINDS = ['serial', 'batch'] as const
export const PROOFS = ['maker', 'ledger', 'unproven', 'none'] as const
export const OCCASIONS = ['scan', 'line', 'completion', 'desk', 'receipt', 'issue', 'transfer', 'component'] as const

const read = line.describe('as it is printed on the part')
const position = { lat: z.number().min(-90).max(90).optional(), lon: z.number().min(-180).max(180).optional() }

/** What is held against the chain; of serial and batch the one the part is kept by. */
const scanned = {
  code: line.describe('the number of the part'),
  serial: read.optional(),
  batch: read.optional(),
  reason: line
    .optional()
    .describe('why it is fitted although its maker does not know it, where the company allows that'),
  fileIds: z.array(id).max(10).default([]).describe('photos that prove what was seen'),
  at: instant.describe('by the clock of the device'),
  ...position,
}
const oneOf = (body: { serial?: string | undefined; batch?: string | undefined }) =>
  (body.serial === undefined) !== (body.batch === undefined)
const wantsOne = { path: ['serial'], message: 'validation.required' }
export const visitCheckBody = z.object(scanned).refine(oneOf, wantsOne)
export const deskCheckBody = z
  .object({
    ...scanned,
    country: country.optional().describe('where it is to be fitted'),
    assetId: id.optional().describe('the machine it is to be fitted to'),
  })
  .refine(oneOf, wantsOne)

export const checkView = z
  .object({
    id,
    verdict: z.enum(PROOF_VERDICTS),
    isAccepted: z.boolean(),
    mayBeKept: z.boolean().describe('unknown to its maker, and the company lets it be fitted with a reason'),
    proof: z.enum(PROOFS).describe('who vouches for it'),
    code: z.string(),
    number: z.string(),
    kind: z.enum(PROOF_KINDS),
    details: z.record(z.string(), z.unknown()).describe('values of the words parts:genuine.verdict.<verdict>'),
  })
  .meta({ id: 'GenuineCheck' })

export const issueRow = z.object({
  part: line.describe('the number of the part'),
  serial: line.optional(),
  batch: line.optional().describe('alone: the batch itself; beside a serial: the batch it is of'),
  maker: line,
  markets: z.array(country).max(300).default([]).describe('countries it is meant for; none: everywhere'),
  madeOn: day.optional(),
  expiresOn: day.optional(),
})
export type IssueRow = z.output<typeof issueRow>
export const issuesBody = z.object({ issues: z.array(issueRow).min(1).max(5000) })
export const issuesKept = z.object({ added: z.number(), changed: z.number(), unchanged: z.number() })

const seen = z.string().nullable().describe('null: a place you do not see')
export const chainView = z
  .object({
    part: z.object({ id, number: z.string(), name: names, needsProof: z.boolean() }),
    kind: z.enum(PROOF_KINDS),
    number: z.string(),
    issue: z
      .object({
        maker: z.string(),
        batch: z.string().nullable(),
        markets: z.array(z.string()),
        madeOn: day.nullable(),
        expiresOn: day.nullable(),
        issuedAt: instant,
      })
      .nullable()
      .describe('null: its maker has not named it'),
    batch: z
      .object({
        id,
        code: z.string(),
        expiresOn: day.nullable(),
        isBlocked: z.boolean(),
        reason: z.string().nullable(),
      })
      .nullable(),
    steps: z.array(
      z.object({
        at: instant,
        kind: z.string().describe('parts:documentKind.<kind>'),
        from: seen,
        fromKind: z.string(),
        to: seen,
        toKind: z.string(),
        quantity: z.number(),
        documentId: id.nullable(),
        visitId: id.nullable(),
        asset: z.object({ id, serial: z.string() }).nullable(),
      }),
    ),
    oldPart: z
      .object({ label: z.string(), removedAt: instant, verdict: z.string().nullable() })
      .nullable()
      .describe('taken out again, and what the bench says'),
    checks: z.array(
      z.object({
        id,
        at: instant,
        verdict: z.enum(PROOF_VERDICTS),
        proof: z.enum(PROOFS),
        by: z.string().nullable(),
        visitId: id.nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'GenuineChain' })

export const genuineRules = z.object({ allowsUnproven: z.boolean(), version: z.number() })
