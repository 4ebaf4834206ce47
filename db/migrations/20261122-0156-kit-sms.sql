-- Text messages waiting to be handed over, as kit.mail has the mails. What one says (a code) is forgotten once it is gone.
create table kit.sms (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  to_phone text not null,
  language text not null,
  template text not null,
  details jsonb not null default '{}',
  -- After that it helps nobody any more.
  expires_at timestamptz,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'suppressed')),
  reason text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id)
);
create index sms_created on kit.sms (tenant_id, created_at);
call kit.protect('kit.sms');
