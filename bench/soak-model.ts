import { waitsFor } from '../apps/field/src/data/queue.ts'

/** Something a phone was sure of: what the technician did, in the order it was done. */
export interface Act {
  phone: 0 | 1
  visitId: string
  /** Where it stood in the box of its phone; the key may change when a person settles a conflict. */
  seq: number
  type: string
  path: string
  body: Record<string, unknown> | null
}

/** The same with what became of it at the server. */
export interface Done extends Act {
  /** Why it was kept for the desk instead of being done. */
  late: string | null
  /** What the desk has of it then. */
  kept: Record<string, unknown> | null
}

/** Two wrote the same: the phone asked its person. */
export interface Conflict {
  phone: 0 | 1
  visitId: string
  fields: string[]
}

/** A visit as the desk reads it, as far as the model speaks of it. */
export interface SeenVisit {
  id: string
  lines: { id: string; quantity: string }[]
  photos: { id: string }[]
  expenses: { id: string }[]
  corrections: { field: string; value: number }[]
  stamps: { status: string; at: string }[]
  overrun: { minutes: number } | null
  report: {
    findings: string | null
    workDone: string | null
    answers: Record<string, { value: unknown }>
    signature: { hash: string } | null
  }
}

type Body = Record<string, unknown>
type Value = string | number | boolean | null
const idIn = (path: string) => path.split('/')[4]!

/** What has to stand on a visit when these facts and nothing else were told of it. */
class Expected {
  lines = new Map<string, string>()
  photos = new Set<string>()
  expenses = new Set<string>()
  corrections = new Map<string, { value: Value; at: string }>()
  stamps: string[] = []
  signature: Value = null
  /** By field, the last word of each phone: which of two phones came last is not the model's to say. */
  words = new Map<string, Map<number, Value>>()

  say(phone: number, field: string, value: unknown): void {
    const words = this.words.get(field) ?? new Map<number, Value>()
    this.words.set(field, words.set(phone, (value ?? null) as Value))
  }
}

const EFFECTS: Record<string, (seen: Expected, body: Body, act: Act) => unknown> = {
  tap: (seen, { status, at }) => seen.stamps.push(`${status} ${at}`),
  completion: (seen, { at, restOfWork }) => seen.stamps.push(`${restOfWork ? 'part_done' : 'done'} ${at}`),
  report: (seen, { answers, ...body }, { phone }) => {
    for (const field of ['findings', 'workDone']) if (field in body) seen.say(phone, field, body[field])
    for (const [key, answer] of Object.entries((answers ?? {}) as Record<string, { value: Value }>))
      seen.say(phone, `answers.${key}`, answer.value)
  },
  photo: (seen, _, { path }) => seen.photos.add(idIn(path)),
  photo_removed: (seen, _, { path }) => seen.photos.delete(idIn(path)),
  line: (seen, { quantity }, { path }) => seen.lines.set(idIn(path), String(quantity)),
  line_removed: (seen, _, { path }) => seen.lines.delete(idIn(path)),
  extra_work: (seen, { lines }) => {
    for (const line of lines as { id: string; quantity: string }[]) seen.lines.set(line.id, line.quantity)
  },
  expense: (seen, _, { path }) => seen.expenses.add(idIn(path)),
  expense_removed: (seen, _, { path }) => seen.expenses.delete(idIn(path)),
  overrun: (seen, { minutes }, { phone }) => seen.say(phone, 'overrun', minutes),
  overrun_withdrawn: (seen, _, { phone }) => seen.say(phone, 'overrun', null),
  time_correction: (seen, { field, value, at }) => {
    const before = seen.corrections.get(String(field))
    if (!before || before.at <= String(at))
      seen.corrections.set(String(field), { value: value as Value, at: String(at) })
  },
  signature: (seen, { hash }) => {
    seen.signature = hash as Value
  },
}

