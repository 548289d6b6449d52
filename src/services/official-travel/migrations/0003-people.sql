-- Travellers' files, units' travel files, hand-over between liaison officers, consents of sending units, tables of rates, imports.

-- 人员库. Name and Latin name stand in kernel.persons; what is sensitive is sealed under the person's own key.
create table official_travel.people (
  office_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  unit_path uuid[] not null,
  section text,
  post text not null check (length(post) between 1 and 100),
  professional_title text,
  rank text not null,
  office text not null,
  leadership_team_of text,
  leadership_role text check (leadership_role in ('head', 'deputy')),
  staff_kind text not null,
  employment text not null,
  portfolio text not null,
  cadre_authority text not null,
  -- identity number, birth, ethnicity, nationality, party, secrecy, health, phones, travel document
  sealed text not null,
  -- keyed look-up of the whole number and of its last four signs
  identity_index text not null,
  identity_last4_index text not null,
  -- 姓名拼音首字母, lower case, without marks: csy
  initials text not null check (initials ~ '^[a-z]{0,40}$'),
  source text not null check (source in ('entered', 'imported', 'personnel', 'mission')),
  verified_on date not null,
  state text not null default 'active' check (state in ('active', 'left')),
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, person_id),
  unique (office_id, identity_index),
  check ((leadership_team_of is null) = (leadership_role is null)),
  check (unit_path[cardinality(unit_path)] = unit_id)
);
create index people_by_path on official_travel.people using gin (unit_path);
create index people_by_initials on official_travel.people (office_id, initials text_pattern_ops);
create index people_by_last4 on official_travel.people (office_id, identity_last4_index);
select kernel.protect('official_travel.people');

-- Persons of past missions who have no file yet: their number can be recognised, though it is kept nowhere, so that a file made
-- later is theirs.
create table official_travel.known_persons (
  office_id uuid not null,
  person_id uuid not null,
  identity_index text not null,
  primary key (office_id, person_id),
  unique (office_id, identity_index)
);
select kernel.protect('official_travel.known_persons');

-- 单位档案 as far as travel needs it; name and place in the tree are the kernel's.
create table official_travel.unit_files (
  office_id uuid not null,
  unit_id uuid not null,
  kind text not null,
  tier text not null,
  credit_code text not null check (credit_code ~ '^[0-9A-HJ-NP-RT-UW-Y]{18}$'),
  -- an inner body without a code of its own names that of the unit above
  credit_code_of_parent boolean not null default false,
  first_review_unit_id uuid,
  responsible_section text not null,
  phone text not null,
  seal_file_id uuid,
  opening_letter_file_id uuid,
  opening_letter_number text,
  opening_letter_on date,
  custody_file_id uuid,
  state text not null check (state in ('awaiting', 'normal', 'restricted', 'suspended', 'closed')),
  state_reason text,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, unit_id),
  check (first_review_unit_id is distinct from unit_id)
);
create unique index unit_files_own_code on official_travel.unit_files (office_id, credit_code) where not credit_code_of_parent;
select kernel.protect('official_travel.unit_files');

-- 签批人: one or two, with a term.
create table official_travel.signatories (
  office_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid not null,
  post text not null,
  appointment_file_id uuid,
  specimen_file_id uuid,
  signs_for text[] not null default '{}',
  valid_from date not null,
  valid_to date not null,
  ended_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, unit_id) references official_travel.unit_files (office_id, unit_id),
  check (valid_to > valid_from)
);
create index signatories_by_unit on official_travel.signatories (office_id, unit_id);
select kernel.protect('official_travel.signatories');

-- 外事专办员.
create table official_travel.liaison_officers (
  office_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid not null,
  filing_file_id uuid,
  term_from date not null,
  term_to date not null,
  trained_on date,
  substitute_id uuid,
  state text not null check (state in ('pending', 'on-duty', 'paused', 'handing-over', 'left')),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, unit_id) references official_travel.unit_files (office_id, unit_id),
  check (term_to > term_from),
  check (substitute_id is distinct from person_id)
);
create unique index liaison_officers_once on official_travel.liaison_officers (office_id, unit_id, person_id) where state <> 'left';
create index liaison_officers_by_person on official_travel.liaison_officers (office_id, person_id);
select kernel.protect('official_travel.liaison_officers');

