-- What was asked for in a period is counted from its index alone: whether somebody still waits stood in the row only,
-- so that every line of a year was fetched for it.
drop index parts.demand_line_asked;
create index demand_line_asked on parts.demand_line (tenant_id, created_at)
  include (part_id, place_id, quantity, filled_at_once, promised_on, ready_at, is_waiting);
