import { RuleError } from './errors.ts'

/** Where a state stands for every report and colour, whatever a site calls it; never edited by a site. */
export type SystemCategory = 'new' | 'planned' | 'active' | 'waiting' | 'done' | 'closed' | 'cancelled'

type Row<S extends string> = { category: SystemCategory; to: readonly S[] }
const machine = <S extends string>(rows: Record<S, Row<NoInfer<S>>>) => rows

// Words and the split of system category from a site's own label: peers.md 4 (Dynamics, Salesforce, OCA). What leads
// back is deliberate: a cancelled visit returns its request to the queue, part-done work is scheduled again, and a
// resolved or closed request is reopened, never copied.
const REQUEST = machine({
  new: { category: 'new', to: ['triaged', 'waiting', 'resolved', 'cancelled'] },
  triaged: { category: 'new', to: ['scheduled', 'in_progress', 'waiting', 'resolved', 'cancelled'] },
  scheduled: { category: 'planned', to: ['triaged', 'in_progress', 'waiting', 'resolved', 'cancelled'] },
  in_progress: { category: 'active', to: ['triaged', 'scheduled', 'waiting', 'resolved', 'cancelled'] },
  waiting: { category: 'waiting', to: ['triaged', 'scheduled', 'in_progress', 'resolved', 'cancelled'] },
  resolved: { category: 'done', to: ['closed', 'triaged', 'in_progress'] },
  closed: { category: 'closed', to: ['triaged', 'in_progress'] },
  cancelled: { category: 'cancelled', to: [] },
})

const WORK_ORDER = machine({
  unscheduled: { category: 'new', to: ['scheduled', 'in_progress', 'cancelled'] },
  scheduled: { category: 'planned', to: ['unscheduled', 'in_progress', 'cancelled'] },
  in_progress: { category: 'active', to: ['unscheduled', 'scheduled', 'completed', 'cancelled'] },
  completed: { category: 'done', to: ['in_progress', 'posted'] },
  posted: { category: 'closed', to: [] },
  cancelled: { category: 'cancelled', to: [] },
})

// Accepting is for partner stations; own people may set out at once. Work that has begun ends as done or part done: a
// working job cannot simply be unassigned.
const VISIT = machine({
  proposed: { category: 'new', to: ['scheduled', 'cancelled'] },
  scheduled: { category: 'planned', to: ['proposed', 'accepted', 'declined', 'en_route', 'on_site', 'cancelled'] },
  accepted: { category: 'planned', to: ['scheduled', 'declined', 'en_route', 'on_site', 'cancelled'] },
  declined: { category: 'new', to: ['scheduled', 'cancelled'] },
  en_route: { category: 'active', to: ['scheduled', 'on_site', 'no_access', 'cancelled'] },
  on_site: { category: 'active', to: ['working', 'no_access', 'cancelled'] },
  working: { category: 'active', to: ['done', 'part_done'] },
  done: { category: 'done', to: [] },
  part_done: { category: 'done', to: [] },
  no_access: { category: 'done', to: [] },
  cancelled: { category: 'cancelled', to: [] },
})

const QUOTATION = machine({
  draft: { category: 'new', to: ['sent', 'superseded'] },
  sent: { category: 'waiting', to: ['accepted', 'rejected', 'expired', 'superseded'] },
  accepted: { category: 'done', to: ['superseded'] },
  rejected: { category: 'cancelled', to: ['superseded'] },
  expired: { category: 'cancelled', to: ['superseded'] },
  superseded: { category: 'closed', to: [] },
})

// The ways back from paid are a returned or refunded payment; an issued invoice is never changed, only credited.
const INVOICE = machine({
  draft: { category: 'new', to: ['issued'] },
  issued: { category: 'waiting', to: ['part_paid', 'paid', 'credited'] },
  part_paid: { category: 'waiting', to: ['issued', 'paid', 'credited'] },
  paid: { category: 'done', to: ['issued', 'part_paid', 'credited'] },
  credited: { category: 'closed', to: [] },
})

// Attempted again is the same state; someone who could not be reached may still call back.
const RETURN_VISIT = machine({
  due: { category: 'planned', to: ['attempted', 'done', 'skipped'] },
  attempted: { category: 'active', to: ['attempted', 'done', 'unreachable', 'skipped'] },
  done: { category: 'done', to: [] },
  unreachable: { category: 'closed', to: ['done'] },
  skipped: { category: 'cancelled', to: [] },
})

// A draft that is not signed is thrown away, not cancelled; a contract that ran out is followed by another, never revived.
const CONTRACT = machine({
  draft: { category: 'new', to: ['active'] },
  active: { category: 'active', to: ['suspended', 'cancelled', 'expired'] },
  suspended: { category: 'waiting', to: ['active', 'cancelled', 'expired'] },
  expired: { category: 'closed', to: [] },
  cancelled: { category: 'cancelled', to: [] },
})

/** The one table of legal transitions. */
export const MACHINES = {
  request: REQUEST,
  workOrder: WORK_ORDER,
  visit: VISIT,
  quotation: QUOTATION,
  invoice: INVOICE,
  returnVisit: RETURN_VISIT,
  contract: CONTRACT,
}

export type Machine = keyof typeof MACHINES
export type StateOf<M extends Machine> = keyof (typeof MACHINES)[M] & string
export type RequestState = StateOf<'request'>
export type WorkOrderState = StateOf<'workOrder'>
export type VisitState = StateOf<'visit'>
export type QuotationState = StateOf<'quotation'>
export type InvoiceState = StateOf<'invoice'>
export type ReturnVisitState = StateOf<'returnVisit'>
export type ContractState = StateOf<'contract'>

/** The state each machine starts in. */
export const FIRST_STATE = {
  request: 'new',
  workOrder: 'unscheduled',
  visit: 'proposed',
  quotation: 'draft',
  invoice: 'draft',
  returnVisit: 'due',
  contract: 'draft',
} as const satisfies { [M in Machine]: StateOf<M> }

/** All states of a machine, in the order of a normal life. */
export function statesOf<M extends Machine>(machine: M): StateOf<M>[] {
  return Object.keys(MACHINES[machine]) as StateOf<M>[]
}

/** Whether one state may follow another; throws `state_unknown`. */
export function canGo<M extends Machine>(machine: M, from: StateOf<M>, to: StateOf<M>): boolean {
  rowOf(machine, to)
  return nextStates(machine, from).includes(to)
}

/** The states that may follow, empty at the end of a life; throws `state_unknown`. */
export function nextStates<M extends Machine>(machine: M, from: StateOf<M>): readonly StateOf<M>[] {
  return rowOf(machine, from).to
}

/** The system category of a state; throws `state_unknown`. */
export function systemCategory<M extends Machine>(machine: M, state: StateOf<M>): SystemCategory {
  return rowOf(machine, state).category
}

function rowOf<M extends Machine>(machine: M, state: StateOf<M>): Row<StateOf<M>> {
  const rows = MACHINES[machine] as unknown as Record<string, Row<StateOf<M>>>
  const row = Object.hasOwn(rows, state) ? rows[state] : undefined
  if (!row) throw new RuleError('state_unknown', { machine, state })
  return row
}
