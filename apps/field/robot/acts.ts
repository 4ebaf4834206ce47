import {
  addPhoto,
  completeVisit,
  putLine,
  removeLine,
  removePhoto,
  signVisit,
  tap,
  tellOverrun,
  tellReplacement,
  withdrawOverrun,
  writeReport,
} from '../src/data/changes.ts'
import { addExpense, correctTime, takeBackExpense } from '../src/data/day-sheet.ts'
import { agreeExtra, offered } from '../src/data/extra-work.ts'
import { handOverJob } from '../src/data/handing-over.ts'
import { hashOfShown } from '../src/data/hash.ts'
import { newId } from '../src/data/ids.ts'
import { pauseVisit, restingOf, resumeVisit } from '../src/data/pauses.ts'
import type { Op, PriceList, Store, Visit } from '../src/data/store.ts'
import { noise } from './noise.ts'

interface Told {
  store: Store
  visit: Visit
  list: PriceList
  n: number
}
/** False where the screens of this visit do not offer it. */
type Act = (told: Told) => Promise<unknown> | false

const STEPS = ['en_route', 'on_site', 'working'] as const
const cleaning = (n: number) =>
  ({ id: newId(), kind: 'consumable', code: 'CLN', quantity: String(1 + (n % 3)) }) as const

/** Every kind of thing a technician tells, with what only a person could choose taken from `n`. */
const ACTS = {
  tap: ({ store, visit }) => {
    const step = STEPS.find((one) => visit.next.includes(one))
    return step !== undefined && tap(store, visit.id, step, null)
  },
  findings: ({ store, visit, n }) => writeReport(store, visit.id, { findings: `found ${n}` }),
  workDone: ({ store, visit, n }) => writeReport(store, visit.id, { workDone: `done ${n}` }),
  answer: ({ store, visit, n }) =>
    writeReport(store, visit.id, { answers: { [n % 2 ? 'card' : 'mat']: { value: n % 4 > 1 } } }),
  photo: async ({ store, visit, n }) => addPhoto(store, visit.id, { blob: await noise(n), kind: 'other', place: null }),
  photo_removed: ({ store, visit, n }) => {
    const photo = visit.photos[n % Math.max(1, visit.photos.length)]
    return photo !== undefined && removeTold(store, visit.id, photo.id)
  },
  line: ({ store, visit, list, n }) => putLine(store, visit, cleaning(n), list),
  line_removed: ({ store, visit, list }) => {
    const line = visit.lines.find((one) => one.quotationId === null)
    return line !== undefined && removeLine(store, visit, line.id, list)
  },
  replacement: ({ store, visit }) => {
    const part = visit.lines.find((one) => one.kind === 'part')
    return part !== undefined && tellReplacement(store, visit.id, part.id, 'damaged')
  },
  extra_work: async ({ store, visit, list, n }) => {
    const lines = [cleaning(n)]
    const signed =
      n % 2 ? { blob: await noise(n), role: 'Owner', shown: await offered(store, visit, lines, list) } : undefined
    return agreeExtra(store, visit, { lines, answer: 'accepted', name: 'Li Wei', ...(signed && { signed }) }, list)
  },
  overrun: ({ store, visit, n }) =>
    tellOverrun(store, visit.id, { minutes: 15 + 15 * (n % 4), reason: 'waiting_for_part', note: null }),
  overrun_withdrawn: ({ store, visit }) => visit.overrun !== null && withdrawOverrun(store, visit.id),
  pause: ({ store, visit }) => visit.status === 'working' && pauseVisit(store, visit.id, 'break', ''),
  resume: ({ store, visit }) => {
    const resting = restingOf(visit)
    return resting !== undefined && resumeVisit(store, visit.id, resting.id)
  },
  time_correction: ({ store, visit, n }) =>
    correctTime(store, visit.id, { field: 'travelMinutes', value: n % 60, reason: 'Jam' }),
  expense: async ({ store, visit, n }) =>
    addExpense(store, visit.id, {
      kind: 'parking',
      minor: '1200',
      currency: 'CNY',
      note: '',
      receipt: n % 2 ? await noise(n) : null,
    }),
  expense_removed: ({ store, visit }) => {
    const expense = visit.expenses?.[0]
    return expense !== undefined && takeBackExpense(store, visit.id, expense.id)
  },
  signature: async ({ store, visit, n }) => {
    const hash = await hashOfShown(visit)
    return signVisit(store, visit.id, { blob: await noise(n), name: 'Li Wei', role: 'Owner', hash })
  },
  completion: ({ store, visit }) =>
    visit.status === 'working' &&
    completeVisit(store, visit.id, { outcome: 'not_fixed', restOfWork: 'Board is missing', place: null }),
  handing_over: ({ store, visit }) =>
    visit.status === 'working' &&
    handOverJob(store, visit.id, { reason: 'no_time', done: 'Measured', left: 'The rest' }),
} satisfies Record<string, Act>

export type ActName = keyof typeof ACTS

/** Does it as the screens would; what there is to tell now, null when that is nothing more. */
export async function doAct(store: Store, name: ActName, visitId: string, n: number): Promise<Op | null> {
  const [kept, facts] = [await store.visits.get(visitId), await store.facts.get('day')]
  const list = facts?.priceLists[0]
  if (!kept || !list) return null
  const outcome = ACTS[name]({ store, visit: kept.visit, list, n })
  if (outcome === false || (await outcome) === false) return null
  return (await store.outbox.orderBy('seq').last()) ?? null
}

/** What was not sent yet is taken back without a word: then there is nothing to count. */
async function removeTold(store: Store, visitId: string, photoId: string): Promise<boolean> {
  const waiting = (await store.outbox.toArray()).some((op) => op.blobId === photoId)
  if (waiting) return false
  await removePhoto(store, visitId, photoId)
  return true
}
