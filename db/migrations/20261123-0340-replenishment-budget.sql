-- "With so much money in stock, where does it go?" is a run of its own kind.
alter table replenishment.run drop constraint run_kind_check;
alter table replenishment.run add constraint run_kind_check check (kind in ('plan', 'what_if', 'budget'));
alter table replenishment.run add column budget jsonb;
