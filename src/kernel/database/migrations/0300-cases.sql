-- Cases: list rows, people, events, tasks, definitions, routes, numbers, texts.

-- Process and route of a case, kept whole under their digest, so that a running case keeps what it began with.
create table kernel.case_definitions (
  office_id uuid not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  service text not null,
  kind text not null,
  body jsonb not null,
  kept_at timestamptz not null,
  primary key (office_id, digest)
);
select kernel.protect_append_only('kernel.case_definitions');

-- Dated data, edited on a screen. A route that cases run by is never lost: they keep their definition.
create table kernel.routes (
  office_id uuid not null,
  service text not null,
  kind text not null,
  id text not null check (id ~ '^[a-z][a-z0-9-]{0,59}$'),
  valid_from date not null,
  valid_to date,
  version integer not null default 1 check (version > 0),
  body jsonb not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, service, kind, id, valid_from),
  check (valid_to >= valid_from)
);
select kernel.protect('kernel.routes');

-- What lists read. Everything that the history says can be written again from it (see rebuildRow).
create table kernel.cases (
  office_id uuid not null,
  id uuid not null,
  service text not null,
  kind text not null,
  -- 市代码-年度-流水, given at submission
  number text,
  title text not null check (length(title) <= 300),
  phase text not null check (phase in ('draft', 'open', 'ended')),
  state text not null,
  -- keys of the open nodes, in the order of the route
  nodes text[] not null default '{}',
  -- who has it: named persons, and roles at units (as in the events)
  holder_ids uuid[] not null default '{}',
  holders jsonb not null default '[]',
  due_on date,
  due_provisional boolean not null default false,
  -- number of events; commands name it
  version integer not null default 0 check (version >= 0),
  -- current version of every section of the content
  sections jsonb not null default '{}',
  definition text,
  unit_id uuid not null,
  unit_path uuid[] not null,
  applicant_id uuid not null,
  -- search facts of the service: codes and figures, no personal values
  facts jsonb not null default '{}',
  created_at timestamptz not null,
  submitted_at timestamptz,
  updated_at timestamptz not null,
  due_sort date not null generated always as (coalesce(due_on, '9999-12-31'::date)) stored,
  number_sort text not null generated always as (coalesce(number, '')) stored,
  -- The day of the matter itself (a departure, an event), which the service gives as the search fact `day`. A column, because what
  -- is drawn out of jsonb may not use an index under row security. Without a day: after every day.
  day_sort text collate "C" not null generated always as (coalesce(facts ->> 'day', U&'\FFFF')) stored,
  primary key (office_id, id),
  foreign key (office_id, definition) references kernel.case_definitions (office_id, digest),
  check (unit_path[cardinality(unit_path)] = unit_id),
  check ((phase = 'draft') = (number is null)),
  check ((phase = 'draft') = (version = 0)),
  check ((phase = 'draft') = (definition is null)),
  unique (office_id, service, number)
);
create index cases_by_due on kernel.cases (office_id, due_sort, id);
create index cases_by_updated on kernel.cases (office_id, updated_at desc, id desc);
create index cases_by_number on kernel.cases (office_id, number_sort, id);
create index cases_by_day on kernel.cases (office_id, day_sort, id);
-- With what the permission asks about, so that counting reads no rows of the table.
create index cases_by_service_state on kernel.cases (office_id, service, state, due_sort, id) include (kind, unit_path);
-- "Mine": without it an applicant's own few cases were sought among all of the office.
create index cases_by_applicant on kernel.cases (office_id, applicant_id, due_sort, id);
-- Of each unit in the order of lists, so that who sees few units reads no other unit's cases.
create index cases_by_unit_due on kernel.cases (office_id, unit_id, due_sort, id) include (service, kind, unit_path);
create index cases_by_unit on kernel.cases using gin (unit_path);
select kernel.protect('kernel.cases');

-- Which units have cases below which: a handful of rows for each unit. The overlap of two paths may not use an index under row
-- security, the equality of two ids may; so lists ask here for the units and then for the cases of each. The path is the case's own:
-- a unit that moved stands below both. Rows are never taken away, and lists test each case by its own path again.
create table kernel.case_units (
  office_id uuid not null,
  above uuid not null,
  unit_id uuid not null,
  primary key (office_id, above, unit_id)
);
select kernel.protect_append_only('kernel.case_units');

create function kernel.keep_case_units() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into kernel.case_units (office_id, above, unit_id)
  select distinct n.office_id, a.above, n.unit_id from written n cross join lateral unnest(n.unit_path) as a (above)
  on conflict do nothing;
  return null;
end
$$;
create trigger cases_units_of_new after insert on kernel.cases
  referencing new table as written for each statement execute function kernel.keep_case_units();
create trigger cases_units_of_changed after update on kernel.cases
  referencing new table as written for each statement execute function kernel.keep_case_units();

-- Every character and every pair of neighbours of a title, each behind the end of the office's id, so that the index keeps offices
-- apart. What holds a text holds all its pairs, and is looked for by them; a single character by itself.
create function kernel.title_parts(office uuid, title text) returns text[]
  language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
declare
  mark constant text := right(office::text, 8);
  small constant text := lower(title);
  parts text[] := '{}';
