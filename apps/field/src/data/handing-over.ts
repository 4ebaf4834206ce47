import type { components } from '@aftercare/api'
import { change } from './changes.ts'
import { timeNow } from './clock.ts'
import { newId } from './ids.ts'
import type { FieldDay, Store, Visit } from './store.ts'

export type HandingReason = FieldDay['asked'][number]['reason']
export const HANDING_REASONS: readonly HandingReason[] = [
  ...(['no_time', 'ill', 'skill_missing', 'part_missing', 'vehicle', 'customer_wish', 'other'] as const),
]

export interface HandedOver {
  reason: HandingReason
  done: string
  left: string
  /** The colleague asked; nobody: dispatch decides. */
  toId?: string
  rest?: components['schemas']['NextVisitProposal']
}

/** Begun work ends as part done; what had not begun is given back. */
export function handOverJob(store: Store, visitId: string, input: HandedOver): Promise<void> {
  const at = timeNow()
  const body = { ...input, at }
  const op = { type: 'handing_over', method: 'PUT', path: `/handing-over/${newId()}`, body, needs: null } as const
  const begun = ['on_site', 'working']
  return change(store, visitId, {
    op,
    apply: (visit): Visit =>
      begun.includes(visit.status)
        ? {
            ...{ ...visit, status: 'part_done', next: [], finishedAt: at },
            report: {
              ...visit.report,
              outcome: 'not_fixed',
              restOfWork: input.left,
              workDone: visit.report.workDone ?? input.done,
            },
          }
        : { ...visit, status: 'declined', next: [] },
  })
}
