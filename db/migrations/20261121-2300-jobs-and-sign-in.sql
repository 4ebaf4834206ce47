-- Jobs are queued by the application role inside its own transaction; the queue's tables belong to the owner.
create function kit.enqueue(task text, payload jsonb, run_at timestamptz default null, job_key text default null, max_attempts integer default null)
returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, (payload || jsonb_build_object('tenantId', kit.tenant()))::json,
    run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $$;
revoke all on function kit.enqueue from public;
grant execute on function kit.enqueue to aftercare_app;

-- Before a tenant is known (a public path, a sign-in) only these few questions may be asked across tenants.
create function kit.tenant_of_company(code text) returns uuid language sql stable security definer set search_path = pg_catalog
as $$ select tenant_id from kit.company where company.code = tenant_of_company.code $$;
create function kit.all_tenants() returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog
as $$ select tenant_id from kit.company order by created_at $$;
create function kit.any_company() returns boolean language sql stable security definer set search_path = pg_catalog
as $$ select exists (select from kit.company) $$;

-- The stations a set of role grants reaches: null = the whole company.
create function network.reach(tenant uuid, person uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog as $$
  select case when bool_or(g.scope = 'company') then null else coalesce(array_agg(distinct s.id) filter (where s.id is not null), '{}') end
  from people.role_grant g
  left join network.station s on s.tenant_id = g.tenant_id
    and ((g.scope = 'country' and s.country = g.country) or (g.scope = 'station' and g.station_id = any(s.path)))
  where g.tenant_id = tenant and g.person_id = person and g.ended_at is null
$$;
revoke all on function network.reach from public;

create function network.actor_of_session(session_token text, wanted uuid default null)
returns table (tenant_id uuid, person_id uuid, user_id text, session_id text, name text, language text, time_zone text, roles text[], stations uuid[])
language sql stable security definer set search_path = pg_catalog as $$
  select p.tenant_id, p.id, u.id, s.id, p.name, p.language, p.time_zone,
    array(select distinct g.role from people.role_grant g where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null),
    network.reach(p.tenant_id, p.id)
  from auth."session" s join auth."user" u on u.id = s."userId"
  join people.person p on p.user_id = u.id and p.is_active
  where s.token = session_token and s."expiresAt" > now() and (wanted is null or p.tenant_id = wanted)
  order by p.created_at limit 1
$$;

create function people.key_of_hash(hash text)
returns table (tenant_id uuid, id uuid, name text, scopes text[], station_ids uuid[])
language sql stable security definer set search_path = pg_catalog as $$
  select k.tenant_id, k.id, k.name, k.scopes, k.station_ids from people.api_key k
  where k.key_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
$$;
revoke all on function kit.tenant_of_company, kit.all_tenants, kit.any_company, network.actor_of_session, people.key_of_hash from public;
grant execute on function kit.tenant_of_company, kit.all_tenants, kit.any_company, network.actor_of_session, people.key_of_hash to aftercare_app;