/** What differs between a visit and what was told of it, in the order the server heard it. */
export function unlike(visit: SeenVisit, done: readonly Done[], byDesk: readonly number[]): string[] {
  const wanted = new Expected()
  // A picture is on the visit even where the rest is for the desk.
  for (const one of done)
    if (one.late === null || one.type === 'photo') EFFECTS[one.type]?.(wanted, one.body ?? {}, one)
  return [...setsUnlike(visit, wanted, done), ...wordsUnlike(visit, wanted, done, byDesk)]
}

function setsUnlike(visit: SeenVisit, wanted: Expected, done: readonly Done[]): string[] {
  const pairs: Record<string, [Iterable<string>, Iterable<string>]> = {
    lines: [flat(wanted.lines), visit.lines.map((one) => `${one.id} ${one.quantity}`)],
    photos: [wanted.photos, visit.photos.map((one) => one.id)],
    expenses: [wanted.expenses, visit.expenses.map((one) => one.id)],
    corrections: [
      [...wanted.corrections].map(([field, { value }]) => `${field} ${value}`),
      visit.corrections.map((one) => `${one.field} ${one.value}`),
    ],
    signature: [[String(wanted.signature)], [String(visit.report.signature?.hash ?? null)]],
    // Who hands a job over ends it with steps of its own.
    ...(!isHanded(done) && { stamps: [wanted.stamps, visit.stamps.map((one) => `${one.status} ${one.at}`)] }),
  }
  return Object.entries(pairs).flatMap(([what, [told, there]]) => {
    const [wants, has] = [[...told].sort(), [...there].sort()]
    return String(wants) === String(has) ? [] : [`${what}: told ${wants}; there ${has}`]
  })
}

function wordsUnlike(
  { report, overrun }: SeenVisit,
  wanted: Expected,
  done: readonly Done[],
  byDesk: readonly number[],
): string[] {
  const there = new Map<string, Value>([
    ['findings', report.findings],
    ['overrun', overrun?.minutes ?? null],
    // Whoever hands a job over says what is done where nothing was said of it.
    ...(isHanded(done) ? [] : [['workDone', report.workDone] as const]),
    ...Object.entries(report.answers).map(([key, one]) => [`answers.${key}`, one.value as Value] as const),
  ])
  for (const field of wanted.words.keys()) if (field.startsWith('answers.') && !there.has(field)) there.set(field, null)
  return [...there].flatMap(([field, value]) => {
    const told: Value[] = [...(wanted.words.get(field)?.values() ?? [null]), ...(field === 'overrun' ? byDesk : [])]
    return told.includes(value) ? [] : [`${field}: told ${told.join(' or ')}; there ${value}`]
  })
}

const flat = (all: Map<string, string>) => [...all].map((one) => one.join(' '))
const isHanded = (done: readonly Done[]) => done.some((one) => one.type === 'handing_over' && one.late === null)

/** Facts of one phone and visit that the server heard before an earlier one they depend on. */
export function outOfOrder(done: readonly Done[]): string[] {
  return done.flatMap((one, n) =>
    done
      .slice(0, n)
      .filter((before) => before.phone === one.phone && before.seq > one.seq && waitsFor(before, one))
      .map((before) => `${one.type} of phone ${one.phone} after a later ${before.type}`),
  )
}

/** Facts kept for the desk of which something is missing. */
export function notWhole(done: readonly Done[]): string[] {
  return done.flatMap((one) => {
    const lost = one.late === null ? [] : Object.keys(one.body ?? {}).filter((key) => one.kept?.[key] === undefined)
    return lost.map((key) => `${one.type}: ${key} is not with the desk`)
  })
}

/** Questions nobody had a reason to ask: nobody else had written any of it. */
export function unasked(conflicts: readonly Conflict[], acts: readonly Act[]): string[] {
  return conflicts.flatMap(({ phone, visitId, fields }) => {
    const others = acts.filter((one) => one.visitId === visitId && one.phone !== phone && one.type === 'report')
    const isAsked = fields.some((field) => others.some((one) => field in (one.body ?? {})))
    return isAsked ? [] : [`phone ${phone} was asked about its own ${fields.join(', ')}`]
  })
}
