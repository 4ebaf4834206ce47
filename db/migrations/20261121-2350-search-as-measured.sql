-- The search as it was measured afterwards (server/src/kit/search/search.sql): counts of words, plans that stay on the
-- GIN indexes, station and newest-first indexes. Nothing was released with the first form, so its entries are not kept;
-- modules write theirs again with the next change, `reindex-search` all at once.
drop function kit.search_match, kit.search_some, kit.search_near;
drop table kit.search_entry, kit.search_word;

-- The search index of every module: one row per searchable thing, one table, one ladder (server/src/kit/search).
--
-- The leakproof trap: `@@`, `&&` and `like` are not marked leakproof, so under row-level security PostgreSQL first
-- filters every row of the tenant and never uses a GIN index, not even beside an explicit predicate. Marking the
-- operators leakproof needs a superuser. Therefore the lookups are SECURITY DEFINER functions that belong to the
-- owner of the tables and write the tenant predicate themselves, from the same setting the policies use. So these
-- two tables must NOT have FORCE ROW LEVEL SECURITY (the owner would fall into the trap again); the application role,
-- which is not the owner, stays under the policies for everything else it does with them. Whoever may call the
-- functions sees the tenant of the running transaction and no other.

create extension if not exists btree_gin;

create table kit.search_entry (
  tenant_id uuid not null default kit.tenant(),
  kind text not null,
  id uuid not null,
  title text not null,
  subtitle text not null default '',
  station_id uuid,
  codes text[] not null default '{}',
  serial_fold text not null default '',
  tsv tsvector not null,
  py tsvector not null,
  rank_boost real not null default 0,
  updated_at timestamptz not null,
  tokenizer smallint not null,
  primary key (tenant_id, kind, id)
);

-- How many entries have a word or pair of characters: for spelling, for rare parts first, for the choice of plan.
-- In byte order, so that the words with a given beginning are one range of the key.
create table kit.search_word (
  tenant_id uuid not null default kit.tenant(),
  word text collate "C" not null,
  n integer not null,
  primary key (tenant_id, word)
);

-- The pending list of a GIN index is read through by every search: keep it short, writers pay a little earlier.
create index search_entry_tsv on kit.search_entry
  using gin (tenant_id, kind, tsv) with (gin_pending_list_limit = 512);
create index search_entry_py on kit.search_entry
  using gin (tenant_id, kind, py) with (gin_pending_list_limit = 512);
create index search_entry_codes on kit.search_entry
  using gin (tenant_id, codes) with (gin_pending_list_limit = 512);
create index search_entry_serial on kit.search_entry
  using gin (tenant_id, serial_fold gin_trgm_ops) with (gin_pending_list_limit = 512)
  where serial_fold <> '';
create index search_entry_newest on kit.search_entry (tenant_id, rank_boost desc, updated_at desc);
create index search_entry_station on kit.search_entry (tenant_id, station_id);
create index search_entry_old_tokens on kit.search_entry (tenant_id, tokenizer);
create index search_word_near on kit.search_word using gin (tenant_id, word gin_trgm_ops) where word ~ '^[a-z]+$';

call kit.protect('kit.search_entry');
call kit.protect('kit.search_word');

create type kit.search_hit as (
  kind text, id uuid, title text, subtitle text, station_id uuid, rank_boost real, updated_at timestamptz
);

-- The conditions of kinds ($1) and stations ($2, with the kinds all stations see, $3). A single kind is an equality,
-- because a GIN index cannot use `= any`.
create function kit.search_reach(kinds text[], stations uuid[]) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select concat(
    case when kinds is null then '' when cardinality(kinds) = 1 then 'and e.kind = $1[1] ' else 'and e.kind = any($1) ' end,
    case when stations is not null then 'and (e.station_id = any($2) or e.kind = any($3)) ' end)
$$;

-- One step of the ladder through the GIN indexes. `how`: code (query = text array literal), serial (query = fragment),
-- text (query and sounds = tsquery literals, one may be null).
-- Only bitmap scans: for a prefix or a word it has no statistics of, PostgreSQL guesses 2 % of the table and would
-- rather walk all of it in the order asked for. Candidates are capped for words that are everywhere; those are asked
-- of search_newest first.
create function kit.search_match(
  how text, query text, sounds text, kinds text[], stations uuid[], shared_kinds text[], max_rows integer
) returns setof kit.search_hit language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
declare
  fragment text := case how when 'serial' then '%' || query || '%' end;
  test text := case
    when how = 'code' then 'e.codes && $5::text[]'
    when how = 'serial' then $t$e.serial_fold <> '' and e.serial_fold like $7$t$
    when query is null then 'e.py @@ $6::tsquery'
    when sounds is null then 'e.tsv @@ $5::tsquery'
    else 'e.tsv @@ $5::tsquery and e.py @@ $6::tsquery'
  end;
