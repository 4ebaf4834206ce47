import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, systemActor } from '../../kit/actor.ts'
import { detachFile, keepFile } from '../../kit/files/attach.ts'
import { problem } from '../../kit/problem.ts'
import { newOverrun, tellOverrun, withdrawOverrun } from '../dispatch/index.ts'
import { completeVisit } from './completion.ts'
import { putExpense, removeExpense } from './expenses.ts'
import { agreeExtraWork } from './extra-work.ts'
import { noteFound } from './found.ts'
import { handOverJob } from './handing-over.ts'
import { handingOverBody } from './handing-over-shapes.ts'
import { takeOverStep } from './late-step.ts'
import { removeLine, tellReplacement, tellSource } from './lines.ts'
import { appendPhoto, removePhoto } from './photos.ts'
import { answerRecall } from './recall-answers.ts'
import { recallBody } from './recall-shapes.ts'
import {
  completionBody,
  extraWorkBody,
  foundBody,
  photoBody,
  replacementBody,
  signatureBody,
  sourceBody,
} from './shapes.ts'
import { sign } from './signature.ts'
import type { TapCall } from './status.ts'
import { takePause, takeResume } from './take-over-pause.ts'
import { takeLine, takeReport } from './take-over-report.ts'
import { correctionBody, expenseBody } from './time-shapes.ts'
import { correctTime } from './time-sheet.ts'
import { refusalCode, type ToldKind } from './told.ts'
import { hearLate, mustBeTheirs, mustBeUnderWay, type Work } from './work.ts'

/** Something told late, as it was kept. */
export interface ToldLate {
  id: string
  kind: string
  body: unknown
  file_id: string | null
  person_id: string
  station_id: string | null
  received_at: Date
}

export interface Taking {
  /** The desk that takes it over, and the technician in whose name it is written. */
  desk: TapCall
  by: TapCall
  work: Work
  told: ToldLate
  /** When it was, by our clock. */
  at: Date
  /** Of what it speaks: a line, a photo. */
  id: string
  /** What the phone told, as the route it was meant for reads it. */
  read: <S extends z.ZodType>(shape: S) => z.output<S>
  /** Only what can still be written; what cannot is noted. */
  isRestNoted: boolean
}

/** How each kind of fact is written into a visit that went on without it. What cannot be any more throws, in words. */
export const TAKE_OVER: Record<ToldKind, (taking: Taking) => Promise<unknown>> = {
  tap: ({ desk, work, told, at }) => takeOverStep(desk, work, told, at),
  report: takeReport,
  line: takeLine,
  line_removed: ({ by, work, id }) => {
    mustBeUnderWay(work)
    return removeLine(by.tx, by.actor, work.id, id)
  },
  source: ({ by, work, id, read }) => tellSource(by.tx, by.actor, work.id, id, read(sourceBody).source),
  replacement: ({ by, work, id, read }) => tellReplacement(by.tx, by.actor, work.id, id, read(replacementBody).reason),
  photo: takePhoto,
  photo_removed: ({ by, work, id }) => removePhoto(by.tx, by.actor, work.id, id),
  extra_work: ({ by, work, id, read }) => {
    mustBeUnderWay(work)
    return agreeExtraWork(by.tx, by.services, by.actor, work.id, id, read(extraWorkBody), by.now)
  },
  signature: ({ by, work, read }) => sign(by.tx, by.actor, work.id, read(signatureBody), by.now),
  completion: ({ by, work, told, read }) => {
    mustBeTheirs(work, told.person_id)
    mustBeUnderWay(work)
    return completeVisit(by, work.id, work.version, read(completionBody), { isTold: true })
  },
  found: ({ by, work, read }) => noteFound(by.tx, by.actor, work.id, read(foundBody), by.now),
  overrun: ({ desk, work, read }) => tellOverrun(desk, work.id, read(newOverrun)),
  overrun_withdrawn: ({ desk, work }) => {
    mustBeUnderWay(work)
    return withdrawOverrun(desk, work.id)
  },
  pause: takePause,
  resume: takeResume,
  handing_over: ({ by, work, told, id, read }) => {
    mustBeTheirs(work, told.person_id)
    return handOverJob(by, work.id, id, read(handingOverBody), null)
  },
  time_correction: ({ by, work, id, read }) => correctTime(by.tx, by.actor, work.id, id, read(correctionBody)),
  expense: ({ by, work, id, read }) => putExpense(by.tx, by.actor, work.id, id, read(expenseBody)),
  expense_removed: ({ by, work, id }) => removeExpense(by.tx, by.actor, work.id, id, by.now),
  recall_answer: ({ by, work, id, read }) => answerRecall(by.tx, by.actor, work.id, id, read(recallBody), by.now),
  // It is a word to the desk: read, it has done all it can.
  remark: async () => undefined,
}

/**
 * Writes what was told late into the visit, in the name of who told it. Throws why that is not possible; where the rest is
 * noted instead, that is a choice somebody made, and the reason is given back.
 */
export async function takeOver(
  desk: TapCall,
  work: Work,
  told: ToldLate,
  { at, isRestNoted }: Pick<Taking, 'at' | 'isRestNoted'>,
): Promise<string | null> {
  const take = (TAKE_OVER as Partial<typeof TAKE_OVER>)[told.kind as ToldKind]
  // Of an app that is newer than we are: somebody has read it.
  if (!take) return null
  const { tx } = desk
  const person: Actor = {
    ...systemActor(desk.actor.tenantId),
    kind: 'person',
    id: told.person_id,
    name: await nameOf(desk, told),
  }
  const by = { ...desk, actor: hearLate(person) }
  await sql`savepoint taken`.execute(tx)
  try {
    if (told.file_id) await detachFile(tx, told.file_id, { type: 'told', id: told.id })
    await take({
      desk,
      by,
      work,
      told,
      at,
      isRestNoted,
      id: idIn(told.body),
      read: (shape) => readAs(shape, told.body),
    })
    const to = { type: 'told', id: told.id, stationId: told.station_id, isPublic: false }
    if (told.file_id) await keepFile(tx, person, told.file_id, to)
    await sql`release savepoint taken`.execute(tx)
    return null
  } catch (error) {
    const code = refusalCode(error)
    if (code === '' || !isRestNoted) throw error
    await sql`rollback to savepoint taken`.execute(tx)
    return code
  }
}

async function takePhoto({ by, work, told, id, read }: Taking): Promise<void> {
  const stands = await by.tx
    .selectFrom('field_work.photo')
    .select('id')
    .where('visit_id', '=', work.id)
    .where('file_id', '=', told.file_id)
    .executeTakeFirst()
  if (!stands) await appendPhoto(by.tx, by.actor, work, id, read(photoBody))
}

async function nameOf({ tx }: TapCall, told: ToldLate): Promise<string> {
  const { name } = await tx
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', told.person_id)
    .executeTakeFirstOrThrow()
  return name
}

/** As the route had it; a phone that was revoked, or gave it up, tells the address instead. */
function idIn(body: unknown): string {
  const { params = {}, path = '' } = (body ?? {}) as { params?: Record<string, string>; path?: string }
  const named = Object.entries(params).find(([key]) => key !== 'id')?.[1]
  return named ?? path.split('/')[4] ?? ''
}

function readAs<S extends z.ZodType>(shape: S, body: unknown): z.output<S> {
  const found = shape.safeParse(body)
  if (!found.success) throw problem('field_work.cannot_read', 409)
  return found.data
}
