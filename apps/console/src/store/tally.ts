import type { components } from '@aftercare/api'

export type Read = Pick<components['schemas']['StockScan'], 'text' | 'parts'>
type ReadPart = Read['parts'][number]

/** One line of the paper that is worked through, or of a count as it grows. */
export interface Wanted {
  id: string
  partId: string
  part: string
  name: ReadPart['name']
  unit: string
  tracking: 'none' | 'batch' | 'serial'
  /** So many may be scanned; null: as many as there are. */
  open: number | null
  /** Named by the paper itself: only this one is meant. */
  serial?: string | null
  batch?: string | null
}

/** What one scan added. */
export interface Scan {
  key: string
  lineId: string
  quantity: number
  serial?: string | undefined
  batch?: string | undefined
  expiresOn?: string | undefined
  at: string
}

/** What a person has scanned so far. Kept on the device until it is posted. */
export interface Tally {
  /** The document it becomes: sent twice, it is booked once. */
  documentId: string
  scans: Scan[]
  /** The line scanned last: a serial or batch that is read next is of it. */
  lineId: string | null
  /** Lines of a count, which has no paper. */
  found: Wanted[]
}

export interface Work {
  lines: readonly Wanted[]
  /** Serials and batches nobody knows yet may come: receipts and counts. */
  takesNew: boolean
  /** Serials must lie here; null: wherever they are, they come now. */
  placeId: string | null
  /** Any part may come: a count. */
  isOpen?: boolean
  /** It goes to a job: nothing blocked or expired. */
  isForUse?: boolean
  today: string
}

/** Words: `store:refused.<why>`. */
export type Why =
  | 'unknown'
  | 'not_on_paper'
  | 'other_one'
  | 'enough'
  | 'serial_twice'
  | 'serial_elsewhere'
  | 'batch_blocked'
  | 'batch_expired'

export type Outcome =
  | { tally: Tally; line: Wanted; asks: 'serial' | 'batch' | null }
  | { refused: Why; values: Record<string, string> }

export const emptyTally = (documentId: string): Tally => ({ documentId, scans: [], lineId: null, found: [] })
export const linesOf = (work: Work, tally: Tally): readonly Wanted[] => (work.isOpen ? tally.found : work.lines)
export const scannedOf = (tally: Tally, lineId: string): number =>
  tally.scans.reduce((sum, one) => sum + (one.lineId === lineId ? one.quantity : 0), 0)

/** Takes one scan or says why not; what it took is undone by `undo`. */
export function take(work: Work, tally: Tally, read: Read, stamp: { key: string; at: string }): Outcome {
  const lines = linesOf(work, tally)
  const current = lines.find((line) => line.id === tally.lineId)
  // A number that no part bears, read after a part that wants one, is the serial or batch of it.
  if (read.parts.length === 0) {
    if (!current || current.tracking === 'none' || !work.takesNew) return refuse('unknown', { text: read.text })
    const own = current.tracking === 'serial' ? { serial: read.text } : { batch: read.text }
    return add(work, tally, { line: current, part: { ...BLANK, ...own }, stamp })
  }
  const matches = read.parts.flatMap((part) =>
    lines.filter((line) => line.partId === part.id).map((line) => ({ line, part })),
  )
  const meant =
    matches.find(({ line, part }) => isThis(line, part) && hasRoom(tally, line)) ??
    matches.find(({ line, part }) => isThis(line, part)) ??
    matches[0]
  if (meant) return add(work, tally, { ...meant, stamp })
  const [part] = read.parts
  if (!work.isOpen) return refuse('not_on_paper', { part: part!.number })
  const line: Wanted = {
    ...{ id: part!.id, partId: part!.id, part: part!.number, name: part!.name, unit: part!.unit },
    ...{ tracking: part!.tracking, open: null },
  }
  return add(work, { ...tally, found: [...tally.found, line] }, { line, part: part!, stamp })
}

type One = Pick<ReadPart, 'serial' | 'batch' | 'expiresOn' | 'isBlocked' | 'placeId' | 'place'>
const BLANK: One = { serial: null, batch: null, expiresOn: null, isBlocked: false, placeId: null, place: null }
const refuse = (refused: Why, values: Record<string, string>): Outcome => ({ refused, values })
const same = (a: string, b: string) =>
  a.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '') === b.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
const isThis = (line: Wanted, { serial, batch }: One) =>
  line.serial ? Boolean(serial && same(line.serial, serial)) : !line.batch || !batch || line.batch === batch
const hasRoom = (tally: Tally, line: Wanted) => line.open === null || scannedOf(tally, line.id) < line.open

