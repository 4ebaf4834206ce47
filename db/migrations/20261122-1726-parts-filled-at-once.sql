-- What a fill rate is counted from: how much of a line was kept at the moment it was asked for, the first day its job was told,
-- and when all of it was there. Null: asked before this was kept.
alter table parts.demand_line add column filled_at_once numeric(18, 6) check (filled_at_once >= 0);
alter table parts.demand_line add column promised_on date;
alter table parts.demand_line add column ready_at timestamptz;
update parts.demand_line l set filled_at_once = coalesce((select sum(r.quantity) from parts.reservation r
  where r.tenant_id = l.tenant_id and r.line_id = l.id and r.created_at = l.created_at), 0);
create index demand_line_asked on parts.demand_line (tenant_id, created_at)
  include (part_id, place_id, quantity, filled_at_once, promised_on, ready_at);
