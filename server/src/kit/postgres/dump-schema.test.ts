import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dumpSchema } from './dump-schema.ts'
import { type EmbeddedPostgres, startPostgres } from './start.ts'
import { isRoot, temporaryFolder } from './testing.fixture.ts'

const roles = 'create role dump_owner; create role dump_app; create role "dump Reader";'

/** One of everything that a migration may use. */
const migration = `
  create extension btree_gist; create extension pg_trgm;
  create schema parts; create schema "odd Name";
  create type parts.kind as enum ('spare', 'it''s a tool');
  create domain parts.serial as text not null default 'none' constraint short check (length(value) < 40);
  create type parts.place as (shelf text, box integer);
  create sequence parts.counter as integer increment by 5 start with 100 cache 10;
  create function parts.tidy(given text) returns text language sql immutable strict as $$ select btrim(lower(given)) $$;
  create table parts.part (
    tenant_id uuid not null, id uuid default gen_random_uuid(), number bigint generated always as identity (start with 1000),
    old_number serial, place parts.place, kind parts.kind not null default 'spare',
    serial parts.serial, name text collate "C" not null, tidy_name text generated always as (parts.tidy(name)) stored,
    price bigint not null default 0 check (price >= 0), names jsonb default '{"en": "x"}', seen tstzrange,
    made timestamptz not null default '2026-01-02 03:04:05+08', lasts interval default '1 year 2 days',
    dropped text, primary key (tenant_id, id),
    unique nulls not distinct (tenant_id, name) deferrable initially deferred,
    constraint one_at_a_time exclude using gist (tenant_id with =, seen with &&) where (kind = 'spare')
  ) with (fillfactor = 80);
  alter table parts.part drop column dropped;
  create table parts."Use" (
    tenant_id uuid, part_id uuid, "At" timestamptz not null default now(), note text,
    foreign key (tenant_id, part_id) references parts.part on delete set null (part_id) deferrable
  );
  create table parts.history (at date not null, what text, primary key (at)) partition by range (at);
  create table parts.history_2026 partition of parts.history for values from ('2026-01-01') to ('2027-01-01');
  create index on parts.history (what);
  create index part_name_search on parts.part using gin (name gin_trgm_ops) where price > 0;
  create unique index part_lower on parts.part (tenant_id, parts.tidy(name) desc nulls last) include (price);
  create statistics parts.related (dependencies) on kind, price from parts.part;
  create function parts.dear(lowest bigint) returns setof parts.part language sql stable
    begin atomic select * from parts.part where price >= lowest; end;
  create function parts.stamp() returns trigger language plpgsql security definer set search_path = '' as $body$
  begin new.made := now(); return new; end $body$;
  revoke execute on function parts.stamp() from public;
  create trigger stamp before update of name on parts.part for each row when (old.name is distinct from new.name)
    execute function parts.stamp();
  create constraint trigger later after insert on parts."Use" deferrable initially deferred for each row execute function parts.stamp();
  alter table parts."Use" disable trigger later;
  alter table parts.part enable row level security; alter table parts.part force row level security;
  create policy own on parts.part to dump_app, "dump Reader"
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
      and exists (select 1 from parts."Use" u where u.part_id = part.id));
  create policy never on parts.part as restrictive for delete using (false);
  grant usage on schema parts to dump_app; grant select, insert on parts.part to dump_app with grant option;
  grant update (name, price) on parts.part to "dump Reader"; grant execute on function parts.stamp() to dump_app;
  comment on table parts.part is 'What''s on the shelf'; comment on column parts.part.name is '零件名称';
  comment on function parts.tidy(text) is 'folded'; comment on schema parts is 'Spare parts';
  create table "odd Name"."select" ("from" integer default nextval('parts.counter'));`
const views = `create view parts.cheap as select p.id, p.name from parts.part p where p.price < 100;
  create materialized view parts.counted as select count(*) as n from parts.cheap;`
