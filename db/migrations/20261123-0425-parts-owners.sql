-- Owners of stock are kept by people: two who rename one at once do not overwrite each other.
alter table parts.owner add column version integer not null default 1;
