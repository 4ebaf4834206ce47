-- Whoever locks balances first and books later also makes the pools of their value first: a pool made while balances are held
-- can close a circle with two receipts that bring the same parts for the first time.
create or replace function parts.lock_balances(ends jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  t uuid := kit.tenant();
begin
  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select distinct t, e.part, e.place, e.condition, e.owner, e.batch, p.may_owe
  from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
  join parts.place p on p.tenant_id = t and p.id = e.place and p.is_shelf
  join parts.part q on q.tenant_id = t and q.id = e.part
  join parts.owner o on o.tenant_id = t and o.id = e.owner
  where (select b.id from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch) is null
  order by 2, 3, 4, 5, 6 on conflict do nothing;
  insert into parts.layer (tenant_id, id, part_id, owner_id, received_at, quantity, minor)
  select t, gen_random_uuid(), v.part, v.owner, now(), 0, 0
  from (select distinct e.part, e.owner from jsonb_to_recordset(ends) as e(part uuid, owner uuid)) v
  join parts.part q on q.tenant_id = t and q.id = v.part
  join parts.owner o on o.tenant_id = t and o.id = v.owner and o.kind = 'own'
  where (select l.id from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
    and l.movement_id is null and l.serial_id is null) is null
  order by v.part, v.owner on conflict do nothing;
  perform parts.lock_stock(ends, '[]', '{}');
end $$;
