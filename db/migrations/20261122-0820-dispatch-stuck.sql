-- A visit people count on is never unplaced by a plan: it is kept, moved, or told to be stuck (ADR 14).
alter table dispatch.scenario_item drop constraint scenario_item_kind_check;
alter table dispatch.scenario_item
  add constraint scenario_item_kind_check check (kind in ('stuck', 'keep', 'move', 'book', 'unplace', 'left'));
