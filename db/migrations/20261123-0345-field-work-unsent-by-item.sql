-- What waits on a phone, thing by thing, as it last said: what it is, of which visit, since when, and why it is held up.
alter table field_work.phone add column unsent jsonb not null default '[]';
