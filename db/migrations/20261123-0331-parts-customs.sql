-- What crosses a border says where it comes from and what it weighs; what is dangerous says how it travels (UN number, class,
-- packing group, and the kind of lithium battery whose mark goes on the parcel).
alter table parts.part
  add column origin_country text check (origin_country ~ '^[A-Z]{2}$'),
  add column un_number text check (un_number ~ '^[0-9]{4}$'),
  add column hazard_class text check (hazard_class ~ '^[1-9](\.[1-6][A-S]?)?$'),
  add column packing_group text check (packing_group in ('I', 'II', 'III')),
  add column lithium text check (lithium in ('ion', 'metal')),
  add column net_grams integer check (net_grams > 0);
