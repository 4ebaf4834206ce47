import { canGo, type RequestState } from '@aftercare/rules'
import { type Actor, can } from '../../kit/actor.ts'
import type { Permission } from '../../permissions.ts'
import type { RequestRow } from './find.ts'
import { KIND_RULES, type Kind } from './kinds.ts'
import type { ACTIONS, NEXT_STEPS } from './shapes.ts'
import { isOpen } from './states.ts'

type Action = (typeof ACTIONS)[number]

/** What this person may do with this request now; the same conditions guard the changes themselves. */
export function actionsOf(actor: Actor, row: RequestRow): Action[] {
  const state = row.status as RequestState
  const open = isOpen(state)
  const go = (to: RequestState) => canGo('request', state, to)
  const rules: [Action, Permission, boolean][] = [
    ['edit', 'requests.change', open],
    ['read', 'requests.change', open],
    ['assign', 'requests.change', open],
    ['note', 'requests.note', row.merged_into === null],
    ['reply', 'requests.reply', row.merged_into === null && state !== 'cancelled'],
    ['pause', 'requests.change', open && row.hold_reason === null && go('waiting')],
    ['resume', 'requests.change', row.hold_reason !== null],
    ['schedule', 'dispatch.plan', open && state !== 'in_progress'],
    ['resolve', 'requests.close', go('resolved')],
    ['close', 'requests.close', open || go('closed')],
    ['reopen', 'requests.change', state === 'resolved' || state === 'closed'],
    ['cancel', 'requests.close', go('cancelled')],
    ['merge', 'requests.merge', open],
    ['link', 'requests.change', row.merged_into === null],
    ['watch', 'requests.read', actor.kind === 'person'],
  ]
  return rules.flatMap(([action, permission, possible]) => (possible && can(actor, permission) ? [action] : []))
}

/** The one thing to do next, for the button that stands out. */
export function nextStepOf(row: RequestRow): (typeof NEXT_STEPS)[number] {
  switch (row.status) {
    case 'new':
      return 'triage'
    case 'triaged':
      if (!row.owner_id && !row.station_id) return 'assign'
      if (!row.first_reply_at) return 'reply'
      return KIND_RULES[row.kind as Kind].needsVisit ? 'schedule' : 'reply'
    case 'scheduled':
      return 'await_visit'
    case 'in_progress':
      return 'visit_running'
    case 'waiting':
      return 'resume'
    case 'resolved':
      return 'close'
    default:
      return 'none'
  }
}
