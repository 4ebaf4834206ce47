import { z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id } from '../../kit/shapes.ts'
import { putExpense, removeExpense } from './expenses.ts'
import { expenseList, timeList } from './time-lists.ts'
import { correctionBody, expenseBody } from './time-shapes.ts'
import { correctTime } from './time-sheet.ts'
import { tellFact, toldLate } from './told.ts'

const told = z.object({ visitId: id })

export const timeRoutes: AnyRoute[] = [
  ...listRoutes(timeList),
  ...listRoutes(expenseList),
  route({
    method: 'PUT',
    path: '/visits/:id/time-corrections/:correctionId',
    needs: 'field_work.do',
    summary: 'Put right a figure of the time sheet, with the reason; what was computed is kept beside it',
    params: z.object({ id, correctionId: id }),
    body: correctionBody,
    returns: told,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'time_correction', async () => {
        await correctTime(call.tx, call.actor, call.params.id, call.params.correctionId, call.body)
        return { visitId: call.params.id }
      }),
  }),
  route({
    method: 'PUT',
    path: '/visits/:id/expenses/:expenseId',
    needs: 'field_work.do',
    summary: 'What the technician paid for the visit, with the photo of the receipt',
    params: z.object({ id, expenseId: id }),
    body: expenseBody,
    returns: told,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'expense', async () => {
        await putExpense(call.tx, call.actor, call.params.id, call.params.expenseId, call.body)
        return { visitId: call.params.id }
      }),
  }),
  route({
    method: 'DELETE',
    path: '/visits/:id/expenses/:expenseId',
    needs: 'field_work.do',
    summary: 'Takes an expense back',
    params: z.object({ id, expenseId: id }),
    returns: told,
    otherwise: { 202: toldLate },
    handle: (call) =>
      tellFact(call, call.params.id, 'expense_removed', async () => {
        await removeExpense(call.tx, call.actor, call.params.id, call.params.expenseId, call.now)
        return { visitId: call.params.id }
      }),
  }),
]