function add(
  work: Work,
  tally: Tally,
  { line, part, stamp }: { line: Wanted; part: One; stamp: { key: string; at: string } },
): Outcome {
  const wrong = wrongWith(work, tally, line, part)
  if (wrong) return wrong
  const asks = asked(line, part)
  const at = { ...tally, lineId: line.id }
  if (asks) return { tally: at, line, asks }
  // The paper's own batch needs no reading.
  const batch = part.batch ?? (line.tracking === 'batch' ? line.batch : null)
  const scan: Scan = {
    ...{ ...stamp, lineId: line.id, quantity: Math.min(1, roomOf(tally, line)) },
    ...(part.serial && line.tracking === 'serial' && { serial: part.serial }),
    ...(batch && line.tracking === 'batch' && { batch }),
    ...(part.expiresOn && line.tracking === 'batch' && { expiresOn: part.expiresOn }),
  }
  return { tally: { ...at, scans: [...tally.scans, scan] }, line, asks: null }
}

const roomOf = (tally: Tally, line: Wanted) =>
  line.open === null ? Number.POSITIVE_INFINITY : line.open - scannedOf(tally, line.id)

const asked = (line: Wanted, part: One): 'serial' | 'batch' | null => {
  if (line.tracking === 'serial' && !part.serial) return 'serial'
  return line.tracking === 'batch' && !part.batch && !line.batch ? 'batch' : null
}

function wrongWith(work: Work, tally: Tally, line: Wanted, part: One): Outcome | null {
  const { serial, batch, expiresOn } = part
  if (serial && tally.scans.some((one) => one.serial && same(one.serial, serial)))
    return refuse('serial_twice', { serial })
  if (!isThis(line, part) && (serial || batch))
    return refuse('other_one', { text: serial ?? batch ?? '', part: line.part })
  if (!hasRoom(tally, line)) return refuse('enough', { part: line.part })
  if (serial && work.placeId && part.placeId !== work.placeId && (part.placeId || !work.takesNew))
    return refuse('serial_elsewhere', { serial, place: part.place ?? '–' })
  if (serial && !work.placeId && work.takesNew && part.placeId)
    return refuse('serial_elsewhere', { serial, place: part.place ?? '–' })
  if (work.isForUse && part.isBlocked) return refuse('batch_blocked', { batch: batch ?? '' })
  if (work.isForUse && expiresOn && expiresOn < work.today) return refuse('batch_expired', { day: expiresOn })
  return null
}

/** Takes back what was scanned last. */
export function undo(work: Work, tally: Tally): Tally {
  const scans = tally.scans.slice(0, -1)
  const found = work.isOpen ? tally.found.filter((line) => scans.some((one) => one.lineId === line.id)) : tally.found
  return { ...tally, scans, found, lineId: scans.at(-1)?.lineId ?? null }
}

/** The quantity of a line typed instead of scanned one by one; serials are scanned each. */
export function setQuantity(tally: Tally, line: Wanted, quantity: number, stamp: { key: string; at: string }): Tally {
  const known = tally.scans.filter((one) => one.lineId === line.id)
  const last = known.at(-1)
  const others = tally.scans.filter((one) => one.lineId !== line.id)
  const most = Math.min(quantity, line.open ?? Number.POSITIVE_INFINITY)
  // Several batches stand beside each other: what is typed changes the one read last.
  const rest = known.filter((one) => one.batch !== last?.batch)
  const left = most - rest.reduce((sum, one) => sum + one.quantity, 0)
  const scan = { ...(last ?? { lineId: line.id }), ...stamp, key: last?.key ?? stamp.key, quantity: Math.max(left, 0) }
  return { ...tally, scans: [...others, ...rest, scan], lineId: line.id }
}

export interface Told {
  key: string
  lineId: string
  quantity: number
  serials?: string[]
  batch?: string
  expiresOn?: string
  at: string
}

/** The scans as lines of a document: one of each line and batch, with its serials. */
export function told(tally: Tally): Told[] {
  const lines = new Map<string, Told>()
  for (const one of tally.scans) {
    const key = `${one.lineId} ${one.batch ?? ''}`
    const line = lines.get(key)
    lines.set(key, {
      ...{ key: line?.key ?? one.key, lineId: one.lineId, at: one.at },
      ...{ quantity: (line?.quantity ?? 0) + one.quantity },
      ...((one.serial || line?.serials) && {
        serials: [...(line?.serials ?? []), ...(one.serial ? [one.serial] : [])],
      }),
      ...(one.batch && { batch: one.batch }),
      ...((one.expiresOn ?? line?.expiresOn) && { expiresOn: (one.expiresOn ?? line?.expiresOn)! }),
    })
  }
  return [...lines.values()].filter((line) => line.quantity > 0)
}
