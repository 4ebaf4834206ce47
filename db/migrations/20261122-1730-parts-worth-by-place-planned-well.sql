-- Read as functions of their own, with the rows they usually give: folded into the report they were taken for one row each, and
-- every part was compared with every place (3.5 s instead of 0.1 s at a million movements, see bench/README.md).
alter function parts.worth_at(timestamptz) set search_path = pg_catalog, pg_temp rows 5000;
alter function parts.lying_at(timestamptz) set search_path = pg_catalog, pg_temp rows 20000;
