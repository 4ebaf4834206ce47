-- A safety part that was fitted and never scanned is written down for quality, too.
alter table parts.genuine_check drop constraint genuine_check_verdict_check;
alter table parts.genuine_check add constraint genuine_check_verdict_check check (verdict in
  ('accepted', 'unknown', 'fitted_elsewhere', 'used_before', 'wrong_market', 'batch_blocked', 'expired', 'not_scanned'));
