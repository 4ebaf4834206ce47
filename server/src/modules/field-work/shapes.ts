import { PRICE_REASONS, REPLACE_REASONS, statesOf } from '@aftercare/rules'
import { z } from 'zod'
import { day, id, instant, line, names, paragraph, person } from '../../kit/shapes.ts'
import { componentView, meterBody, meterView } from '../assets/index.ts'
import {
  breakdownView,
  code,
  KINDS,
  minor,
  PAYERS,
  publishedPrices,
  TAX_CATEGORIES,
  UNITS,
  wantedLine,
  why,
} from '../billing/index.ts'
import { openRecall } from '../campaigns/index.ts'
import { pickUpStop, plannedWay, proposal, toldOverrun, toldPause } from '../dispatch/index.ts'
import { decisionBody, decisionShape, faultBody, packContent } from '../entitlement/index.ts'
import { articlesOfDay } from '../knowledge/index.ts'
import { PART_SOURCES, partDuty, vanStockView, visitOldPart } from '../parts/index.ts'
import { blockedPart } from './blocked-parts.ts'
import { causeFound } from './causes-found.ts'
import { answer, checklistView, listWorkedBy } from './checklist-shapes.ts'
import { askedView } from './handing-over-shapes.ts'
import { judgedView } from './judged.ts'
import { mapOfDay } from './map-of-day.ts'
import { recallAnswer } from './recall-shapes.ts'
import { correctionView, expenseView, timeChangeView } from './time-shapes.ts'

export const OUTCOMES = ['fixed', 'temporary', 'not_fixed', 'no_fault_found', 'no_access'] as const
export const TAPS = ['en_route', 'on_site', 'working', 'done', 'part_done', 'no_access'] as const
export const PHOTOS = ['before', 'after', 'part', 'other', 'signature'] as const
const TAKEN_BY = ['clock', 'picture', 'file'] as const
export const visitStatus = z.enum(statesOf('visit') as [string, ...string[]])
const position = { lat: z.number().min(-90).max(90).optional(), lon: z.number().min(-180).max(180).optional() }
const span = z.object({ from: instant, to: instant })
const texts = names.partial()

export const tapBody = z.object({
  status: z.enum(TAPS),
  at: instant.describe("by the phone's clock"),
  ...position,
  note: line.optional().describe('why, for no access'),
})
export const tapView = z
  .object({ id, status: visitStatus, version: z.number(), at: instant, next: z.array(visitStatus) })
  .meta({ id: 'VisitTap' })

export const reportPatch = z.object({
  ...listWorkedBy,
  answers: z.record(z.string().max(40), answer).optional().describe('added to those already given'),
  symptomCode: code.nullable().optional(),
  causeCode: code.nullable().optional(),
  remedyCode: code.nullable().optional(),
  findings: paragraph.nullable().optional(),
  workDone: paragraph.nullable().optional(),
  unsignedReason: line.nullable().optional().describe('why nobody signs'),
  priceShown: z.object({ minor, currency: z.string().length(3) }).optional(),
})
export const reportView = z
  .object({
    version: z.number(),
    checklistId: id.nullable(),
    checklistVersion: z.number().nullable(),
    answers: z.record(z.string(), answer),
    symptomCode: z.string().nullable(),
    causeCode: z.string().nullable(),
    remedyCode: z.string().nullable(),
    findings: z.string().nullable(),
    workDone: z.string().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    restOfWork: z.string().nullable(),
    rest: proposal.nullable().describe('what the next visit needs'),
    priceShown: z.object({ minor: z.string(), currency: z.string() }).nullable(),
    unsignedReason: z.string().nullable(),
    signature: z.object({ name: z.string(), role: z.string(), at: instant, fileId: id, hash: z.string() }).nullable(),
    hasPaper: z.boolean(),
  })
  .meta({ id: 'VisitReport' })

