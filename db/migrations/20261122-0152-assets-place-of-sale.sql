-- The law of a state or part of the country (US-CA, CA-QC, GB-SCT) is beside or in place of the country's own;
-- second-hand goods have terms of their own in many places.
alter table assets.asset
  add column sale_region text check (sale_region ~ '^[A-Z0-9]{1,3}$'),
  add column sold_as text check (sold_as in ('new', 'used'));
