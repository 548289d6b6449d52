-- What is not as it should be with the installation, since when, and when it was over. Never a personal value.
create table kernel.alarms (
  office_id uuid not null,
  id uuid not null,
  kind text not null,
  raised_at timestamptz not null,
  details jsonb not null,
  ended_at timestamptz,
  primary key (office_id, id)
);
create unique index alarms_standing on kernel.alarms (office_id, kind) where ended_at is null;
select kernel.protect('kernel.alarms');

-- What each nightly comparison found when it last ran.
create table kernel.checks (
  office_id uuid not null,
  kind text not null check (kind in ('cases', 'files', 'audit')),
  checked_at timestamptz not null,
  looked_at integer not null,
  found integer not null,
  primary key (office_id, kind)
);
select kernel.protect('kernel.checks');
