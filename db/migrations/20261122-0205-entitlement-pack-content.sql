-- json keeps the fields in the order somebody wrote them in; jsonb would show a reader "id, bar, from, note, term" for ever.
alter table entitlement.pack_version alter column content type json using content::json;
