-- Planning runs that nobody works on any more: their job has used up its tries, or is gone. A worker that dies at the last
-- try, and a database that is still away when the run was to be ended as failed, leave one behind. The queue's tables belong
-- to the owner; the application may know only which of its own runs these are.
create function dispatch.abandoned_runs() returns table (id uuid)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select r.id from dispatch.planning_run r
    where r.tenant_id = kit.tenant() and r.state in ('waiting', 'running')
      and not exists (select from graphile_worker._private_jobs j
        where j.key = 'plan ' || r.id and (j.attempts < j.max_attempts or j.locked_at is not null));
end $$;
revoke all on function dispatch.abandoned_runs from public;
grant execute on function dispatch.abandoned_runs to aftercare_app;
create index planning_run_open on dispatch.planning_run (tenant_id) where state in ('waiting', 'running');
