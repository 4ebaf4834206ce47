import { canGo, nextStates, type RequestState } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { type Problem, problem } from '../../kit/problem.ts'
import type { RequestRow } from './find.ts'

const OPEN: readonly RequestState[] = ['new', 'triaged', 'scheduled', 'in_progress', 'waiting']

export function isOpen(status: string): boolean {
  return (OPEN as readonly string[]).includes(status)
}

export interface Move {
  to: RequestState
  /** Further columns of the row that change with it. */
  set?: Record<string, unknown>
  news: { type: string; isPublic?: boolean; data?: Record<string, unknown>; at?: Date }
}

/** Brings a request into another state, if that is legal, and says so. Returns the row as it is now. */
export async function moveRequest(tx: Tx, actor: Actor, row: RequestRow, move: Move): Promise<RequestRow> {
  mustBeAbleToGo(row, move.to)
  const now = await tx
    .updateTable('requests.request')
    .set({ ...move.set, status: move.to })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: move.news.type,
    subject: { type: 'request', id: row.id, version: now.version },
    threadId: row.id,
    stationId: now.station_id,
    isPublic: move.news.isPublic ?? false,
    ...(move.news.at ? { at: move.news.at } : {}),
    data: {
      number: row.number,
      from: row.status,
      to: move.to,
      changes: { status: { from: row.status, to: move.to } },
      ...move.news.data,
    },
  })
  return now
}

export function mustBeAbleToGo(row: RequestRow, to: RequestState): void {
  if (!canGo('request', row.status as RequestState, to)) throw cannotGo(row, to)
}

/** For changes that keep the state but need an open request (a note to the customer, a pause, another reading). */
export function mustBeOpen(row: RequestRow): void {
  if (!isOpen(row.status)) throw cannotGo(row, row.status)
}

/** 409 with the way on: what has to be done first, and which states may follow. */
export function cannotGo(row: RequestRow, to: string): Problem {
  const values = { from: row.status, to, next: nextStates('request', row.status as RequestState), wayOn: wayOn(row) }
  if (row.merged_into) return problem('conflict.request_merged', 409, { ...values, mergedInto: row.merged_into })
  if (row.status === 'closed' || row.status === 'resolved') return problem('conflict.request_done', 409, values)
  if (row.status === 'cancelled') return problem('conflict.request_cancelled', 409, values)
  return problem('conflict.state', 409, values)
}

function wayOn(row: RequestRow): string {
  if (row.merged_into) return 'open_merged'
  if (row.status === 'closed' || row.status === 'resolved') return 'reopen'
  if (row.status === 'cancelled') return 'open_new'
  return 'resolve'
}
