import type pg from 'pg'
import * as table from './dump-tables.ts'
import { inSchemas, notOfExtension } from './dump-tables.ts'

const extensions = `
  select format('create extension if not exists %I;', extname) as line
  from pg_extension where extname <> 'plpgsql' and $1::text[] is not null order by extname collate "C"`

const schemas = `
  select format('create schema if not exists %I;', nspname) as line
  from pg_namespace where nspname = any ($1) order by nspname collate "C"`

const enums = `
  select format('create type %s as enum (%s);', t.oid::regtype,
    (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)) as line
  from pg_type t where typtype = 'e' and ${inSchemas('typnamespace')} and ${notOfExtension('pg_type', 't.oid')}
  order by t.oid::regtype::text collate "C"`

/** In order of creation, because one may be made of another. */
const domains = `
  select concat('create domain ', t.oid::regtype, ' as ', format_type(t.typbasetype, t.typtypmod),
    ' default ' || t.typdefault, case when t.typnotnull then ' not null' end,
    (select string_agg(format(E'\\n  constraint %I %s', conname, pg_get_constraintdef(k.oid)), '' order by conname)
     from pg_constraint k where contypid = t.oid and contype = 'c'), ';') as line
  from pg_type t where typtype = 'd' and ${inSchemas('typnamespace')} and ${notOfExtension('pg_type', 't.oid')}
  order by t.oid`

const composites = `
  select format(E'create type %s as (\\n  %s\\n);', c.oid::regclass,
    (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), E',\\n  ' order by attnum)
     from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped)) as line
  from pg_class c where relkind = 'c' and ${inSchemas('relnamespace')} and ${notOfExtension('pg_class', 'c.oid')}
  order by c.oid`

/** True for a function that names a table's row type, or whose parsed body (BEGIN ATOMIC) names tables or functions. */
const needsTables = `exists (
  select 1 from pg_depend d left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
  left join pg_type element on element.oid = t.typelem
  left join pg_class r on r.oid = coalesce(nullif(t.typrelid, 0), element.typrelid)
  where d.classid = 'pg_proc'::regclass and d.objid = p.oid
    and (d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass) or r.relkind <> 'c'))`
const ourFunctions = `p.prokind in ('f', 'p') and ${inSchemas('p.pronamespace')} and ${notOfExtension('pg_proc', 'p.oid')}`
const functionText = `rtrim(pg_get_functiondef(p.oid), E'\\n') || ';'`

const functions = `
  select ${functionText} as line from pg_proc p where ${ourFunctions} and not ${needsTables}
  order by p.oid::regprocedure::text collate "C"`

/** These can need each other in any direction; the order of creation is the one order known to work. */
const viewsAndTheirFunctions = `
  select line from (
    select p.oid, ${functionText} as line from pg_proc p where ${ourFunctions} and ${needsTables}
    union all
    select c.oid, concat('create ', case c.relkind when 'm' then 'materialized ' end, 'view ', c.oid::regclass,
      ' with (' || array_to_string(c.reloptions, ', ') || ')', E' as\\n', pg_get_viewdef(c.oid))
    from pg_class c where c.relkind in ('v', 'm') and ${inSchemas('c.relnamespace')} and ${notOfExtension('pg_class', 'c.oid')}
  ) both_kinds order by oid`

/**
 * What others than the owner may do. The owner's own entry is left out (17 added MAINTAIN to it), and so is what every
 * role may do with a new function, unless it was taken away.
 */
