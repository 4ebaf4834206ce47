-- A matrix service knows the empty road, whatever the hour: a way is kept once, and so is that there is none.
delete from dispatch.way where hours <> 'day';
alter table dispatch.way drop constraint way_pkey;
alter table dispatch.way
  drop column hours,
  add constraint way_pkey primary key (tenant_id, from_place, to_place),
  alter column seconds drop not null,
  alter column metres drop not null,
  add constraint way_both_or_none check ((seconds is null) = (metres is null));
