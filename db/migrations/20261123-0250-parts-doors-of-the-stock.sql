-- A part is held against the chain of proof wherever it goes through a door of the stock, and when it is noted on a machine.
alter table parts.genuine_check drop constraint genuine_check_occasion_check;
alter table parts.genuine_check add constraint genuine_check_occasion_check check (occasion in
  ('scan', 'line', 'completion', 'desk', 'receipt', 'issue', 'transfer', 'component'));
