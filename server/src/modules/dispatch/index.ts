/** What the modules above may use of the plans: read a visit, bring it a step on, know the way. */

export { bookSeatOf, bookVisit } from './booking.ts'
export { matesByVisit } from './crew.ts'
export { findOrder, findVisit, lockVisit, type OrderRow, type VisitRow, visitVisible } from './find.ts'
export { visitForWork } from './for-work.ts'
export { addPause, endPauseAt } from './late-pause.ts'
export { setStepTime } from './late-step.ts'
export { type Proposal, proposal, proposeNext } from './next-visit.ts'
export { planners } from './offer-find.ts'
export { overrunsOf, tellOverrun, withdrawOverrun } from './overrun.ts'
export { endPause, type Pause, pausesOf, pauseVisit, resumeVisit } from './pause.ts'
export { plannedWay, plannedWays } from './planned-ways.ts'
/** For measuring: the job of a planning run. */
export { planJob } from './planning-job.ts'
export { newOverrun, newPause, overrun, toldOverrun, toldPause } from './shapes.ts'
export { TAKES_TIME, UNDER_WAY } from './states.ts'
export { type KnownTechnician, technicians } from './technicians.ts'
export { declineVisit } from './visit-answer.ts'
export { moveVisit, type Progress, type Step } from './visit-progress.ts'
export { promisedOf, visitStateOf } from './visit-state.ts'
// One round trip for the taps of the phone (field-work/status.ts); `moveVisit` is for everybody else.
export { settleOrderOf, type VisitMove, visitMovePart } from './visit-status.ts'
export { openOrder } from './work-orders.ts'
