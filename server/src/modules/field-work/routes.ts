import { z } from 'zod'
import { fileAnswer } from '../../kit/files/send.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { paperAnswer } from '../../kit/pdf/index.ts'
import type { Call } from '../../kit/route.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day, id } from '../../kit/shapes.ts'
import { checkView, visitCheckBody } from '../parts/index.ts'
import { checklistRoutes } from './checklist-routes.ts'
import { completeTold } from './completed-anyway.ts'
import { completeVisit } from './completion.ts'
import { agreeExtraWork } from './extra-work.ts'
import { noteFound } from './found.ts'
import { handingOverRoutes } from './handing-over-routes.ts'
import { keptReport } from './kept-report.ts'
import { lateRoutes } from './late-routes.ts'
import { putLine, removeLine, tellReplacement, tellSource } from './lines.ts'
import { moneyRoutes } from './money-routes.ts'
import { overrunRoutes } from './overrun-routes.ts'
import { checkPart } from './part-checks.ts'
import { pauseRoutes } from './pause-routes.ts'
import { phoneRoutes } from './phone-routes.ts'
import { putPhoto, removePhoto } from './photos.ts'
import { papersOf, portalPapers } from './portal-papers.ts'
import { recallRoutes } from './recall-routes.ts'
import { remarkRoutes } from './remarks.ts'
import { replacedRoutes } from './replaced-parts.ts'
import { writeReport } from './report.ts'
import { reportList } from './report-list.ts'
import { reportPaper } from './report-paper.ts'
import {
  completionBody,
  extraWorkBody,
  fieldVisit,
  foundBody,
  lineBody,
  photoBody,
  replacementBody,
  reportPatch,
  signatureBody,
  sourceBody,
  tapBody,
  tapView,
  today,
} from './shapes.ts'
import { sign } from './signature.ts'
import { tap, tapTold } from './status.ts'
import { timeRoutes } from './time-routes.ts'
import { fieldDay } from './today.ts'
import { tellFact, toldLate } from './told.ts'
import { visitPages } from './visit-page.ts'
import { findWork } from './work.ts'

const part = <K extends string>(name: K) => z.object({ id, [name]: id } as { id: typeof id } & Record<K, typeof id>)

/** Every change of the work answers with the visit as it is then: the phone needs no second call. */
async function visitNow(
  { tx, actor, now }: Pick<Call<undefined, undefined, undefined>, 'tx' | 'actor' | 'now'>,
  visitId: string,
) {
  const [page] = await visitPages(tx, actor, [await findWork(tx, actor, visitId)], now)
  return page
}

