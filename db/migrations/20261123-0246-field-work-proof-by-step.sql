-- A step of a checklist may be proven by a signature of its own; it hangs on the step as a photo does.
alter table field_work.photo drop constraint photo_kind_check,
  add constraint photo_kind_check check (kind in ('before', 'after', 'part', 'other', 'signature'));
