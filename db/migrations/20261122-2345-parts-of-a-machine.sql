-- What sits in a machine, by what was booked to it: the phone takes along which of it is blocked.
create index movement_asset on parts.movement (tenant_id, asset_id) where asset_id is not null;
