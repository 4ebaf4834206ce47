-- What operators ask of the queue. Its tables belong to the owner; the application may know only these figures.
create function kit.queue_state() returns table (waiting integer, failed integer, lag_seconds double precision)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select
    (count(*) filter (where j.attempts < j.max_attempts and j.run_at <= now() and j.locked_at is null))::integer,
    (count(*) filter (where j.attempts >= j.max_attempts))::integer,
    coalesce(extract(epoch from now() - min(j.run_at)
      filter (where j.attempts < j.max_attempts and j.run_at <= now() and j.locked_at is null)), 0)::double precision
  from graphile_worker.jobs j;
end $$;
revoke all on function kit.queue_state from public;
grant execute on function kit.queue_state to aftercare_app;
