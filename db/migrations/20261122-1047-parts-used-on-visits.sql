-- Where a part that was fitted came from; null: nobody said (from the van, when the van has it).
alter table field_work.line add column source text check (source in ('van', 'station', 'bought', 'customers_own'));

-- What of a request for parts has been fitted: the rest of what was handed out comes back.
alter table parts.demand_line add column used numeric(18, 6) not null default 0 check (used >= 0);
alter table parts.demand_line add constraint demand_line_used_or_returned check (used + returned <= issued);
-- When its job was done: from then on what is neither used nor returned is to be brought back.
alter table parts.demand add column done_at timestamptz;

-- What somebody corrected by hand is not overwritten by what stock expects.
alter table dispatch.needed_part add column is_by_hand boolean not null default false;