const names = ['parts', 'odd Name']

let place: ReturnType<typeof temporaryFolder>
let server: EmbeddedPostgres
beforeAll(async () => {
  place = temporaryFolder()
  server = await startPostgres({ dir: place.dir })
  await inDatabase(server.url('postgres'), (db) => db.query(roles))
}, 60_000)
afterAll(async () => {
  await server.stop()
  place.remove()
})

async function inDatabase<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}

async function dumpOf(database: string, sql: string): Promise<string> {
  await inDatabase(server.url('postgres'), (db) => db.query(`create database ${database}`))
  return inDatabase(server.url(database), async (db) => {
    await db.query(sql)
    return dumpSchema(db, names)
  })
}

describe('the dump of a schema', { timeout: 30_000 }, () => {
  it('loaded into an empty database gives the same dump', async () => {
    const first = await dumpOf('migrated', migration + views)
    expect(await dumpOf('loaded', first)).toBe(first)
    const partitions = `select indexdef from pg_indexes where tablename = 'history_2026' order by 1`
    const { rows } = await inDatabase(server.url('loaded'), (db) => db.query(partitions))
    expect(rows.map((row) => row.indexdef)).toEqual([
      expect.stringContaining('(what)'),
      expect.stringContaining('(at)'),
    ])
  })

  it('says everything that makes a schema what it is', async () => {
    const whole = await dumpOf('original', migration)
    const changes = [
      `alter table parts.part alter price set default 1`,
      `alter table parts.part alter names set not null`,
      `alter table parts.part add constraint extra check (price < 5)`,
      `alter table parts.part no force row level security`,
      `alter table parts."Use" drop constraint "Use_tenant_id_part_id_fkey"`,
      `drop index parts.history_what_idx`,
      `create or replace function parts.tidy(given text) returns text language sql immutable strict as 'select given'`,
      `alter policy never on parts.part using (true)`,
      `alter table parts."Use" enable trigger later`,
      `revoke insert on parts.part from dump_app`,
      `grant execute on function parts.stamp() to public`,
      `alter sequence parts.counter increment by 6`,
      `alter table parts.part alter number set start with 2`,
      `alter type parts.kind add value 'new'`,
      `comment on column parts.part.name is null`,
    ]
    await inDatabase(server.url('original'), async (db) => {
      for (const change of changes) {
        const before = await dumpSchema(db, names)
        await db.query(change)
        expect(await dumpSchema(db, names), change).not.toBe(before)
      }
    })
    expect(whole).not.toMatch(/history_2026_what_idx|part_name_not_null|MAINTAIN/i)
  })

  const debian = '/usr/lib/postgresql/15/bin'
  it.runIf(fs.existsSync(debian))('is the same from PostgreSQL 15', async () => {
    const folder = path.join(path.dirname(place.dir), 'fifteen')
    fs.mkdirSync(folder, { mode: 0o700 })
    const user = isRoot ? { uid: 65534, gid: 65534 } : {}
    if (isRoot) fs.chownSync(folder, 65534, 65534)
    const data = path.join(folder, 'data')
    const options = { ...user, cwd: '/', stdio: 'ignore' } as const
    execFileSync(
      `${debian}/initdb`,
      ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C', '--encoding=UTF8'],
      options,
    )
    const control = (...args: string[]) => spawnSync(`${debian}/pg_ctl`, ['-D', data, '-w', ...args], options).status
    expect(control('-l', path.join(folder, 'log'), '-o', `-k ${folder} -c listen_addresses=`, 'start')).toBe(0)
    try {
      const url = `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`
      const fifteen = await inDatabase(url, async (db) => {
        await db.query(roles + migration)
        return dumpSchema(db, names)
      })
      expect(fifteen).toBe(await dumpOf('eighteen', migration))
    } finally {
      control('-m', 'immediate', 'stop')
    }
  })
})
