-- 使用补偿系数: the share of a car's price that use costs per 1,000 km, as the maker printed it on the certificate (Order 43 Art. 27:
-- at most 0.005; cars sold before 2022: 0.005 to 0.008). Null: not printed or not known, then the legal maximum counts.
alter table assets.asset add column use_coefficient double precision check (use_coefficient > 0 and use_coefficient <= 0.01);

-- Amounts of several currencies have no common order: the list of limits sorts by currency first, then by amount.
drop index entitlement.limit_watch_stake;
create index limit_watch_stake on entitlement.limit_watch
  (tenant_id, (stake_currency || lpad(stake_minor::text, 20, '0')) desc, id desc);
