-- Duties with a date: what started the clock, how it counts, where it stands.
create table kernel.obligations (
  office_id uuid not null,
  id uuid not null,
  -- `official-travel.trip-report`, defined by a service
  kind text not null,
  -- the record that it is about, `mission:0198…`
  subject text not null,
  -- tells several duties of one kind about one record apart, e.g. the code of a promised paper
  mark text not null default '',
  case_id uuid,
  unit_id uuid not null,
  unit_path uuid[] not null,
  -- who owes it; null: whoever holds the role at the unit
  person_id uuid,
  duty_role text,
  clock text not null check (clock in ('working-days', 'calendar-days', 'calendar-months', 'hours')),
  amount integer not null check (amount between 0 and 10000),
  -- a last day that is off moves to the next working day
  rolls_over boolean not null default false,
  -- the record of the event that started it
  started_by text not null,
  started_on date not null,
  -- clocks that count hours
  started_at timestamptz,
  -- stops of the clock: [{"from", "to", "reason"}], `to` null while it stands
  pauses jsonb not null default '[]',
  due_on date not null,
  -- the instant from which it is late
  due_at timestamptz not null,
  provisional boolean not null,
  -- article, or who set it, in both languages
  source jsonb not null,
  state text not null check (state in ('open', 'overdue', 'paused', 'met', 'cancelled')),
  ended_at timestamptz,
  -- rungs of the ladder climbed, and when the next is due
  rung integer not null default 0,
  next_rung_at timestamptz,
  created_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, kind, subject, mark),
  foreign key (office_id, case_id) references kernel.cases (office_id, id) on delete cascade,
  check (unit_path[cardinality(unit_path)] = unit_id),
  check ((clock = 'hours') = (started_at is not null)),
  check ((state in ('met', 'cancelled')) = (ended_at is not null)),
  check (next_rung_at is null or state in ('open', 'overdue'))
);
create index obligations_by_due on kernel.obligations (office_id, due_at, id);
create index obligations_by_person on kernel.obligations (office_id, person_id, due_at) where person_id is not null;
create index obligations_by_case on kernel.obligations (office_id, case_id);
create index obligations_to_climb on kernel.obligations (office_id, next_rung_at) where next_rung_at is not null;
select kernel.protect('kernel.obligations');

-- Every move of a date, with the old one, and every rung. Append-only.
create table kernel.obligation_changes (
  office_id uuid not null,
  obligation_id uuid not null,
  sequence integer not null check (sequence > 0),
  at timestamptz not null,
  what text not null check (what in ('started', 'recomputed', 'paused', 'resumed', 'met', 'cancelled', 'overdue', 'climbed', 'lock-decided', 'lock-released', 'locks-lifted')),
  -- null: the system
  by_person uuid,
  reason text check (length(reason) <= 500),
  due_before timestamptz,
  due_after timestamptz,
  -- codes and ids: rung, act, lock
  details jsonb not null default '{}',
  primary key (office_id, obligation_id, sequence),
  foreign key (office_id, obligation_id) references kernel.obligations (office_id, id) on delete cascade
);
select kernel.protect_append_only('kernel.obligation_changes');

-- One message for a unit and day about all that it owes late.
create table kernel.obligation_dunnings (
  office_id uuid not null,
  unit_id uuid not null,
  day date not null,
  at timestamptz not null,
  primary key (office_id, unit_id, day)
);
select kernel.protect_append_only('kernel.obligation_dunnings');

-- A person is locked by the ladder itself; a mission or a unit only by a leader's written decision on the proposal.
create table kernel.obligation_locks (
  office_id uuid not null,
  id uuid not null,
  obligation_id uuid not null,
  target text not null check (target in ('person', 'mission', 'unit')),
  target_id uuid not null,
  state text not null check (state in ('proposed', 'in-force', 'declined', 'lifted')),
  since timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- who signed, when, under which number
  reference text check (length(reference) between 2 and 300),
  -- released for a while, that day included
  release_until date,
  released_by uuid,
  released_at timestamptz,
  release_reason text check (length(release_reason) between 2 and 500),
  lifted_at timestamptz,
  primary key (office_id, id),
  foreign key (office_id, obligation_id) references kernel.obligations (office_id, id) on delete cascade,
  check (target = 'person' or state <> 'in-force' or reference is not null),
  check ((release_until is null) = (release_reason is null)),
  check ((state = 'lifted') = (lifted_at is not null))
);
create unique index obligation_locks_one_standing on kernel.obligation_locks (office_id, obligation_id, target)
  where state in ('proposed', 'in-force');
create index obligation_locks_in_force on kernel.obligation_locks (office_id, target, target_id) where state = 'in-force';
select kernel.protect('kernel.obligation_locks');
