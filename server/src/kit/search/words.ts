import type { Run } from './climb.ts'
import { TOKENIZER_VERSION } from './tokens.ts'

/**
 * Counts again how many entries have each word or pair of characters. putEntries only adds words that are new, so
 * that writers never queue for the counter of a frequent word; this runs nightly and after imports. Codes and
 * titles count only when they are frequent, as the beginning of every request number is.
 */
export async function recountWords(run: Run): Promise<void> {
  await run(
    `with counted as materialized (
       select word, ndoc from ts_stat('select tsv from kit.search_entry where tenant_id = kit.tenant()')
       where length(word) between 2 and 40 and (word !~ '[0-9=~]' or ndoc >= 1000)
     ),
     gone as (
       delete from kit.search_word w
       where w.tenant_id = kit.tenant() and not exists (select from counted c where c.word = w.word)
     )
     insert into kit.search_word as w (tenant_id, word, n)
     select kit.tenant(), c.word, c.ndoc from counted c order by c.word
     on conflict (tenant_id, word) do update set n = excluded.n where w.n <> excluded.n`,
    [],
  )
}

/** Entries made by an older tokenizer; their modules put them again, a batch at a time. */
export async function outdatedEntries(run: Run, limit: number): Promise<{ kind: string; id: string }[]> {
  return run<{ kind: string; id: string }>(
    `select kind, id from kit.search_entry
     where tenant_id = kit.tenant() and tokenizer < $1 limit $2`,
    [TOKENIZER_VERSION, limit],
  )
}
