-- Rates that ship with the product hold at once and say that nobody of the company has looked at them yet.
alter table billing.tax_rate add column is_confirmed boolean not null default true;

-- Credit kept for a customer pays another of their invoices: out of one as a refund, into the other as a payment, in one change.
alter table billing.payment drop constraint payment_method_check;
alter table billing.payment add constraint payment_method_check
  check (method in ('cash', 'card', 'transfer', 'wechat', 'alipay', 'other', 'credit'));
alter table billing.payment add column from_invoice_id uuid;
alter table billing.payment add constraint payment_moved check ((method = 'credit') = (from_invoice_id is not null));
alter table billing.refund drop constraint refund_method_check;
alter table billing.refund add constraint refund_method_check
  check (method in ('cash', 'card', 'transfer', 'wechat', 'alipay', 'other', 'credit'));
alter table billing.refund drop constraint refund_reason_check;
alter table billing.refund add constraint refund_reason_check
  check (reason in ('overpaid', 'credited', 'payment_returned', 'moved'));
alter table billing.refund add column to_invoice_id uuid;
alter table billing.refund add constraint refund_moved check ((method = 'credit') = (to_invoice_id is not null));

-- What allowances in money could still pay when the bill was calculated: [{"ruleId": "contract:…", "minor": "…"}].
alter table billing.quotation add column limits jsonb not null default '[]';
alter table billing.invoice add column limits jsonb not null default '[]';
