-- What a command needs to know of its parts, places and owners, in one answer.
create function parts.facts(of_parts uuid[], of_places uuid[]) returns json language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  t uuid := kit.tenant();
begin
  return (select json_build_object(
    'parts', (select json_agg(json_build_object('id', p.id, 'number', p.number, 'name', p.name, 'tracking', p.tracking, 'decimals', p.decimals,
        'unit', p.unit, 'shelfLifeDays', p.shelf_life_days,
        'units', (select coalesce(json_agg(json_build_object('unit', u.unit, 'numerator', u.numerator, 'denominator', u.denominator)), '[]')
          from parts.part_unit u where u.tenant_id = p.tenant_id and u.part_id = p.id),
        'method', case when p.tracking = 'serial' then 'specific' else coalesce(c.method, 'average') end,
        'standardMinor', coalesce(p.standard_minor, 0)::text))
      from parts.part p left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id where p.tenant_id = t and p.id = any(of_parts)),
    'places', (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'isShelf', p.is_shelf, 'stationId', p.station_id))
      from parts.place p where p.tenant_id = t and p.id = any(of_places)),
    'own', (select json_agg(o.id) from parts.owner o where o.tenant_id = t and o.kind = 'own')));
end $$;

-- Locks what is there of these balances and of the layers of these parts and owners, in one order, and reads it as it is then.
create function parts.lock_stock(ends jsonb, valued jsonb, serials uuid[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  t uuid := kit.tenant();
  answer jsonb;
begin
  select jsonb_build_object('balances', coalesce(jsonb_agg(to_jsonb(x)), '[]')) into answer from (
    select b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id, b.on_hand, b.reserved, b.may_owe, b.last_at
    from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
    join parts.balance b on b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
      and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch
    order by b.part_id, b.place_id, b.condition, b.owner_id, b.batch_id for update of b) x;
  if jsonb_array_length(valued) > 0 then
    -- The pool is also the lock of all layers of a part and owner: layers made by who held it before are seen after it.
    perform from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
    join parts.layer l on l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner and l.movement_id is null and l.serial_id is null
    order by l.part_id, l.owner_id for update of l;
    answer := answer || jsonb_build_object('layers', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (
      select l.id, l.part_id, l.owner_id, l.movement_id, l.serial_id, l.quantity, l.minor, l.received_at
      from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
      join parts.layer l on l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
      where (l.quantity > 0 and (l.serial_id is null or l.serial_id = any(serials))) or (l.movement_id is null and l.serial_id is null)
      order by l.received_at, l.id) x));
  end if;
  return answer;
end $$;
revoke all on function parts.lock_stock from public;
grant execute on function parts.lock_stock to aftercare_app;

-- As before, with one difference: the document is written when its balances are locked. Its time is then later than that of
-- whoever held them before, so that waiting for a lock does not turn an issue of now into one told late.
create or replace function parts.open_document(doc jsonb, ends jsonb, valued jsonb, serials uuid[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  t uuid := kit.tenant();
  answer jsonb;
  stands_at timestamptz;
begin
  insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, batch_id, may_owe)
  select t, e.part, e.place, e.condition, e.owner, e.batch, p.may_owe
  from jsonb_to_recordset(ends) as e(part uuid, place uuid, condition text, owner uuid, batch uuid)
  join parts.place p on p.tenant_id = t and p.id = e.place and p.is_shelf
  where not exists (select from parts.balance b where b.tenant_id = t and b.part_id = e.part and b.place_id = e.place
    and b.condition = e.condition and b.owner_id = e.owner and b.batch_id = e.batch)
  order by e.part, e.place, e.condition, e.owner, e.batch on conflict do nothing;
  if jsonb_array_length(valued) > 0 then
    insert into parts.layer (tenant_id, id, part_id, owner_id, received_at, quantity, minor)
    select t, gen_random_uuid(), v.part, v.owner, now(), 0, 0 from jsonb_to_recordset(valued) as v(part uuid, owner uuid)
    where not exists (select from parts.layer l where l.tenant_id = t and l.part_id = v.part and l.owner_id = v.owner
      and l.movement_id is null and l.serial_id is null)
    order by v.part, v.owner on conflict do nothing;
  end if;
  answer := parts.lock_stock(ends, valued, serials);
  insert into parts.document (tenant_id, id, kind, content_hash, place_id, station_id, request_id, work_order_id, visit_id, note,
    effective_at, happened_at, by_kind, by_id, by_name)
  select t, d.id, d.kind, d.content_hash, d.place_id, d.station_id, d.request_id, d.work_order_id, d.visit_id, d.note,
    coalesce(d.effective_at, clock_timestamp()), d.happened_at, d.by_kind, d.by_id, d.by_name
  from jsonb_to_record(doc) as d(id uuid, kind text, content_hash text, place_id uuid, station_id uuid, request_id uuid,
    work_order_id uuid, visit_id uuid, note text, effective_at timestamptz, happened_at timestamptz, by_kind text, by_id uuid, by_name text)
  on conflict do nothing returning effective_at into stands_at;
  if not found then
    return jsonb_build_object('known', (select d.content_hash from parts.document d where d.tenant_id = t and d.id = (doc ->> 'id')::uuid));
  end if;
  return answer || jsonb_build_object('at', stands_at);
end $$;

-- The same for documents that arrived together, which make nothing that is not there yet: what is known of them already, what
-- they need to know, the balances and layers they touch, locked, and the moment they stand at.
create function parts.open_documents(docs uuid[], keys text[], ends jsonb, valued jsonb, of_parts uuid[], of_places uuid[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  t uuid := kit.tenant();
  answer jsonb := parts.lock_stock(ends, valued, '{}');
begin
  return answer || jsonb_build_object('at', clock_timestamp(), 'facts', parts.facts(of_parts, of_places),
    'knownIds', (select coalesce(jsonb_agg(d.id), '[]') from parts.document d where d.tenant_id = t and d.id = any(docs)),
    'knownKeys', (select coalesce(jsonb_agg(i.key), '[]') from kit.idempotency i where i.tenant_id = t and i.key = any(keys)));
end $$;
revoke all on function parts.open_documents from public;
grant execute on function parts.open_documents to aftercare_app;
