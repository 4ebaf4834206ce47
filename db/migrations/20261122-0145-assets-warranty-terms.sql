-- A maker's plan without code: rental cars and consumables, parts left out, a name of its own, and the warranty a replaced
-- part carries from the day it was put in.
alter table assets.warranty_term
  add column excluded_components text[] not null default '{}',
  add column name jsonb,                        -- {en, zh-CN, zh-TW}: what the plan is called; null = by its kind of cost
  drop constraint warranty_term_covers_check,
  drop constraint warranty_term_starts_from_check,
  add constraint warranty_term_covers_check check (covers in ('part', 'labour', 'travel', 'consumable', 'rental', 'other')),
  add constraint warranty_term_starts_from_check
    check (starts_from in ('sale', 'delivery', 'installation', 'registration', 'replacement')),
  add constraint warranty_term_limit check (coalesce(months, distance_km, hours) is not null) not valid,
  add constraint warranty_term_sales check (sold_from is null or sold_to is null or sold_from <= sold_to) not valid;
