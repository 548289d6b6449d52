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
create index cases_by_service_state on kernel.cases (office_id, service, state, due_sort, id);
-- "Mine": without it an applicant's own few cases were sought among all of the office.
create index cases_by_applicant on kernel.cases (office_id, applicant_id, due_sort, id);
create index cases_by_unit on kernel.cases using gin (unit_path);
select kernel.protect('kernel.cases');

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
  primary key (office_id, key, task_id),
  foreign key (office_id, task_id) references kernel.tasks (office_id, id) on delete cascade
);
create index task_keys_by_task on kernel.task_keys (office_id, task_id);
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
