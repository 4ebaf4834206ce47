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

create table kit.search_word (
  tenant_id uuid not null default kit.tenant(),
  word text not null,
  n integer not null,
  primary key (tenant_id, word)
);

-- The pending list of a GIN index is read through by every search: keep it short, writers pay a little earlier.
create index search_entry_tsv on kit.search_entry
  using gin (tenant_id, tsv) with (gin_pending_list_limit = 512);
create index search_entry_py on kit.search_entry
  using gin (tenant_id, py) with (gin_pending_list_limit = 512);
create index search_entry_codes on kit.search_entry
  using gin (tenant_id, codes) with (gin_pending_list_limit = 512);
create index search_entry_serial on kit.search_entry
  using gin (tenant_id, serial_fold public.gin_trgm_ops) with (gin_pending_list_limit = 512)
  where serial_fold <> '';
-- For words that are everywhere: the newest hits by walking down this index instead of fetching all hits.
create index search_entry_order on kit.search_entry (tenant_id, rank_boost desc, updated_at desc);
create index search_entry_old_tokens on kit.search_entry (tenant_id, tokenizer);
create index search_word_near on kit.search_word
  using gin (tenant_id, word public.gin_trgm_ops) where word ~ '^[a-z]';

call kit.protect('kit.search_entry');
call kit.protect('kit.search_word');

-- One step of the ladder. `step`: code (query = text array literal), serial (query = fragment), text (query and
-- sounds = tsquery literals, one may be null). EXECUTE, because the plan must know the words: a rare one is fetched
-- through the GIN index, one that is everywhere by walking search_entry_order.
create function kit.search_match(
  step text, query text, sounds text, kinds text[], stations uuid[], shared_kinds text[], max_rows integer
) returns table (
  kind text, id uuid, title text, subtitle text, station_id uuid, rank_boost real, updated_at timestamptz
) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := kit.tenant();
  codes text[] := case when step = 'code' then query::text[] end;
  words tsquery := case when step = 'text' then query::tsquery end;
  heard tsquery := sounds::tsquery;
  fragment text := case when step = 'serial' then '%' || query || '%' end;
  test text := case
    when step = 'code' then 'e.codes && $2'
    when step = 'serial' then $t$e.serial_fold <> '' and e.serial_fold like $5$t$
    when step = 'text' and words is not null and heard is not null then 'e.tsv @@ $3 and e.py @@ $4'
    when step = 'text' and words is not null then 'e.tsv @@ $3'
    when step = 'text' and heard is not null then 'e.py @@ $4'
  end;
begin
  return query execute format($q$
    select e.kind, e.id, e.title, e.subtitle, e.station_id, e.rank_boost, e.updated_at
    from kit.search_entry e
    where e.tenant_id = $1 and %s
      and ($6 is null or e.kind = any($6))
      and ($7 is null or e.station_id = any($7) or e.kind = any($8))
    order by %s e.rank_boost desc, e.updated_at desc
    limit $9 $q$,
    test,
    case when step = 'serial' then $t$(e.serial_fold || ' ' like $5 || ' ' || '%') desc,$t$ else '' end)
  using tenant, codes, words, heard, fragment, kinds, stations, coalesce(shared_kinds, '{}'), max_rows;
end $$;

-- The last step: some of the parts. Candidates come from the rarest parts, the score counts all of them.
create function kit.search_some(
  candidates text, parts text[], weights real[], kinds text[], stations uuid[], shared_kinds text[], max_rows integer
) returns table (
  kind text, id uuid, title text, subtitle text, station_id uuid, rank_boost real, updated_at timestamptz
) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := kit.tenant();
begin
  return query execute $q$
    select c.kind, c.id, c.title, c.subtitle, c.station_id, c.rank_boost, c.updated_at
    from (
      select e.* from kit.search_entry e
      where e.tenant_id = $1 and e.tsv @@ $2
        and ($5 is null or e.kind = any($5))
        and ($6 is null or e.station_id = any($6) or e.kind = any($7))
      limit 3000
    ) c
    cross join lateral (
      select sum(p.weight) as score from unnest($3, $4) as p(part, weight) where c.tsv @@ p.part
    ) s
    order by s.score desc, c.rank_boost desc, c.updated_at desc
    limit $8 $q$
  using tenant, candidates::tsquery, parts::tsquery[], weights, kinds, stations, coalesce(shared_kinds, '{}'), max_rows;
end $$;

-- The words nearest to a misspelt one. 0.2 instead of pg_trgm's 0.3: swapped letters in a short word (pupm) leave
-- few common trigrams; the caller measures the real distance.
create function kit.search_near(typed text, max_rows integer) returns table (word text, n integer)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set pg_trgm.similarity_threshold = '0.2' as $$
declare
  tenant uuid := kit.tenant();
begin
  return query execute $q$
    select w.word, w.n from kit.search_word w
    where w.tenant_id = $1 and w.word ~ '^[a-z]' and w.word operator(public.%) $2
    order by public.similarity(w.word, $2) desc, w.n desc
    limit $3 $q$
  using tenant, typed, max_rows;
end $$;

revoke execute on function kit.search_match, kit.search_some, kit.search_near from public;
grant execute on function kit.search_match, kit.search_some, kit.search_near to aftercare_app;
