-- Issuers, number series, seals, documents and what happened to them.

create table kernel.issuers (
  office_id uuid not null references kernel.offices,
  id uuid not null,
  -- 发文机关: 市委外办, 市政府外办
  name text not null check (length(name) between 2 and 100),
  -- 机关代字 of its numbers: 宿外
  code_word text not null check (length(code_word) between 1 and 20),
  valid_from date not null,
  valid_to date,
  primary key (office_id, id),
  unique (office_id, name),
  check (valid_to >= valid_from)
);
select kernel.protect('kernel.issuers');

-- Gapless per issuer, kind and Beijing year; the row is locked last, in the issuing transaction (CC-06).
create table kernel.number_series (
  office_id uuid not null,
  issuer_id uuid not null,
  series text not null,
  year integer not null check (year between 1980 and 2200),
  last integer not null check (last >= 0),
  -- what the office had numbered by hand before the program took over, and why; nothing of it is in the register
  by_hand integer not null default 0 check (by_hand >= 0),
  by_hand_reason text,
  by_hand_set_by uuid,
  primary key (office_id, issuer_id, series, year),
  check ((by_hand = 0) = (by_hand_reason is null) and (by_hand = 0) = (by_hand_set_by is null) and last >= by_hand),
  foreign key (office_id, issuer_id) references kernel.issuers (office_id, id)
);
select kernel.protect('kernel.number_series');

create table kernel.seals (
  office_id uuid not null,
  id uuid not null,
  issuer_id uuid not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  primary key (office_id, id),
  foreign key (office_id, issuer_id) references kernel.issuers (office_id, id)
);
select kernel.protect('kernel.seals');

create table kernel.documents (
  office_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  issuer_id uuid not null,
  state text not null,
  drafter_id uuid not null,
  checker_id uuid,
  signer_id uuid,
  -- content as composed by the service, later with the imprint; names people, so it rests sealed
  sealed text not null,
  sample boolean not null,
  number text,
  number_year integer,
  number_serial integer,
  code text unique check (code ~ '^[2-9A-HJ-NP-Z]{26}$'),
  issued_on date,
  template_digest text,
  fonts_digest text,
  pdf_file_id uuid,
  docx_file_id uuid,
  pdf_digest text,
  pages integer check (pages > 0),
  render_attempts integer not null default 0,
  void_reason text,
  replaced_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, case_id) references kernel.cases (office_id, id),
  foreign key (office_id, issuer_id) references kernel.issuers (office_id, id),
  unique (office_id, issuer_id, number),
  -- number, code, date and digests are taken together or not at all
  check ((number is null) = (code is null) and (number is null) = (issued_on is null) and (number is null) = (template_digest is null)),
  check ((state in ('draft', 'checking', 'countersigning', 'signing', 'signed')) = (number is null)),
  check (drafter_id <> checker_id and drafter_id <> signer_id and checker_id <> signer_id)
);
create index documents_by_case on kernel.documents (office_id, case_id, created_at);
select kernel.protect('kernel.documents');

create table kernel.document_events (
  office_id uuid not null,
  document_id uuid not null,
  sequence integer not null check (sequence > 0),
  command text not null,
  state text not null,
  -- null: the program
  by_person uuid,
  words text,
  at timestamptz not null,
  primary key (office_id, document_id, sequence),
  foreign key (office_id, document_id) references kernel.documents (office_id, id)
);
select kernel.protect_append_only('kernel.document_events');

-- 用印登记
create table kernel.seal_uses (
  office_id uuid not null,
  id uuid not null,
  seal_id uuid not null,
  document_id uuid not null,
  copies integer not null check (copies between 1 and 100),
  by_person uuid not null,
  at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, seal_id) references kernel.seals (office_id, id),
  foreign key (office_id, document_id) references kernel.documents (office_id, id)
);
select kernel.protect_append_only('kernel.seal_uses');

-- The public page knows no office and sees nothing but this. Only documents that were numbered answer.
create function kernel.document_by_code(asked text)
  returns table (office_id uuid, document_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select d.office_id, d.id from kernel.documents d where d.code = asked;
  end;
revoke all on function kernel.document_by_code(text) from public;
grant execute on function kernel.document_by_code(text) to honglu_app;
