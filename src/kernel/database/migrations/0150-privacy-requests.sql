-- What a person asked about the data that is held on them (个人信息保护法第四十四条至第五十条), and how it was answered.
create table kernel.privacy_requests (
  office_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('access', 'correction', 'erasure')),
  person_id uuid not null,
  -- How it was made sure that it is that person.
  identity_checked text not null check (identity_checked in ('own-account', 'in-person', 'proxy-letter')),
  received_at timestamptz not null,
  received_by uuid not null,
  state text not null default 'open' check (state in ('open', 'answered', 'refused')),
  answered_at timestamptz,
  answered_by uuid,
  -- Of a refusal; of an answer, how it was handed over.
  words text check (length(words) between 2 and 500),
  primary key (office_id, id),
  check ((state = 'open') = (answered_at is null)),
  check (state <> 'refused' or words is not null)
);
create index privacy_requests_by_person on kernel.privacy_requests (office_id, person_id);
select kernel.protect('kernel.privacy_requests');

-- A correction is a new entry beside what stood there before; goes with the person.
create table kernel.person_corrections (
  office_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null check (field in ('name', 'name_latin')),
  before text,
  after text,
  reason text not null check (length(reason) between 2 and 500),
  corrected_by uuid not null,
  corrected_at timestamptz not null,
  primary key (office_id, id)
);
create index person_corrections_by_person on kernel.person_corrections (office_id, person_id);
select kernel.protect('kernel.person_corrections');
