-- The planner's picture of a table that a bulk import has just filled. Only an owner may take it (ANALYZE); the
-- application's role is none, so it asks here, and only for tables under row-level security: those of companies.
create function kit.take_statistics(filled regclass) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from pg_class where oid = filled and relrowsecurity) then
    raise exception 'no table of a company: %', filled using errcode = 'insufficient_privilege';
  end if;
  execute format('analyze %s', filled);
end $$;
revoke all on function kit.take_statistics from public;
grant execute on function kit.take_statistics to aftercare_app;
