create schema knowledge;
grant usage on schema knowledge to aftercare_app;

-- An article as it is being written; readers see the published version, which is never written over.
create table knowledge.article (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  number text not null,
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  kind text not null check (kind in ('bulletin', 'repair', 'diagnosis', 'how_to')),
  is_controlled boolean not null default false,        -- safety, recall, legal: published by a second person
  family_ids uuid[] not null default '{}',             -- every model of these,
  model_ids uuid[] not null default '{}',              -- or these models alone; both empty: every product
  symptom_codes text[] not null default '{}',
  cause_codes text[] not null default '{}',
  components text[] not null default '{}',
  title jsonb not null,
  summary jsonb,
  steps jsonb not null default '[]',                   -- [{text, caution, fileId}]
  has_draft boolean not null default true,             -- says something else than what is published
  editors jsonb not null default '[]',                 -- [{id, name}]: who wrote since it was published last
  published integer,                                   -- the version readers see
  retired_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  check (family_ids = '{}' or model_ids = '{}'),
  check ((status = 'draft') = (published is null)),
  check ((status = 'retired') = (retired_reason is not null))
);
create index article_changed on knowledge.article (tenant_id, changed_at desc, id desc);

create table knowledge.article_version (
  tenant_id uuid not null default kit.tenant(),
  article_id uuid not null,
  n integer not null,
  kind text not null,
  is_controlled boolean not null,
  family_ids uuid[] not null, model_ids uuid[] not null,
  symptom_codes text[] not null, cause_codes text[] not null, components text[] not null,
  title jsonb not null, summary jsonb, steps jsonb not null,
  bytes integer not null,                              -- of its texts: how many fit on a phone is known without reading them
  change_note text,
  editors jsonb not null,
  published_at timestamptz not null,
  published_by uuid, published_by_name text not null,
  primary key (tenant_id, article_id, n),
  foreign key (tenant_id, article_id) references knowledge.article (tenant_id, id)
);

-- Did it help? Said where it was read, perhaps without a network: the device makes the id, nothing is overwritten.
create table knowledge.feedback (
  tenant_id uuid not null default kit.tenant(),
  id uuid not null,
  article_id uuid not null,
  article_version integer not null check (article_version > 0),
  visit_id uuid,
  person_id uuid not null, person_name text not null,
  helped boolean not null,
  note text,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, article_id) references knowledge.article (tenant_id, id)
);
create index feedback_article on knowledge.feedback (tenant_id, article_id, at desc);
create index feedback_at on knowledge.feedback (tenant_id, at desc, id desc);

call kit.protect('knowledge.article');
call kit.protect('knowledge.article_version');
call kit.protect('knowledge.feedback');
