import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { type FieldError, invalid, Problem, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { findReturnVisit, moveReturnVisit, type ReturnVisitRow } from './find.ts'
import { viewScript } from './scripts.ts'
import { type Answers, type PERSON_SKIPS, type Question, SCALE } from './shapes.ts'
import { scriptAfterService } from './standard-script.ts'

export async function scriptOf(tx: Tx, row: { script_id: string | null }) {
  return viewScript(tx, row.script_id ?? (await scriptAfterService(tx)))
}

/** At least one answer, each to a question of the script and of its kind. */
export async function mustFitScript(tx: Tx, row: ReturnVisitRow, answers: Answers): Promise<void> {
  const { questions } = await scriptOf(tx, row)
  if (Object.keys(answers).length === 0) throw invalid({ path: 'answers', code: 'voice.no_answers' })
  const errors = Object.entries(answers).flatMap(([key, value]): FieldError[] => {
    const question = questions.find((one) => one.key === key)
    if (!question) return [{ path: `answers.${key}`, code: 'validation.unknown_question' }]
    return fits(question, value) ? [] : [{ path: `answers.${key}`, code: 'validation.invalid' }]
  })
  if (errors.length > 0) throw new Problem('validation.failed', 422, { errors })
}

function fits(question: Question, value: number | string): boolean {
  switch (question.type) {
    case 'score':
      return typeof value === 'number' && value >= SCALE.min && value <= SCALE.max
    case 'yesno':
      return value === 'yes' || value === 'no'
    case 'text':
      return typeof value === 'string'
  }
}

/** Corrects what was written down during the call; without a call there is nothing to correct. */
export async function changeAnswers(tx: Tx, actor: Actor, id: string, ifMatch: number, answers: Answers) {
  const row = await findReturnVisit(tx, actor, id, true)
  if (row.status !== 'done') throw problem('conflict.state', 409, { from: row.status, to: 'done' })
  await mustFitScript(tx, row, answers)
  await edit(tx, actor, {
    table: 'voice.return_visit',
    id,
    ifMatch,
    patch: { answers },
    visible: visibleTo(actor, 'station_id'),
    news: {
      type: 'return_visit.changed',
      subjectType: 'return_visit',
      threadId: row.request_id,
      stationId: row.station_id,
      data: { number: row.number },
    },
  })
}

/** Nobody will call, for a reason that is counted. */
export async function skipReturnVisit(
  tx: Tx,
  actor: Actor,
  id: string,
  how: { reason: (typeof PERSON_SKIPS)[number]; note?: string | undefined },
): Promise<void> {
  const row = await findReturnVisit(tx, actor, id, true)
  if (how.reason === 'other' && !how.note) throw invalid({ path: 'note', code: 'validation.required' })
  await moveReturnVisit(tx, actor, row, 'skipped', {
    set: { skip_reason: how.reason },
    news: 'return_visit.skipped',
    data: { reason: how.reason, note: how.note ?? null },
  })
}
