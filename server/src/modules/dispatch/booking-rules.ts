import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { newId } from '../../kit/ids.ts'

const hours = (most: number) => z.number().int().min(0).max(most)

export const bookingRules = z
  .object({
    holdMinutes: z.number().int().min(1).max(60).describe('how long a time is kept for somebody who decides'),
    leadHours: hours(168).describe('nobody is promised to a customer sooner than this'),
    daysAhead: z.number().int().min(1).max(21),
    changeUntilHours: hours(336).describe('later than this before the appointment a customer calls us instead'),
    cancelUntilHours: hours(336),
    mostChanges: z.number().int().min(0).max(50).describe('how often a customer moves one visit alone'),
    answerMinutes: z
      .number()
      .int()
      .min(5)
      .max(10_080)
      .nullable()
      .describe('a technician who has not accepted by then is shown to the dispatcher; null: nobody waits for it'),
    unansweredReturns: z.boolean().default(false).describe('the visit then goes back to the tray of its station, too'),
  })
  .meta({ id: 'BookingRules' })
export type BookingRules = z.output<typeof bookingRules>

const USUAL: BookingRules = {
  holdMinutes: 10,
  leadHours: 2,
  daysAhead: 10,
  changeUntilHours: 24,
  cancelUntilHours: 24,
  mostChanges: 3,
  answerMinutes: null,
  unansweredReturns: false,
}

/** What the company promises about appointments; the usual until somebody has set it. */
export async function rulesOf(tx: Tx): Promise<BookingRules & { version: number }> {
  const row = await tx.selectFrom('dispatch.booking_rules').selectAll().executeTakeFirst()
  if (!row) return { ...USUAL, version: 1 }
  return {
    holdMinutes: row.hold_minutes,
    leadHours: row.lead_hours,
    daysAhead: row.days_ahead,
    changeUntilHours: row.change_until_hours,
    cancelUntilHours: row.cancel_until_hours,
    mostChanges: row.most_changes,
    answerMinutes: row.answer_minutes,
    unansweredReturns: row.unanswered_returns,
    version: row.version,
  }
}

export async function changeRules(tx: Tx, actor: Actor, to: BookingRules, ifMatch: number) {
  await tx
    .insertInto('dispatch.booking_rules')
    .values({ id: newId() })
    .onConflict((c) => c.column('tenant_id').doNothing())
    .execute()
  const { id } = await tx.selectFrom('dispatch.booking_rules').select('id').executeTakeFirstOrThrow()
  await edit(tx, actor, {
    table: 'dispatch.booking_rules',
    id,
    ifMatch,
    patch: {
      hold_minutes: to.holdMinutes,
      lead_hours: to.leadHours,
      days_ahead: to.daysAhead,
      change_until_hours: to.changeUntilHours,
      cancel_until_hours: to.cancelUntilHours,
      most_changes: to.mostChanges,
      answer_minutes: to.answerMinutes,
      unanswered_returns: to.unansweredReturns,
    },
    news: { type: 'booking_rules.changed', subjectType: 'booking_rules' },
  })
  return rulesOf(tx)
}