export const lineBody = wantedLine.omit({ id: true }).extend({
  partSerial: z.string().trim().min(1).max(80).optional(),
  partBatch: z.string().trim().min(1).max(80).optional(),
  unprovenReason: line
    .optional()
    .describe('why a part its maker does not know is fitted, where the company allows that'),
  removedSerial: z.string().trim().min(1).max(80).optional(),
  source: z
    .enum(PART_SOURCES)
    .optional()
    .describe('where a part came from; not said: the van of the technician, if it has one'),
  replaceReason: z.enum(REPLACE_REASONS).optional().describe('why a part is replaced; needed before the visit ends'),
  addedAt: instant.optional(),
})
export const replacementBody = z.object({ reason: z.enum(REPLACE_REASONS) })
export const sourceBody = z.object({ source: z.enum(PART_SOURCES) })
export const workLine = z
  .object({
    id,
    kind: z.enum(KINDS),
    code: z.string().nullable(),
    name: z.string(),
    component: z.string().nullable(),
    partSerial: z.string().nullable(),
    partBatch: z.string().nullable(),
    unprovenReason: z.string().nullable(),
    removedSerial: z.string().nullable(),
    source: z.enum(PART_SOURCES).nullable(),
    replaceReason: z.enum(REPLACE_REASONS).nullable(),
    quantity: z.string(),
    unit: z.enum(UNITS),
    unitMinor: z.string(),
    publishedMinor: z.string().nullable(),
    priceReason: z.enum(PRICE_REASONS).nullable(),
    priceNote: z.string().nullable(),
    taxCategory: z.enum(TAX_CATEGORIES),
    taxBp: z.number().nullable(),
    currency: z.string(),
    payer: z.enum(PAYERS),
    customerSharePct: z.number(),
    fullMinor: z.string(),
    customerMinor: z.string(),
    why: why.nullable(),
    decisionId: id.nullable(),
    quotationId: id.nullable(),
    depositFor: id.nullable().describe('of a core deposit: the line of its part'),
    addedAt: instant,
    version: z.number(),
  })
  .meta({ id: 'WorkLine' })

export const photoBody = z.object({
  fileId: id,
  kind: z.enum(PHOTOS),
  checklistKey: z.string().max(40).optional(),
  takenAt: instant,
  takenBy: z.enum(TAKEN_BY).default('clock').describe('who says when: the clock, the picture itself, or its file'),
  ...position,
  caption: line.optional(),
})
export const photoView = z
  .object({
    id,
    fileId: id,
    kind: z.enum(PHOTOS),
    checklistKey: z.string().nullable(),
    takenAt: instant,
    takenBy: z.enum(TAKEN_BY),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    caption: z.string().nullable(),
    mediaType: z.string().nullable().describe('video/… of a short film'),
  })
  .meta({ id: 'WorkPhoto' })

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const extraWorkBody = z.object({
  lines: z.array(lineBody.extend({ id })).min(1).max(50),
  answer: z.enum(['accepted', 'rejected']),
  name: line.describe('who answers'),
  at: instant,
  fileId: id.optional().describe('the signature under what was shown; with role and hash'),
  role: line.optional(),
  hash: sha256.optional().describe('SHA-256 of the text that was shown, see agreedText in packages/rules'),
})
export const signatureBody = z.object({
  fileId: id,
  name: line,
  role: line,
  at: instant,
  hash: sha256.describe('SHA-256 of the text that was shown, see signedText in packages/rules'),
})
export const completionBody = z.object({
  outcome: z.enum(['fixed', 'temporary', 'not_fixed', 'no_fault_found']),
  restOfWork: paragraph.optional().describe('what is left: the visit is part done and the order goes back to planning'),
  rest: proposal.optional().describe('how long, when, and which parts the rest needs'),
  ...listWorkedBy,
  at: instant,
  ...position,
})

