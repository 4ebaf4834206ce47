import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { followDecision, keepCover, settleCover, unsettleCover } from './cover.ts'
import { followMerge, undoFollow } from './customer-news.ts'
import { escalate } from './escalation.ts'
import { findableRequest } from './findable.ts'
import { makeImportsFindable } from './import-findable.ts'
import { importJob } from './import-job.ts'
import { tellLimit } from './limit-news.ts'
import { confirmByMail, linkFollowUp, tellOwner, tellWatchers, WATCHED } from './received.ts'
import { visitArrived, visitBooked, visitCompleted, visitEnded, visitStarted } from './visit-news.ts'

const findable = ({ tx, event }: ReactionCall) => findableRequest(tx, event.subjectId)
const watched = Object.fromEntries(WATCHED.map((type) => [type, { 'requests.watchers': tellWatchers }]))

/** What this module does when something happens: below it (visits are above, their news comes up), and to its own requests. */
export const reactions: Reactions = {
  ...watched,
  'request.opened': {
    'requests.mail': confirmByMail,
    'requests.findable': findable,
    'requests.cover': keepCover,
    'requests.follow-up': linkFollowUp,
    'requests.owner': tellOwner,
  },
  'request.read': { 'requests.findable': findable, 'requests.cover': keepCover },
  'request.changed': { 'requests.findable': findable, 'requests.cover': keepCover },
  'request.assigned': { 'requests.findable': findable },
  'request.absorbed': { 'requests.findable': findable },
  'request.closed': { ...watched['request.closed'], 'requests.cover-settled': settleCover },
  'request.cancelled': { ...watched['request.cancelled'], 'requests.cover-settled': settleCover },
  'request.reopened': { ...watched['request.reopened'], 'requests.cover-open': unsettleCover },
  'cover.redecided': { 'requests.cover': followDecision },
  'limit.approached': { 'requests.limit': tellLimit },
  'limit.reached': { 'requests.limit': tellLimit },
  'customer.merged': { 'requests.follow': followMerge },
  'customer.merge_undone': { 'requests.follow': undoFollow },
  'visit.booked': { 'requests.scheduled': visitBooked },
  'visit.moved': { 'requests.scheduled': visitBooked },
  'visit.arrived': { 'requests.arrived': visitArrived },
  'visit.started': { 'requests.started': visitStarted },
  'visit.completed': { 'requests.resolved': visitCompleted },
  'visit.part_completed': { 'requests.returned': visitEnded },
  'visit.cancelled': { 'requests.returned': visitEnded },
  'visit.declined': { 'requests.returned': visitEnded },
  'visit.no_access': { 'requests.returned': visitEnded },
}
export const jobs: Job[] = [escalate, makeImportsFindable, importJob]