const grants = `
  with object as (
    select 'schema' as kind, quote_ident(nspname) as name, '' as part, nspacl as acl, nspowner as owner
    from pg_namespace where nspname = any ($1)
    union all
    select case relkind when 'S' then 'sequence' else 'table' end, oid::regclass::text, '', relacl, relowner
    from pg_class c where relkind in ('r', 'p', 'v', 'm', 'S') and ${inSchemas('relnamespace')}
      and ${notOfExtension('pg_class', 'c.oid')}
    union all
    select 'table', c.oid::regclass::text, format(' (%I)', attname), attacl, relowner
    from pg_attribute a join pg_class c on c.oid = a.attrelid where attacl is not null and ${inSchemas('relnamespace')}
    union all
    select case prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure::text, '', proacl, proowner
    from pg_proc p where ${ourFunctions}
  )
  select line from (
    select kind, name, format('revoke all on %s %s from public;', kind, name) as line from object
    where kind in ('function', 'procedure') and acl is not null
      and not exists (select 1 from aclexplode(acl) where grantee = 0)
    union all
    select kind, name, format('grant %s on %s %s to %s%s;',
      string_agg(lower(privilege_type) || part, ', ' order by privilege_type), kind, name,
      case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
      case when is_grantable then ' with grant option' else '' end)
    from object, aclexplode(acl)
    where grantee <> owner and not (grantee = 0 and kind in ('function', 'procedure')) and privilege_type <> 'MAINTAIN'
    group by kind, name, part, grantee, is_grantable
  ) each_grant order by kind collate "C", name collate "C", line collate "C"`

const comments = `
  select format('comment on %s %s is %L;', case o.type when 'table column' then 'column' when 'composite type' then 'type'
    else o.type end, o.identity, d.description) as line
  from pg_description d
  left join pg_class c on d.classoid = 'pg_class'::regclass and c.oid = d.objoid
  left join pg_proc p on d.classoid = 'pg_proc'::regclass and p.oid = d.objoid
  left join pg_namespace n on n.oid = coalesce(c.relnamespace, p.pronamespace,
    case when d.classoid = 'pg_namespace'::regclass then d.objoid end),
  pg_identify_object(d.classoid, d.objoid, d.objsubid) o
  where n.nspname = any ($1) and ${notOfExtension('pg_class', 'coalesce(c.oid, 0)')}
    and ${notOfExtension('pg_proc', 'coalesce(p.oid, 0)')}
  order by 1`

/** In an order that loads: each section needs only those above it. */
const sections: Array<[title: string, sql: string]> = [
  ['Extensions', extensions],
  ['Schemas', schemas],
  ['Enumerations', enums],
  ['Domains', domains],
  ['Composite types', composites],
  ['Sequences', table.sequences],
  ['Functions', functions],
  ['Tables', table.tables],
  ['Owners of sequences', table.sequenceOwners],
  ['Views, and functions over tables', viewsAndTheirFunctions],
  ['Indexes', table.indexes],
  ['Extended statistics', table.statistics],
  ['Foreign keys', table.foreignKeys],
  ['Row-level security', table.rowSecurity],
  ['Policies', table.policies],
  ['Triggers', table.triggers],
  ['Grants', grants],
  ['Comments', comments],
]

/** Whatever the server or the role is set to, names are printed qualified and constants in one form. */
const plainly = `begin transaction isolation level repeatable read read only;
  set local search_path = ''; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local quote_all_identifiers = off`

/**
 * The definition of these schemas as SQL that loads into an empty database (the roles it grants to must exist there).
 * The same migrations give the same text on PostgreSQL 15 and 18, except for views: since 16 PostgreSQL itself prints
 * their columns without the table's name. Owners, default privileges, aggregates and operators are not listed.
 */
export async function dumpSchema(db: pg.Client, names: string[]): Promise<string> {
  await db.query(plainly)
  try {
    const parts = ['-- Made from the migrations; do not edit.\nset check_function_bodies = off;\n']
    for (const [title, sql] of sections) {
      const { rows } = await db.query<{ line: string }>(sql, [names])
      if (rows.length === 0) continue
      const gap = rows.some((row) => row.line.includes('\n')) ? '\n\n' : '\n'
      parts.push(`-- ${title}\n\n${rows.map((row) => row.line).join(gap)}\n`)
    }
    return parts.join('\n')
  } finally {
    await db.query('rollback')
  }
}
