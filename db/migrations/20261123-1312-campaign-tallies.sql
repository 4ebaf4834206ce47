-- How many products of a campaign are in each state. Kept by whatever writes units, in the same transaction, so that no list and
-- no page counts a million of them.
create table campaigns.tally (
  tenant_id uuid not null default kit.tenant(),
  campaign_id uuid not null,
  state text not null,
  units integer not null,
  primary key (tenant_id, campaign_id, state),
  foreign key (tenant_id, campaign_id) references campaigns.campaign (tenant_id, id)
);
call kit.protect('campaigns.tally');

-- In one order, so that two who write several do not wait in a circle.
create function campaigns.keep_tally() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into campaigns.tally as t (tenant_id, campaign_id, state, units)
      select tenant_id, campaign_id, state, count(*) from came group by 1, 2, 3 order by 1, 2, 3
      on conflict (tenant_id, campaign_id, state) do update set units = t.units + excluded.units;
  elsif tg_op = 'UPDATE' then
    insert into campaigns.tally as t (tenant_id, campaign_id, state, units)
      select tenant_id, campaign_id, state, sum(n)
      from (select tenant_id, campaign_id, state, 1 as n from came union all select tenant_id, campaign_id, state, -1 from went) moved
      group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
      on conflict (tenant_id, campaign_id, state) do update set units = t.units + excluded.units;
  else
    insert into campaigns.tally as t (tenant_id, campaign_id, state, units)
      select tenant_id, campaign_id, state, -count(*) from went group by 1, 2, 3 order by 1, 2, 3
      on conflict (tenant_id, campaign_id, state) do update set units = t.units + excluded.units;
  end if;
  return null;
end $$;
create trigger counts_new after insert on campaigns.unit referencing new table as came for each statement execute function campaigns.keep_tally();
create trigger counts_moved after update on campaigns.unit referencing old table as went new table as came for each statement execute function campaigns.keep_tally();
create trigger counts_gone after delete on campaigns.unit referencing old table as went for each statement execute function campaigns.keep_tally();

insert into campaigns.tally (tenant_id, campaign_id, state, units)
  select tenant_id, campaign_id, state, count(*) from campaigns.unit group by 1, 2, 3;

-- Only counting by state used it; filtering by state reads the newest first.
drop index campaigns.unit_state;
create index unit_state_latest on campaigns.unit (tenant_id, campaign_id, state, at desc, id desc);