-- 交接: done only when giver, receiver and administrator have each confirmed.
create table official_travel.hand_overs (
  office_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  unit_path uuid[] not null,
  officer_id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  reason text not null,
  state text not null check (state in ('open', 'done', 'cancelled')),
  opened_by uuid not null,
  opened_at timestamptz not null,
  giver_confirmed_at timestamptz,
  receiver_confirmed_at timestamptz,
  administrator_confirmed_at timestamptz,
  administrator_id uuid,
  -- how many drafts, running cases and tasks went over
  drafts integer not null default 0,
  cases integer not null default 0,
  tasks integer not null default 0,
  done_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, officer_id) references official_travel.liaison_officers (office_id, id),
  check (from_person_id <> to_person_id),
  check (administrator_id is distinct from from_person_id and administrator_id is distinct from to_person_id),
  check (state <> 'done' or (giver_confirmed_at is not null and receiver_confirmed_at is not null and administrator_confirmed_at is not null))
);
create unique index hand_overs_one_open on official_travel.hand_overs (office_id, officer_id) where state = 'open';
select kernel.protect('official_travel.hand_overs');

-- 双跨团组: the organiser asks, the sending unit answers. No answer in time is no consent.
create table official_travel.consents (
  office_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- where the mission's organiser stands
  organiser_unit_id uuid not null,
  -- null: a unit outside this system, whose answer comes on paper
  unit_id uuid,
  unit_path uuid[] not null,
  unit_name text not null,
  letter_number text,
  task text not null,
  departure date not null,
  return date not null,
  regions text[] not null,
  places integer not null check (places between 1 and 60),
  costs text not null,
  reply_due date not null,
  state text not null check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  people uuid[] not null default '{}',
  reason text,
  signer text,
  answer_file_id uuid,
  answered_by uuid,
  answered_at timestamptz,
  -- 任务通知书 and 确认件, by number: given by the authorities, registered here
  notice_unit text,
  notice_number text,
  notice_on date,
  notice_file_id uuid,
  confirmation_authority text,
  confirmation_number text,
  confirmation_on date,
  confirmation_file_id uuid,
  version integer not null default 1,
  primary key (office_id, id),
  check (return >= departure),
  check ((state in ('agreed', 'refused')) = (answered_at is not null)),
  check (state <> 'agreed' or unit_id is null or cardinality(people) between 1 and places)
);
create unique index consents_one_live on official_travel.consents (office_id, case_id, unit_name) where state in ('asked', 'agreed');
create index consents_by_path on official_travel.consents using gin (unit_path);
select kernel.protect('official_travel.consents');

-- Rates of lodging, meals and incidentals that the office took over itself; they count once a second person has checked them.
create table official_travel.rate_tables (
  office_id uuid not null,
  id uuid not null,
  title text not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  state text not null check (state in ('entered', 'checked', 'rejected')),
  entered_by uuid not null,
  entered_at timestamptz not null,
  checked_by uuid,
  checked_at timestamptz,
  check_note text,
  primary key (office_id, id),
  check (valid_to >= valid_from),
  check ((state = 'entered') = (checked_by is null)),
  check (checked_by is distinct from entered_by)
);
create unique index rate_tables_one_start on official_travel.rate_tables (office_id, valid_from) where state = 'checked';
select kernel.protect('official_travel.rate_tables');

create table official_travel.rate_rows (
  office_id uuid not null,
  table_id uuid not null,
  region text not null,
  -- split at 、; empty: the whole region; 其他城市: all others
  cities text not null,
  currency text not null,
  lodging numeric(12, 2) not null check (lodging >= 0),
  meals numeric(12, 2) not null check (meals >= 0),
  incidentals numeric(12, 2) not null check (incidentals >= 0),
  primary key (office_id, table_id, region, cities),
  foreign key (office_id, table_id) references official_travel.rate_tables (office_id, id)
);
select kernel.protect('official_travel.rate_rows');

-- One row for each file that was taken over; the same content is taken once.
create table official_travel.imports (
  office_id uuid not null,
  id uuid not null,
  kind text not null,
  -- SHA-256 over kind, parameters and content
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  rows integer not null check (rows >= 0),
  created integer not null check (created >= 0),
  changed integer not null check (changed >= 0),
  imported_by uuid not null,
  imported_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, kind, digest)
);
select kernel.protect_append_only('official_travel.imports');

-- Journeys of the years before have no case; the same one from a second file is the same row.
create unique index trips_by_reference on official_travel.trips (office_id, unit_id, reference) where case_id is null;
