import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { useChange } from '../../shell/use-change.ts'
import { OverrunDialog } from '../overrun-dialog.tsx'
import type { BoardActions } from './actions.ts'
import type { Board, Item, Row, Visit } from './board-data.ts'
import { CancelDialog, type Cancelled } from './cancel-dialog.tsx'
import { PlanDialog, type PlanStart } from './plan-dialog.tsx'
import { put } from './settle.ts'
import { TogetherDialog, type TogetherStart } from './together-dialog.tsx'

/** What the board asks before it goes on. */
export type Question =
  | { kind: 'plan'; item: Item; start: PlanStart }
  | { kind: 'together'; items: readonly Item[]; start: TogetherStart }
  | { kind: 'giveBack'; visits: readonly Visit[] }
  | { kind: 'overrun'; visit: Visit }

type DialogsProps = {
  question: Question | null
  rows: readonly Row[]
  board: Board
  actions: BoardActions
  ask: (question: Question | null) => void
}

export function BoardDialogs({ question, rows, board, actions, ask }: DialogsProps) {
  const onDone = () => ask(null)
  if (question?.kind === 'plan') {
    const { item, start } = question
    return (
      <PlanDialog
        item={item}
        rows={rows}
        zone={board.zone}
        certified={board.certified}
        start={start}
        onDone={(target) => {
          onDone()
          if (target) void put(actions, ask, item, target)
        }}
      />
    )
  }
  if (question?.kind === 'together')
    return (
      <TogetherDialog
        items={question.items}
        rows={rows}
        zone={board.zone}
        certified={board.certified}
        start={question.start}
        onDone={(placements, reason) => {
          onDone()
          if (placements) void actions.place(placements, reason)
        }}
      />
    )
  if (question?.kind === 'overrun') return <OverrunDialog visit={question.visit} zone={board.zone} onDone={onDone} />
  return question ? <GiveBack visits={question.visits} actions={actions} onDone={onDone} /> : null
}

type GiveBackProps = { visits: readonly Visit[]; actions: BoardActions; onDone: () => void }

/** Off the board and into the tray: for a reason, and taken back by one step. */
function GiveBack({ visits, actions, onDone }: GiveBackProps) {
  const { t } = useTranslation('dispatch')
  const number = visits.length === 1 ? visits[0]!.number : t('together.count', { count: visits.length })
  return (
    <CancelDialog
      of="visit"
      number={number}
      title={t('together.giveBack', { number })}
      onDone={(why) => {
        onDone()
        if (why) void actions.giveBack(visits, why)
      }}
    />
  )
}

/** Cancels a visit for a coded reason; used by board and visit page. */
export function CancelVisit({ visit, onDone }: { visit: Pick<Visit, 'id' | 'number'>; onDone: () => void }) {
  const { t } = useTranslation('dispatch')
  const cancel = useChange(
    (body: Cancelled<'visit'>) =>
      api.PUT('/api/v1/visits/{id}/cancellation', { params: { path: { id: visit.id } }, body }),
    {
      paths: ['/api/v1/board', '/api/v1/visits', '/api/v1/visits/{id}', '/api/v1/work-orders/{id}'],
      done: t('cancel.done', { number: visit.number }),
      next: onDone,
      tellRefusal: true,
    },
  )
  return (
    <CancelDialog
      of="visit"
      number={visit.number}
      busy={cancel.isPending}
      onDone={(why) => (why ? cancel.mutate(why) : onDone())}
    />
  )
}
