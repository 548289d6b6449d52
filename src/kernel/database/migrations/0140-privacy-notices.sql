-- What people are told before data about them is collected (个人信息保护法第十七条): every version that was ever in force.
create table kernel.privacy_notices (
  office_id uuid not null,
  id uuid not null,
  -- The service or page that collects: official-travel
  about text not null check (about ~ '^[a-z][a-z0-9-]{1,40}$'),
  version integer not null check (version > 0),
  words jsonb not null,
  valid_from date not null,
  -- Null: the text that the program brings along.
  published_by uuid,
  published_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, about, version)
);
select kernel.protect_append_only('kernel.privacy_notices');

-- Who has read which version; goes with the person.
create table kernel.notice_acknowledgements (
  office_id uuid not null,
  person_id uuid not null,
  about text not null,
  version integer not null,
  language text not null check (language in ('zh', 'en', 'ja', 'ko')),
  acknowledged_at timestamptz not null,
  primary key (office_id, person_id, about, version)
);
select kernel.protect('kernel.notice_acknowledgements');

-- The version that had been shown when something was handed in.
create table kernel.notices_shown (
  office_id uuid not null,
  case_id uuid not null,
  shown_at timestamptz not null,
  about text not null,
  version integer not null,
  primary key (office_id, case_id, shown_at)
);
select kernel.protect_append_only('kernel.notices_shown');
