-- A product whose day of building or sale nobody knows lies in no range of such days: whether those of a line are in all the
-- same is said by who announces it. Null: nobody has said; of what was announced before, they were left out.
alter table campaigns.scope add undated text check (undated in ('include', 'leave_out'));
update campaigns.scope s set undated = 'leave_out' from campaigns.campaign c
  where c.tenant_id = s.tenant_id and c.id = s.campaign_id and c.status in ('announced', 'closed')
    and num_nonnulls(s.built_from, s.built_to, s.sold_from, s.sold_to) > 0;
