-- Parts are asked for by the machine they fit: its code and names stand in the search, which reads every model no more.
-- Found by its code from now on; the nightly job writes the names, because these entries say they are of an older tokenizer.
insert into kit.search_entry (tenant_id, kind, id, title, codes, serial_fold, tsv, py, updated_at, tokenizer)
select m.tenant_id, 'model', m.id, m.code, array[c.bare, '~' || translate(c.bare, '018', 'OIB')], translate(c.bare, '018', 'OIB'),
  array_to_tsvector(array[lower(c.bare)]), '', timestamptz 'epoch', 0
from assets.model m, lateral (select regexp_replace(upper(m.code), '[^[:alnum:]]', '', 'g') as bare) c
where c.bare <> '' on conflict do nothing;
