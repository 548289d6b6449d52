-- Content of missions (团组) by section and version, and the journeys that rules, frequencies and figures read.
create schema official_travel;
grant usage on schema official_travel to honglu_app;

create table official_travel.mission_sections (
  office_id uuid not null,
  case_id uuid not null,
  section text not null,
  version integer not null check (version > 0),
  -- Sections about people are sealed whole; the others stand in the clear.
  content jsonb,
  sealed text,
  -- Named by an event: never changed again. A version that nobody named gives way to the next.
  frozen boolean not null default false,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (office_id, case_id, section, version),
  check ((content is null) <> (sealed is null))
);
select kernel.protect('official_travel.mission_sections');

-- What the rules said when the mission was decided; it holds names and rests sealed. While a case is open they are asked anew.
create table official_travel.mission_checks (
  office_id uuid not null,
  case_id uuid not null,
  sealed text not null,
  checked_at timestamptz not null,
  primary key (office_id, case_id)
);
select kernel.protect('official_travel.mission_checks');

-- One journey abroad: of a case here, or taken over from the years before.
create table official_travel.trips (
  office_id uuid not null,
  id uuid not null,
  case_id uuid,
  reference text not null,
  status text not null check (status in ('applied', 'approved', 'under-way', 'completed', 'cancelled')),
  kind text not null check (kind in ('abroad', 'hong-kong-macao', 'taiwan')),
  category text not null,
  unit_id uuid not null,
  unit_path uuid[] not null,
  unit_names text[] not null,
  departure date not null,
  return date not null,
  regions text[] not null check (cardinality(regions) > 0),
  inviters text[] not null default '{}',
  purpose_title text not null,
  budget_cny numeric(14, 2),
  granted_on date,
  recorded_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, case_id),
  check (return >= departure)
);
create index trips_by_departure on official_travel.trips (office_id, departure);
create index trips_by_unit on official_travel.trips using gin (unit_path);
select kernel.protect('official_travel.trips');

create table official_travel.trip_people (
  office_id uuid not null,
  trip_id uuid not null,
  person_id uuid not null,
  leadership_team_of text,
  leadership_role text check (leadership_role in ('head', 'deputy')),
  group_leader boolean not null,
  -- When the passport came back; null: not yet, or not known.
  passport_returned_on date,
  primary key (office_id, trip_id, person_id),
  foreign key (office_id, trip_id) references official_travel.trips (office_id, id) on delete cascade
);
create index trip_people_by_person on official_travel.trip_people (office_id, person_id);
select kernel.protect('official_travel.trip_people');

-- What the record said of a journey, and between which times; the one relation that figures are made of. As-of questions are
-- ordinary questions.
create table official_travel.trip_records (
  office_id uuid not null,
  id uuid not null,
  trip_id uuid not null,
  case_id uuid,
  reference text not null,
  title text not null,
  status text not null,
  kind text not null,
  category text not null,
  unit_id uuid not null,
  unit_path uuid[] not null,
  departure date not null,
  return date not null,
  regions text[] not null,
  people uuid[] not null,
  budget_cny numeric(14, 2),
  granted_on date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, trip_id) references official_travel.trips (office_id, id) on delete cascade
);
create unique index trip_records_one_current on official_travel.trip_records (office_id, trip_id) where superseded_at is null;
create index trip_records_by_departure on official_travel.trip_records (office_id, departure);
select kernel.protect('official_travel.trip_records');
