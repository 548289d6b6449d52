-- Working days as an office enters them over the yearly notices. A mistake is corrected by a later entry for the same day.
create table kernel.calendar_entries (
  office_id uuid not null,
  id uuid not null,
  day date not null,
  working boolean not null,
  name text not null check (length(name) between 1 and 50),
  -- the notice that it is taken from
  source text not null check (length(source) between 1 and 200),
  -- business day on which it became known; what was computed before that day stays explainable
  recorded_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (office_id, id)
);
create index calendar_entries_by_day on kernel.calendar_entries (office_id, day);
select kernel.protect_append_only('kernel.calendar_entries');

-- Years whose notice the office has entered in full: no longer provisional.
create table kernel.calendar_years (
  office_id uuid not null,
  year integer not null check (year between 2004 and 2100),
  source text not null check (length(source) between 1 and 200),
  recorded_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (office_id, year)
);
select kernel.protect_append_only('kernel.calendar_years');
