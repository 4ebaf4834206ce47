-- Where somebody's day ends, and how much they may work: contract, overtime with its price, the law's day.
alter table people.person
  add column day_ends text not null default 'anywhere' check (day_ends in ('anywhere', 'home', 'station')),
  add column weekly_minutes integer check (weekly_minutes between 60 and 10080),
  add column weekly_overtime_minutes integer not null default 0 check (weekly_overtime_minutes between 0 and 5040),
  add column overtime_price numeric(4, 1) not null default 2 check (overtime_price between 0 and 20),  -- hours at the wheel an hour of it is worth
  add column daily_minutes integer check (daily_minutes between 60 and 1440);
