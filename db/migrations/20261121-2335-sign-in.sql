-- Sign-in: what better-auth 1.7.25 expects of its second factor, slowed guessing, and the questions asked before a tenant is known.
alter table auth."twoFactor"
  add column "verified" boolean default true,
  add column "failedVerificationCount" integer default 0,
  add column "lockedUntil" timestamptz;

-- How often somebody tried lately, by what they tried (hashed): the wait grows with it, in every process alike.
create table auth.attempt (
  key text primary key,
  tries integer not null,
  last_at timestamptz not null
);
create index attempt_age on auth.attempt (last_at);
grant select, insert, update, delete on auth.attempt to aftercare_app;

-- A role at a station that is not there would grant nothing and look as if it did.
alter table people.role_grant add foreign key (tenant_id, station_id) references network.station (tenant_id, id);
create index role_grant_station on people.role_grant (tenant_id, station_id) where station_id is not null;
create index api_key_newest on people.api_key (tenant_id, created_at desc);
create index invitation_person on people.invitation (tenant_id, person_id, created_at desc);

-- The companies a signed-in user works for; without an active one there is nothing to sign in to.
create function people.companies_of_user(user_id text)
returns table (tenant_id uuid, code text, name text, person_id uuid, person_name text, language text)
language sql stable security definer set search_path = pg_catalog as $$
  select p.tenant_id, c.code, c.name, p.id, p.name, p.language
  from people.person p join kit.company c on c.tenant_id = p.tenant_id
  where p.user_id = companies_of_user.user_id and p.is_active order by p.created_at
$$;

-- One documented login per role, in demo companies only.
create function people.demo_logins() returns table (role text, name text, email text)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (g.role) g.role, p.name, u.email
  from kit.company c
  join people.role_grant g on g.tenant_id = c.tenant_id and g.ended_at is null
  join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id and p.is_active
  join auth."user" u on u.id = p.user_id
  where c.is_demo order by g.role, p.number
$$;

-- The key's last use is kept to the minute: a write per call would be the dearest part of the call.
create function people.note_key_use(hash text) returns void
language sql security definer set search_path = pg_catalog as $$
  update people.api_key set last_used_at = now()
  where key_hash = hash and (last_used_at is null or last_used_at < now() - interval '1 minute')
$$;
revoke all on function people.companies_of_user, people.demo_logins, people.note_key_use from public;
grant execute on function people.companies_of_user, people.demo_logins, people.note_key_use to aftercare_app;
