-- The list of a campaign's products, newest news first, a page at a time; and which of a list's serials nobody has registered.
create index unit_latest on campaigns.unit (tenant_id, campaign_id, at desc, id desc);
create index listed_serial_order on campaigns.listed_serial (tenant_id, campaign_id, id);
