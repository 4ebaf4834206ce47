-- An accepted order may be given back: to whom it belonged when it was offered (null: the company's own tray), and why.
alter table dispatch.offer
  add column from_station_id uuid,
  add column given_back_at timestamptz,
  add constraint offer_from_station_fkey foreign key (tenant_id, from_station_id) references network.station (tenant_id, id),
  drop constraint offer_answer_check,
  add constraint offer_answer_check check (answer in ('accepted', 'declined', 'lapsed', 'withdrawn', 'given_back'));
create index offer_order on dispatch.offer (tenant_id, work_order_id, offered_at desc);

-- A technician who has not answered in time: dispatch is told, or the visit goes back to the tray of its station as well.
alter table dispatch.booking_rules add column unanswered_returns boolean not null default false;
