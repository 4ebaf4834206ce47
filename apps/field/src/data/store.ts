import type { Answer, components } from '@aftercare/api'
import type Dexie from 'dexie'
import type { EntityTable } from 'dexie'
import type { KeptRules } from './rules.ts'

export type FieldDay = Answer<'/api/v1/field/today'>
export type Visit = components['schemas']['FieldVisit']
export type WorkLine = components['schemas']['WorkLine']
export type PriceList = FieldDay['priceLists'][number]
export type Article = components['schemas']['Article']
export type FailureCode = FieldDay['failureCodes'][number]

/** What is another one on the next day with visits, taken along the evening before. */
export interface KeptNext {
  date: string
  visitIds: string[]
  priceLists: PriceList[]
  rules: KeptRules[]
}

/** What a day needs beside its visits. */
export interface DayFacts {
  key: 'day'
  date: string
  timeZone: string
  /** When the server was last read. */
  at: string
  visitIds: string[]
  /** Absent on a phone that last read its day with an older app. */
  next?: KeptNext | null
  priceLists: PriceList[]
  failureCodes: FailureCode[]
  /** To decide about cover without a network. Absent on a phone that last read its day with an older app. */
  rules?: KeptRules[]
  /** When that was by the clock of the phone. */
  readAt?: number
  /** What the van held when the day was read. Absent on a phone that last read its day with an older app. */
  van?: FieldDay['van']
  /** Which causes were found for a symptom at the models of the day. Absent as above. */
  causesFound?: FieldDay['causesFound']
  /** How much was read, in bytes as it lies in memory. */
  bytes?: number
  /** Jobs colleagues would hand over, and colleagues to hand one to. Absent as above. */
  asked?: FieldDay['asked']
  colleagues?: FieldDay['colleagues']
  /** What the desk decided of what was told late. Absent as above. */
  judged?: FieldDay['judged']
  /** Where pictures of streets come from, and how many megabytes of them may be taken along. Absent as above. */
  map?: FieldDay['map']
  /** The way the plan counts with to each visit. Absent as above. */
  ways?: FieldDay['ways']
  /** Parts to be scanned before they are fitted, or to be mended instead. Absent as above. */
  partDuties?: FieldDay['partDuties']
  /** How the line of a core deposit is called. Absent as above: then none is shown before the server says so. */
  depositName?: FieldDay['depositName']
  /** Which articles lie on the phone, how large they are, and how many more there were. Absent as above. */
  articles?: { digest: string; bytes: number; left: number }
}

/** The visit as the phone shows it: what the server said, with what waits to be sent already in it. */
export interface KeptVisit {
  id: string
  visit: Visit
  /** The step the person was at: a killed app opens there again. */
  step?: string
  /** When the server last took something of ours (milliseconds): what was read before that is older than what we show. */
  toldAt?: number
  /** The plan went on without us: why what is told of this visit goes to the desk now. */
  late?: string
}

export type OpState = 'pending' | 'inflight' | 'failed' | 'conflict'
export interface Refusal {
  status: number
  code: string
  title: string
  errors: { path: string; code: string; message: string }[]
  changes: { field: string; by: string | null; at: string; theirs: unknown; yours: unknown }[]
  version?: string
  requestId?: string
}

/** One thing to tell the server. Kept until it was told or the person gave it up. */
export interface Op {
  seq?: number
  /** The idempotency key: sent as often as needed, done once. */
  key: string
  /** `tap`, `report`, `line` …: its words are `field:op.<type>`. */
  type: string
  /** The visit: operations of one visit go in their order. */
  entityId: string
  method: 'PUT' | 'DELETE'
  path: string
  body: Record<string, unknown> | null
  /** Which version the server must have, and the one we knew. */
  needs: 'visit' | 'report' | null
  baseVersion: number | null
  /** A photo or signature that must be uploaded first; its file id goes into the body. */
  blobId?: string
  state: OpState
  attempts: number
  nextAt: number
  /** Stored before its place was known: so long it may come, and the operation does not leave (milliseconds). */
  placeUntil?: number
  /** By the clock of the phone. */
  createdAt: number
  /** What was known of that clock then; absent in operations of an older app. */
  clock?: { offsetMs: number; isSure: boolean }
  /** The person leaves it to the desk: kept there as told, not tried. */
  isHanded?: boolean
  /** The person gave it up: nothing is done, the desk hears what it was. How it stood before. */
  givenUp?: { was: OpState }
  refusal?: Refusal
}

/** What the server has taken. Kept some days: a server restored from a backup of an hour ago no longer knows it. */
export interface ToldOp extends Op {
  toldAt: number
  /** Too late to be done: why the desk has it now. */
  late?: string
  /** Which visit that was, and who has it now: soon it is no longer on this phone. Absent as told by an older app. */
  of?: { number: string; nowWith: string | null }
}

export interface KeptBlob {
  id: string
  visitId: string
  blob: Blob
  name: string
  /** The id the server gave; a second try need not upload again. */
  fileId?: string
}

/** What is being typed: kept on this phone alone, until it is saved or thrown away. */
export interface Draft {
  /** The visit and the form. */
  id: string
  visitId: string
  form: string
  value: unknown
  at: string
}
/** Some seconds of a film that is being recorded. */
export interface FilmPart {
  /** The film and the place in it. */
  id: string
  visitId: string
  filmId: string
  checklistKey: string | undefined
  blob: Blob
}

/** A picture of the map. It lies open: whoever sees it learns where the day was, as from its name. */
export interface KeptTile {
  /** Zoom, column and row. */
  id: string
  /** The address it is from, as the company had named it. */
  url: string
  blob: Blob
  at: number
}
/** An exploded drawing; each position with the part that is taken today for this very machine. */
export interface KeptDrawing {
  id: string
  name: Names
  spots: { number: string; x: number; y: number; fits: boolean; code: string; name: Names }[]
}
type Names = components['schemas']['Drawing']['name']

export interface Store extends Dexie {
  /** Which phone this is to the server. */
  phoneId: string
  facts: EntityTable<DayFacts, 'key'>
  visits: EntityTable<KeptVisit, 'id'>
  outbox: EntityTable<Op, 'seq'>
  blobs: EntityTable<KeptBlob, 'id'>
  told: EntityTable<ToldOp, 'seq'>
  /** Drawings of the day's products; empty where there are none. */
  drawings: EntityTable<{ assetId: string; readAt: number; drawings: KeptDrawing[] }, 'assetId'>
  /** Their pictures. */
  pictures: EntityTable<{ id: string; blob: Blob }, 'id'>
  /** What is to be read at the products of the day. */
  articles: EntityTable<Article & { place: number }, 'id'>
  /** Whether an article helped, as the person said it: each version is judged once. */
  judged: EntityTable<{ articleId: string; version: number; helped: boolean }, 'articleId'>
  drafts: EntityTable<Draft, 'id'>
  filmParts: EntityTable<FilmPart, 'id'>
  /** How much of a picture is there, in per cent. */
  uploads: EntityTable<{ id: string; percent: number }, 'id'>
  tiles: EntityTable<KeptTile, 'id'>
  /** Which life of the server's database this phone last spoke to. */
  own: EntityTable<{ key: 'server'; epoch: string }, 'key'>
}