export const routes: AnyRoute[] = [
  ...checklistRoutes,
  ...listRoutes(reportList),
  ...moneyRoutes,
  ...phoneRoutes,
  ...lateRoutes,
  ...overrunRoutes,
  ...pauseRoutes,
  ...handingOverRoutes,
  ...timeRoutes,
  ...remarkRoutes,
  ...recallRoutes,
  ...replacedRoutes,
  route({
    method: 'GET',
    path: '/field/today',
    needs: 'field_work.do',
    summary: 'A day of the technician: visits with all that the phone needs to work without a network',
    query: z.object({
      date: day.optional().describe('today in the zone of the person when absent'),
      rules: z.string().max(2000).optional().describe('digests of the rule packs the phone has, with commas'),
      articles: z.string().max(80).optional().describe('digest of the articles the phone has'),
      ahead: z.coerce
        .number()
        .int()
        .min(1)
        .max(7)
        .optional()
        .describe('also the next day with visits, within so many days'),
    }),
    returns: today,
    handle: ({ tx, actor, query, now }) => fieldDay(tx, actor, query, now),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/found-facts',
    needs: 'field_work.do',
    summary: 'Tell what was found out about fault and product: the cover is decided anew',
    params: byId,
    body: foundBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'found', async () => {
        await noteFound(call.tx, call.actor, call.params.id, call.body, call.now)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'GET',
    path: '/visits/:id',
    needs: 'field_work.read',
    summary: 'A visit with its report, lines, photos and times',
    params: byId,
    returns: fieldVisit,
    handle: (call) => visitNow(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/status',
    needs: 'field_work.do',
    summary: 'A tap of the technician: en route, on site, working, nobody there',
    params: byId,
    body: tapBody.extend({ status: z.enum(['en_route', 'on_site', 'working', 'no_access']) }),
    returns: tapView,
    edits: true,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'tap', (fact) =>
        (fact ? tapTold : tap)(call, call.params.id, call.ifMatch!, call.body),
      ),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/report',
    needs: 'field_work.do',
    summary: 'Adds to the report: checklist answers, codes, findings, work done',
    params: byId,
    body: reportPatch,
    returns: fieldVisit,
    edits: true,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'report', async (fact) => {
        await writeReport(call.tx, call.actor, call.params.id, call.ifMatch!, call.body, fact !== null)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/lines/:lineId',
    needs: 'field_work.do',
    summary: 'A part, labour or travel on the visit; the id is made by the phone',
    params: part('lineId'),
    body: lineBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'line', async (fact) => {
        const { tx, actor, params, body, now, ifMatch } = call
        await putLine(tx, actor, params.id, params.lineId, body, now, { ifMatch, isTold: fact !== null })
        return visitNow(call, params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/lines/:lineId/source',
    needs: 'field_work.do',
    summary: 'Where the part of a line came from, until the visit is over',
    params: part('lineId'),
    body: sourceBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'source', async () => {
        const { tx, actor, params, body } = call
        await tellSource(tx, actor, params.id, params.lineId, body.source)
        return visitNow(call, params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/lines/:lineId/replacement',
    needs: 'field_work.do',
    summary: 'Why the part of a line is replaced, until the visit is over',
    params: part('lineId'),
    body: replacementBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'replacement', async () => {
        const { tx, actor, params, body } = call
        await tellReplacement(tx, actor, params.id, params.lineId, body.reason)
        return visitNow(call, params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/part-checks/:checkId',
    needs: 'field_work.do',
    summary: 'Hold a scanned part against the chain of proof; the answer is kept as evidence',
    params: part('checkId'),
    body: visitCheckBody,
    returns: checkView,
    handle: (call) => checkPart(call, call.params.id, call.params.checkId, call.body),
  }),
  route({
    method: 'DELETE',
    path: '/visits/:id/lines/:lineId',
    needs: 'field_work.do',
    summary: 'Takes a line off the visit',
    params: part('lineId'),
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'line_removed', async () => {
        await removeLine(call.tx, call.actor, call.params.id, call.params.lineId)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/photos/:photoId',
    needs: 'field_work.do',
    summary: 'Attaches an uploaded photo',
    params: part('photoId'),
    body: photoBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'photo', async () => {
        await putPhoto(call.tx, call.actor, call.params.id, call.params.photoId, call.body)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'DELETE',
    path: '/visits/:id/photos/:photoId',
    needs: 'field_work.do',
    summary: 'Takes a photo off the visit',
    params: part('photoId'),
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'photo_removed', async () => {
        await removePhoto(call.tx, call.actor, call.params.id, call.params.photoId)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/extra-work/:quotationId',
    needs: 'field_work.do',
    summary: 'Extra work quoted and answered on the spot',
    params: part('quotationId'),
    body: extraWorkBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'extra_work', async () => {
        const { tx, services, actor, params, body, now } = call
        await agreeExtraWork(tx, services, actor, params.id, params.quotationId, body, now)
        return visitNow(call, params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/signature',
    needs: 'field_work.do',
    summary: 'The customer signs what the phone shows; refused when it is not what we have',
    params: byId,
    body: signatureBody,
    returns: fieldVisit,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'signature', async () => {
        await sign(call.tx, call.actor, call.params.id, call.body, call.now)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/completion',
    needs: 'field_work.do',
    summary: 'Ends the visit: done, or part done with what is left',
    params: byId,
    body: completionBody,
    returns: fieldVisit,
    edits: true,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'completion', async (fact) => {
        if (fact) await completeTold(call, call.params.id, call.ifMatch!, call.body, fact)
        else await completeVisit(call, call.params.id, call.ifMatch!, call.body)
        return visitNow(call, call.params.id)
      }),
  }),
  route({
    method: 'GET',
    path: '/visits/:id/report.pdf',
    needs: 'field_work.read',
    summary: 'The service report on paper',
    params: byId,
    raw: true,
    handle: async ({ tx, services, actor, params, request, reply, now }) => {
      const kept = await keptReport(tx, actor, params.id)
      if (kept) return fileAnswer(services, request, reply, kept)
      return paperAnswer(reply, await reportPaper(tx, services, actor, params.id, now), 'report.pdf')
    },
  }),
  route({
    method: 'GET',
    path: '/portal/requests/:id/papers',
    needs: 'customer',
    summary: 'Reports, quotations and invoices of one of the customer’s requests',
    params: byId,
    returns: portalPapers,
    handle: ({ tx, actor, params, now }) => papersOf(tx, actor, params.id, now),
  }),
  route({
    method: 'GET',
    path: '/portal/visits/:id/report.pdf',
    needs: 'customer',
    summary: 'The service report of a visit to the signed-in customer',
    params: byId,
    raw: true,
    handle: async ({ tx, services, actor, params, request, reply, now }) => {
      const kept = await keptReport(tx, actor, params.id)
      if (kept) return fileAnswer(services, request, reply, kept)
      return paperAnswer(reply, await reportPaper(tx, services, actor, params.id, now), 'report.pdf')
    },
  }),
]
