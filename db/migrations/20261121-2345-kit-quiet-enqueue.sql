-- A job without NOTIFY. graphile_worker.add_job notifies inside the change, and a change that notifies holds one lock for
-- the whole database from before its commit record is flushed until after: commits would queue up one by one. The row
-- alone is what must not be lost; the process wakes the workers once it is durable (server/src/kit/wake.ts), and they
-- look by themselves every two seconds should it have died before. Private tables of graphile-worker 0.18, pinned.
create or replace function kit.enqueue(task text, payload jsonb, run_at timestamptz default null, job_key text default null, max_attempts integer default null)
returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  known integer;
begin
  payload := payload || jsonb_build_object('tenantId', kit.tenant());
  if job_key is null then
    select id into known from graphile_worker._private_tasks where identifier = task;
    if known is not null then
      insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
      values (known, payload::json, coalesce(run_at, now()), coalesce(max_attempts, 25));
      return;
    end if;
  end if;
  -- A key replaces an earlier job of that key; a task's first job makes the task known.
  perform graphile_worker.add_job(task, payload::json, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $$;