export const fieldVisit = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    status: visitStatus,
    next: z.array(visitStatus).describe('where it may go from here'),
    startsAt: instant,
    endsAt: instant,
    promised: span.nullable(),
    timeZone: z.string(),
    enRouteAt: instant.nullable(),
    arrivedAt: instant.nullable(),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    answerBy: instant.nullable().describe('until when its technician is asked to accept or decline it'),
    technician: person,
    station: z.object({ id, name: z.string(), phone: z.string().nullable() }).nullable(),
    workOrder: z.object({ id, number: z.string(), instructions: z.string().nullable(), plannedMinutes: z.number() }),
    request: z.object({
      id,
      number: z.string(),
      kind: z.string(),
      title: z.string(),
      priority: z.string(),
      status: z.string(),
      symptomCode: z.string().nullable(),
      component: z.string().nullable(),
      isSafety: z.boolean(),
      words: z.string().nullable(),
      wordsLanguage: z.string().nullable(),
      country: z.string(),
      language: z.string(),
    }),
    customer: z
      .object({
        id,
        name: z.string(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
        tier: z.string(),
        language: z.string(),
      })
      .nullable(),
    contact: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
    address: z
      .object({
        line: z.string(),
        district: z.string().nullable(),
        city: z.string().nullable(),
        region: z.string().nullable(),
        postalCode: z.string().nullable(),
        country: z.string(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
      })
      .nullable(),
    asset: z
      .object({
        id,
        serial: z.string(),
        customerTag: z.string().nullable(),
        model: z.object({ code: z.string(), name: texts }),
        family: z.object({ id, code: z.string(), name: texts, meterKind: z.string().nullable() }),
        soldOn: day.nullable(),
        installedOn: day.nullable(),
        components: z.array(componentView),
        recalls: z.array(openRecall).describe('open on it, or answered on this visit'),
        blocked: z.array(blockedPart).describe('what is in it of a batch that is blocked'),
        meters: z.array(meterView),
        history: z.array(
          z.object({
            requestId: id,
            number: z.string(),
            title: z.string(),
            openedAt: instant,
            status: z.string(),
            remedyCode: z.string().nullable(),
            workDone: z.string().nullable(),
          }),
        ),
      })
      .nullable(),
    cover: decisionShape
      .nullable()
      .describe('who pays and why, with its facts: the phone makes it again without a network'),
    checklist: checklistView.nullable(),
    report: reportView,
    lines: z.array(workLine),
    price: breakdownView.nullable().describe('null while no price list is in force'),
    photos: z.array(photoView),
    stamps: z.array(
      z.object({
        id,
        status: z.string(),
        at: instant,
        receivedAt: instant,
        lat: z.number().nullable(),
        lon: z.number().nullable(),
      }),
    ),
    quotations: z.array(
      z.object({
        id,
        number: z.string(),
        status: z.string(),
        customerMinor: z.string(),
        currency: z.string(),
        answeredBy: z.string().nullable(),
        signature: z
          .object({ name: z.string(), role: z.string(), at: instant, fileId: id, hash: z.string() })
          .nullable()
          .describe('under exactly what was shown before the work'),
      }),
    ),
    invoice: z
      .object({ id, number: z.string().nullable(), status: z.string(), totalMinor: z.string(), currency: z.string() })
      .nullable(),
    overrun: toldOverrun.nullable(),
    pauses: z.array(toldPause),
    mates: z.array(z.string()).describe('who else comes at the same time, by name'),
    pickUp: pickUpStop.nullable().describe('where its part is collected on the way to it'),
    earlier: z
      .array(
        z.object({
          visitId: id,
          number: z.string(),
          technician: z.string(),
          endedAt: instant.nullable(),
          findings: z.string().nullable(),
          workDone: z.string().nullable(),
          restOfWork: z.string().nullable(),
        }),
      )
      .describe('what was done of this order before, by whom, and what they left'),
    corrections: z.array(correctionView).describe('what was put right of the time sheet, the newest of each figure'),
    timeChanges: z.array(timeChangeView).describe('what the steps said before a step told late was believed'),
    expenses: z.array(expenseView),
    oldParts: z.array(visitOldPart).describe('parts that came out and go back'),
    recallAnswers: z.array(recallAnswer).describe('what was said on this visit about them'),
    isMine: z.boolean(),
  })
  .meta({ id: 'FieldVisit' })

export const failureCode = z.object({
  familyId: id.nullable(),
  kind: z.enum(['symptom', 'cause', 'remedy']),
  code: z.string(),
  name: texts,
  component: z.string().nullable(),
})
/** What is another one on another day. */
const partOfDay = {
  date: day,
  visits: z.array(fieldVisit),
  priceLists: z.array(publishedPrices),
  rules: z
    .array(z.object({ country: z.string(), digest: z.string(), packs: z.array(packContent).nullable() }))
    .describe('to decide about cover without a network; packs null: the phone named this digest'),
}
export const today = z
  .object({
    ...partOfDay,
    next: z
      .object(partOfDay)
      .nullable()
      .describe('asked for with ahead: as of that day, without the prices and packs of today; null: no visits'),
    timeZone: z.string(),
    at: instant.describe('when this was read'),
    technician: person,
    failureCodes: z.array(failureCode),
    articles: articlesOfDay.describe('what is to be read at the machines of both days'),
    causesFound: z.array(causeFound).describe('which causes were found for a symptom at the models of the day'),
    van: vanStockView,
    asked: z.array(askedView).describe('jobs colleagues would hand over to this technician'),
    map: mapOfDay,
    ways: z.array(plannedWay).describe('the way the plan counts with to each visit of both days, where it is known'),
    judged: z.array(judgedView).describe('what the desk decided of facts this technician told late'),
    colleagues: z.array(person).describe('technicians of the same station'),
    partDuties: z
      .array(partDuty)
      .describe('parts to be scanned, mended instead, sent back when they come out, or sold with a deposit'),
    depositName: texts.describe('how the line of a core deposit is called; {{part}} stands for its part'),
  })
  .meta({ id: 'FieldDay' })

/** What the technician found out, and with it who pays: the facts the decision asked for. */
export const foundBody = z.object({
  fault: faultBody.omit({ at: true }).optional(),
  facts: decisionBody.shape.facts,
  meter: meterBody.pick({ kind: true, value: true, at: true }).optional(),
})
