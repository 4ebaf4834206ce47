import { SERVQUAL_DIMENSIONS, statesOf } from '@aftercare/rules'
import { z } from 'zod'
import { id, instant, language, line, names, paragraph } from '../../kit/shapes.ts'

export const STATUSES = statesOf('returnVisit') as [string, ...string[]]
export const OUTCOMES = ['reached', 'no_answer', 'busy', 'wrong_number', 'call_later', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** Why nobody was called. The first are found by the system; a person chooses among the last. */
export const SYSTEM_SKIPS = ['contacted_recently', 'no_consent', 'no_allowed_hours', 'request_reopened'] as const
export const PERSON_SKIPS = ['customer_refused', 'no_phone', 'sensitive_case', 'duplicate', 'other'] as const
export const SKIPS = [...SYSTEM_SKIPS, ...PERSON_SKIPS] as const
export type Skip = (typeof SKIPS)[number]

/** Perceived and expected are given on one scale; without it their ratio would mean nothing. */
export const SCALE = { min: 1, max: 10 } as const
const score = z.number().int().min(SCALE.min).max(SCALE.max)
export const TAGS = [
  'on_time',
  'friendly',
  'well_explained',
  'tidy',
  'clear_price',
  'waited_long',
  'not_fixed',
  'unclear_price',
] as const

export const question = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  text: names,
  type: z.enum(['score', 'yesno', 'text']),
})
export type Question = z.output<typeof question>
export const scriptBody = z.object({ name: names, questions: z.array(question).min(1).max(20) })
export const scriptView = scriptBody
  .extend({ id, code: z.string(), version: z.number() })
  .meta({ id: 'ReturnVisitScript' })

/** By key of the question: a score, yes or no, or what was said. */
export const answers = z.record(z.string().max(40), z.union([score, z.string().trim().min(1).max(2000)]))
export type Answers = z.output<typeof answers>

export const attemptBody = z.object({
  outcome: z.enum(OUTCOMES),
  at: instant.optional().describe('when the call began; absent = it has just ended'),
  seconds: z.number().int().min(0).max(14_400).optional(),
  channel: z.enum(['phone', 'call_back']).default('phone').describe('call_back: the customer rang us'),
  note: paragraph.optional(),
  answers: answers.optional(),
  callAt: instant.optional().describe('call_later: when the customer asked to be called'),
})
export type AttemptBody = z.output<typeof attemptBody>
const attemptView = z.object({
  id,
  at: instant,
  outcome: z.enum(OUTCOMES),
  channel: z.string(),
  seconds: z.number().nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
})

const pair = z.object({ p: score, e: score })
export const surveyAnswer = z.object({
  perceived: score,
  expected: score,
  dimensions: z.partialRecord(z.enum(SERVQUAL_DIMENSIONS), pair).default({}),
  nps: z.number().int().min(0).max(10).nullable().default(null),
  tags: z.array(z.enum(TAGS)).max(TAGS.length).default([]),
  comment: paragraph.max(4000).nullable().default(null),
})
export type SurveyAnswer = z.output<typeof surveyAnswer>
const answered = z.object({
  id,
  channel: z.string(),
  sentAt: instant,
  expiresAt: instant,
  answeredAt: instant.nullable(),
  perceived: z.number().nullable(),
  expected: z.number().nullable(),
  csi: z.number().nullable().describe('perceived ÷ expected in percent'),
  dimensions: z.partialRecord(z.enum(SERVQUAL_DIMENSIONS), z.object({ p: z.number(), e: z.number() })),
  nps: z.number().nullable(),
  tags: z.array(z.string()),
  comment: z.string().nullable(),
})

export const returnVisitView = z
  .object({
    id,
    number: z.string(),
    status: z.enum(STATUSES),
    version: z.number(),
    dueAt: instant,
    doneAt: instant.nullable(),
    skipReason: z.enum(SKIPS).nullable(),
    stationId: id.nullable(),
    owner: z.object({ id, name: z.string() }).nullable(),
    customer: z.object({
      id,
      name: z.string(),
      phone: z.string().nullable(),
      contact: z.string().nullable(),
      language,
      timeZone: z.string(),
      quietFrom: z.string().nullable(),
      quietTo: z.string().nullable(),
      mayBeCalledNow: z.boolean(),
    }),
    request: z.object({
      id,
      number: z.string(),
      kind: z.string(),
      title: z.string(),
      closedAt: instant.nullable(),
      product: names.nullable(),
      serial: z.string().nullable(),
      words: z.array(z.object({ text: z.string(), language: z.string(), at: instant })),
    }),
    visit: z
      .object({
        id,
        number: z.string(),
        technician: z.string(),
        finishedAt: instant.nullable(),
        workDone: z.string().nullable(),
      })
      .nullable(),
    script: scriptView,
    answers: z.record(z.string(), z.union([z.number(), z.string()])),
    attempts: z.array(attemptView),
    survey: answered.nullable(),
    earlier: z.array(
      z.object({ id, number: z.string(), status: z.enum(STATUSES), dueAt: instant, skipReason: z.string().nullable() }),
    ),
    can: z.array(z.enum(['call', 'answers', 'skip'])),
  })
  .meta({ id: 'ReturnVisit' })

export const publicSurvey = z
  .object({
    company: line,
    number: z.string(),
    title: z.string(),
    product: names.nullable(),
    technician: z.string().nullable(),
    visitedAt: instant.nullable(),
    timeZone: z.string(),
    answeredAt: instant.nullable(),
    expiresAt: instant,
    scale: z.object({ min: z.number(), max: z.number() }),
    dimensions: z.array(z.enum(SERVQUAL_DIMENSIONS)),
    tags: z.array(z.enum(TAGS)),
  })
  .meta({ id: 'PublicSurvey' })
