-- Whoever may plan may also call a run off while it is under way.
alter table replenishment.run drop constraint run_state_check;
alter table replenishment.run add constraint run_state_check check (state in ('waiting', 'running', 'done', 'failed', 'cancelled'));