begin
  -- Those that end with the fragment come first: people read out the tail of a serial.
  return query execute format($q$
    select c.kind, c.id, c.title, c.subtitle, c.station_id, c.rank_boost, c.updated_at
    from (
      select e.kind, e.id, e.title, e.subtitle, e.station_id, e.rank_boost, e.updated_at, e.serial_fold
      from kit.search_entry e where e.tenant_id = $4 and %s %s
      limit 4000
    ) c
    order by case when $7 is not null then c.serial_fold || ' ' like $7 || ' %%' end desc nulls last,
      c.rank_boost desc, c.updated_at desc
    limit $8 $q$, test, kit.search_reach(kinds, stations))
  using kinds, stations, coalesce(shared_kinds, '{}'), kit.tenant(), query, sounds, fragment, max_rows;
end $$;

-- The same for words that are everywhere: looks at the newest entries only and stops when it has enough.
create function kit.search_newest(
  query text, kinds text[], stations uuid[], shared_kinds text[], max_rows integer
) returns setof kit.search_hit language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
  return query execute format($q$
    select e.kind, e.id, e.title, e.subtitle, e.station_id, e.rank_boost, e.updated_at
    from (
      select * from kit.search_entry n where n.tenant_id = $4
      order by n.rank_boost desc, n.updated_at desc limit 4000
    ) e
    where e.tsv @@ $5::tsquery %s
    limit $6 $q$, kit.search_reach(kinds, stations))
  using kinds, stations, coalesce(shared_kinds, '{}'), kit.tenant(), query, max_rows;
end $$;

-- The last step: some of the parts. Candidates come from the rarest parts, the score counts all of them.
create function kit.search_some(
  candidates text, parts text[], weights real[], kinds text[], stations uuid[], shared_kinds text[], max_rows integer
) returns setof kit.search_hit language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
begin
  return query execute format($q$
    select c.kind, c.id, c.title, c.subtitle, c.station_id, c.rank_boost, c.updated_at
    from (
      select e.* from kit.search_entry e where e.tenant_id = $4 and e.tsv @@ $5::tsquery %s
      limit 3000
    ) c
    cross join lateral (
      select sum(p.weight) as score from unnest($6::tsquery[], $7) as p(part, weight) where c.tsv @@ p.part
    ) s
    order by s.score desc, c.rank_boost desc, c.updated_at desc
    limit $8 $q$, kit.search_reach(kinds, stations))
  using kinds, stations, coalesce(shared_kinds, '{}'), kit.tenant(), candidates, parts, weights, max_rows;
end $$;

-- How many entries have a word that begins so. Two texts of one word are one range: up to the last character there is.
create function kit.search_counts(beginnings text[]) returns table (word text, n bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.word, sum(w.n) from unnest(beginnings) as b(word)
  join kit.search_word w on w.tenant_id = kit.tenant()
    and w.word >= b.word collate "C" and w.word <= b.word || U&'\+10FFFF' collate "C"
  group by b.word
$$;

-- The words nearest to a misspelt one. 0.2 instead of pg_trgm's 0.3: swapped letters in a short word (pupm) leave
-- few common trigrams; the caller measures the real distance.
create function kit.search_near(typed text, max_rows integer) returns table (word text, n integer)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set pg_trgm.similarity_threshold = '0.2' set enable_seqscan = off as $$
begin
  return query execute $q$
    select w.word, w.n from kit.search_word w
    where w.tenant_id = $1 and w.word ~ '^[a-z]+$' and w.word operator(public.%) $2
    order by public.similarity(w.word, $2) desc, w.n desc
    limit $3 $q$
  using kit.tenant(), typed, max_rows;
end $$;

revoke execute on function kit.search_match, kit.search_newest, kit.search_some, kit.search_counts, kit.search_near
  from public;
grant execute on function kit.search_match, kit.search_newest, kit.search_some, kit.search_counts, kit.search_near
  to aftercare_app;
