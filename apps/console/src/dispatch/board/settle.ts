import { useToast } from '@aftercare/ui'
import { useCan } from '../../shell/session.ts'
import type { BoardActions, Target } from './actions.ts'
import { type Item, minutesOf, type Row, type Visit } from './board-data.ts'
import type { Question } from './board-dialogs.tsx'
import type { Placement } from './placing.ts'
import type { BoardCache } from './use-board.ts'
import { useVerdictTexts } from './verdict-text.ts'

/** Done; or asked about with a reason, when the server knows of something lacking that the board did not. */
export async function put(
  actions: BoardActions,
  ask: (question: Question) => void,
  item: Item,
  to: Target,
): Promise<void> {
  const told = await (item.kind === 'visit' ? actions.move(item.visit, to) : actions.book(item.order, to))
  if (told.length > 0) ask({ kind: 'plan', item, start: { ...to, told } })
}

/** What a drop, a nudge or a chosen time leads to: done, refused, or asked about when something is lacking. */
export function useSettle(
  actions: BoardActions,
  cache: BoardCache,
  rows: readonly Row[],
  ask: (question: Question) => void,
) {
  const can = useCan()
  const toast = useToast()
  const textsOf = useVerdictTexts()
  return (placements: readonly Placement[]) => {
    const [first] = placements
    if (!first) return
    const back = () => {
      for (const { item } of placements) if (item.kind === 'visit') cache.patchVisit(item.visit.id, item.visit)
    }
    if (placements.every(stands)) return back()
    const lacking = placements.some(({ verdict }) => verdict.lacking.length > 0)
    if (placements.some(({ verdict }) => verdict.booked) || (lacking && !can('dispatch.override'))) {
      back()
      const against = [...new Set(placements.flatMap(({ verdict }) => textsOf(verdict)))]
      return toast({ text: against.slice(0, 4).join(' · '), bad: true })
    }
    if (lacking) {
      back()
      return ask(questionOf(placements, rows))
    }
    if (placements.length > 1) return void actions.place(placements)
    const { item, row, startAt } = first
    void put(actions, ask, item, { technicianId: row.technician.id, startAt, minutes: minutesOf(item) })
  }
}

function questionOf(placements: readonly Placement[], rows: readonly Row[]): Question {
  // The one that goes first in time leads the form, whatever was under the pointer.
  const lead = placements.reduce((a, b) => (b.startAt < a.startAt ? b : a))
  const { item, index, startAt } = lead
  const technicianId = rows[index]?.technician.id ?? null
  if (placements.length === 1) return { kind: 'plan', item, start: { technicianId, startAt } }
  const leadId = item.kind === 'visit' ? item.visit.id : item.order.id
  return { kind: 'together', items: placements.map((one) => one.item), start: { technicianId, startAt, leadId } }
}

const stands = ({ item, row, startAt }: Placement) => item.kind === 'visit' && isWhere(item.visit, row, startAt)
const isWhere = (visit: Visit, row: Row, startAt: number) =>
  visit.technicianId === row.technician.id && Date.parse(visit.startsAt) === startAt
