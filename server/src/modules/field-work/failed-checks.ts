import { type ChecklistAnswer, measured, type StepStanding } from '@aftercare/rules'
import { words } from '@aftercare/words/server'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { openPlannedWork } from '../requests/index.ts'
import { checksOf } from './check-standing.ts'
import { type Answers, holdReport } from './report.ts'
import { findWork, type Work } from './work.ts'

interface Failed {
  standing: StepStanding
  answer: ChecklistAnswer | undefined
}

/**
 * Steps that ask for it and are not in order, stand outside their limits, or were left out, when the whole visit is done: a follow-up of the
 * request, once for all of them. After part of the work none is opened, the order itself goes on.
 */
export async function followFailedChecks({ tx, event, services }: ReactionCall): Promise<void> {
  const actor = systemActor(tenantOf(tx))
  const work = await findWork(tx, actor, event.subjectId)
  if (!work.assetId || !work.customerId) return
  const failed = await failedOn(tx, work)
  if (failed.length === 0) return
  const { language } = await tx.selectFrom('kit.company').select('language').executeTakeFirstOrThrow()
  const named = (to: string) => ({
    number: work.number,
    list: failed.map((one) => inWords(one, to)).join('; '),
  })
  await openPlannedWork(
    { tx, actor, services, now: event.at },
    {
      ...{ key: `checks ${work.id}`, kind: 'repair', followUpOf: work.requestId },
      ...{ assetId: work.assetId, customerId: work.customerId, stationId: work.stationId, language: work.language },
      words: words(work.language)('field-work:failedCheck.words', named(work.language)),
      summary: words(language)('field-work:failedCheck.summary', named(language)),
    },
  )
}

async function failedOn(tx: Tx, work: Work): Promise<Failed[]> {
  const report = await holdReport(tx, work.id)
  const answers = report.answers as unknown as Answers
  return (await checksOf(tx, work, report))
    .filter(({ item, state }) => item.followUp && FAILED.has(state))
    .map((standing) => ({ standing, answer: answers[standing.item.key] }))
}

const FAILED = new Set(['failed', 'out_of_limits', 'skipped'])

/** `Suction pressure: 2.1 bar (4–6)`, `Belt: worn`, or that the step was left out; with what the technician wrote to it. */
function inWords({ standing: { item, state }, answer }: Failed, language: string): string {
  const say = words(language)
  const nameOf = (names: Record<string, string>) => names[language] ?? names.en ?? item.key
  const label = nameOf(item.label)
  if (state === 'skipped') return say('field-work:failedCheck.leftOut', { label })
  const chosen = item.choices?.find((one) => one.value === answer?.value)
  const said =
    state === 'out_of_limits'
      ? `${measured(item, answer).join(', ')} ${item.unit ?? ''}`
          .trim()
          .concat(` (${item.min ?? ''}–${item.max ?? ''})`)
      : chosen
        ? nameOf(chosen.label)
        : say('field-work:checked.no')
  return [`${label}: ${said}`, answer?.note].filter(Boolean).join(', ')
}