begin
  for nth in 1..length(small) loop
    parts := parts || (mark || substr(small, nth, 1)) || (mark || substr(small, nth, 2));
  end loop;
  return parts;
end
$$;
create index cases_by_title on kernel.cases using gin (kernel.title_parts(office_id, title));
create index cases_by_number_beginning on kernel.cases (office_id, number_sort text_pattern_ops);

-- Which cases may have the text in their title, or begin their number with it; a list tests each of them again, and asks who may know
-- of it. Null: too many, or so common that the list finds its page sooner by going along its own order. Neither `@>` nor `like` is
-- leakproof: this looks past row security, so it repeats the office (see decision 0021).
create function kernel.cases_titled(sought text, most integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  office constant uuid := kernel.current_office();
  parts constant text[] := array(select part from unnest(kernel.title_parts(office, sought)) part
    where length(part) = 8 + least(length(sought), 2));
  pattern constant text := '%' || replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  found uuid[];
begin
  if (select count(*) >= 4 from (select c.title from kernel.cases c where c.office_id = office
      order by c.updated_at desc, c.id desc limit 200) latest where latest.title ilike pattern) then
    return null;
  end if;
  select array_agg(id) into found from (
    (select c.id from kernel.cases c where c.office_id = office
       and kernel.title_parts(c.office_id, c.title) @> parts limit most + 1)
    union
    (select c.id from kernel.cases c where c.office_id = office
       and c.number_sort ~>=~ sought and c.number_sort ~<~ (sought || U&'\FFFF') limit most + 1)) as either;
  return case when cardinality(found) > most then null else coalesce(found, '{}') end;
end
$$;

-- Who stands in which relation to a case; read by the permission filter.
create table kernel.case_people (
  office_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  relation text not null check (relation in ('applicant', 'member', 'holder', 'participant')),
  primary key (office_id, case_id, person_id, relation),
  foreign key (office_id, case_id) references kernel.cases (office_id, id) on delete cascade
);
create index case_people_by_person on kernel.case_people (office_id, person_id, relation, case_id);
select kernel.protect('kernel.case_people');

-- The history. Ids and codes only, no personal values.
create table kernel.case_events (
  office_id uuid not null,
  case_id uuid not null,
  sequence integer not null check (sequence > 0),
  type text not null,
  -- business time
  at timestamptz not null,
  -- null: the system
  by_person uuid,
  for_person uuid,
  command_key text not null,
  body jsonb not null,
  primary key (office_id, case_id, sequence),
  foreign key (office_id, case_id) references kernel.cases (office_id, id)
);
create index case_events_by_person on kernel.case_events (office_id, by_person, at);
select kernel.protect_append_only('kernel.case_events');

-- One row for every time somebody has something to do in a case.
create table kernel.tasks (
  office_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('decide', 'opinion', 'wait', 'issue', 'correct', 'check-paper')),
  -- what the task hangs on: node and seat, paper, or the correction
  subject text not null,
  node text,
  seat text,
  step text,
  -- who can do it, as keys: p:<person>, r:<role>:<unit>, and s:<role>:<unit> for posts that reach down from above
  reach text[] not null check (cardinality(reach) > 0),
  -- concerned persons, who never decide it
  not_for uuid[] not null default '{}',
  opened_at timestamptz not null,
  due_on date,
  due_provisional boolean not null default false,
  -- the clock stands
  suspended boolean not null default false,
  closed_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, case_id) references kernel.cases (office_id, id)
);
-- one open task per seat
create unique index tasks_one_open on kernel.tasks (office_id, case_id, subject) where closed_at is null;
create index tasks_by_case on kernel.tasks (office_id, case_id, opened_at);
select kernel.protect('kernel.tasks');

-- "My to-do": the keys of open tasks, one row each. Equality of keys may use the index under row security; the overlap of arrays
-- may not, because its operator is not leakproof.
create table kernel.task_keys (
  office_id uuid not null,
  key text not null,
  task_id uuid not null,
  -- as the case and the task have them, so that a to-do list goes along its index and stops when its page is full
  case_id uuid not null,
  due_sort date not null,
  not_for uuid[] not null default '{}',
  primary key (office_id, key, task_id),
  foreign key (office_id, task_id) references kernel.tasks (office_id, id) on delete cascade
);
create index task_keys_by_task on kernel.task_keys (office_id, task_id);
create index task_keys_in_order on kernel.task_keys (office_id, key, due_sort, case_id) include (not_for);
select kernel.protect('kernel.task_keys');

-- Gapless running numbers: one row per service and year, locked by who takes the next.
create table kernel.case_numbers (
  office_id uuid not null,
  service text not null,
  year integer not null check (year between 1980 and 2200),
  last integer not null check (last > 0),
  primary key (office_id, service, year)
);
select kernel.protect('kernel.case_numbers');

-- Words of opinions and returns. Events name them by id, so that they can end without touching the history.
create table kernel.case_texts (
  office_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  author_id uuid,
  body text not null check (length(body) between 1 and 4000),
  written_at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, case_id) references kernel.cases (office_id, id) on delete cascade
);
create index case_texts_by_case on kernel.case_texts (office_id, case_id);
select kernel.protect('kernel.case_texts');
