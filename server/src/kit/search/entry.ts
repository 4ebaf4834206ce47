import { plainWord } from '@aftercare/words/fold'
import type { Run } from './climb.ts'
import { storedCodes, storedSerials } from './codes.ts'
import { runsOf } from './runs.ts'
import { soundTokens } from './sounds.ts'
import { searchTokens, TOKENIZER_VERSION } from './tokens.ts'

/** What a module wants found; written by putEntries in the transaction of the change, or in a reaction to it. */
export interface SearchEntry {
  kind: string
  id: string
  title: string
  subtitle?: string
  /** Further text that is searched but not shown. */
  text?: string
  /** Numbers people type in full or by their last digits: request number, part number, fault code, phone. */
  codes?: readonly string[]
  /** Numbers people know in pieces; they count as codes too. */
  serials?: readonly string[]
  stationId?: string | null
  /** Moves a kind or a validated entry before others; 0 when absent. */
  rankBoost?: number
  updatedAt: Date
}

/** Words worth knowing for spelling: letters only. */
export function spellingWords(entry: SearchEntry): string[] {
  const words = new Set<string>()
  for (const text of [entry.title, entry.subtitle ?? '', entry.text ?? '']) {
    for (const run of runsOf(text)) if (run.kind === 'word') words.add(plainWord(run.text).plain)
  }
  return [...words].filter((word) => /^[a-z]{4,40}$/.test(word)).sort()
}

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

function columns(entry: SearchEntry) {
  const texts = [entry.title, entry.subtitle ?? '', entry.text ?? '']
  const serials = entry.serials ?? []
  const numbers = [...(entry.codes ?? []), ...serials]
  return {
    kind: entry.kind,
    id: entry.id,
    title: storable(entry.title),
    subtitle: storable(entry.subtitle ?? ''),
    station_id: entry.stationId ?? null,
    codes: storedCodes(numbers),
    serial_fold: storedSerials(serials),
    tsv: searchTokens(...texts, numbers.join(' ')),
    py: soundTokens(...texts),
    rank_boost: entry.rankBoost ?? 0,
    updated_at: entry.updatedAt.toISOString(),
  }
}

/** Adds or replaces entries of the current tenant. */
export async function putEntries(run: Run, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return
  await run(
    `with entry as (
       insert into kit.search_entry
         (tenant_id, kind, id, title, subtitle, station_id, codes, serial_fold, tsv, py, rank_boost, updated_at, tokenizer)
       select kit.tenant(), kind, id, title, subtitle, station_id, codes, serial_fold,
         tsv::tsvector, py::tsvector, rank_boost, updated_at, $2
       from jsonb_to_recordset($1::jsonb) as r(kind text, id uuid, title text, subtitle text, station_id uuid,
         codes text[], serial_fold text, tsv text, py text, rank_boost real, updated_at timestamptz)
       on conflict (tenant_id, kind, id) do update set
         title = excluded.title, subtitle = excluded.subtitle, station_id = excluded.station_id,
         codes = excluded.codes, serial_fold = excluded.serial_fold, tsv = excluded.tsv, py = excluded.py,
         rank_boost = excluded.rank_boost, updated_at = excluded.updated_at, tokenizer = excluded.tokenizer
     )
     insert into kit.search_word (tenant_id, word, n)
     select kit.tenant(), word, 1 from unnest($3::text[]) as word
     on conflict do nothing`,
    // Words in order, so that two writers that bring the same new words wait for each other but never deadlock.
    [JSON.stringify(entries.map(columns)), TOKENIZER_VERSION, [...new Set(entries.flatMap(spellingWords))].sort()],
  )
}

/** Takes entries of one kind out of the search. */
export async function removeEntries(run: Run, kind: string, ids: readonly string[]): Promise<void> {
  await run(
    `delete from kit.search_entry
     where tenant_id = kit.tenant() and kind = $1 and id = any($2::uuid[])`,
    [kind, ids],
  )
}
