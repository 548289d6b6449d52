-- Keys of an office, wrapped by the master key, which is outside the database (CR-05). Versions stay until nothing is
-- sealed under them.
create table kernel.data_keys (
  office_id uuid not null,
  purpose text not null check (purpose in ('field', 'file', 'index')),
  version integer not null check (version between 1 and 2147483647),
  master_key_id text not null,
  wrapped bytea,
  made_at timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  primary key (office_id, purpose, version),
  check ((wrapped is null) = (destroyed_at is not null))
);
select kernel.protect('kernel.data_keys');

-- One key per person. Destroying it makes every value sealed under it unreadable, in backups too (PR-06).
create table kernel.person_keys (
  office_id uuid not null,
  person_id uuid not null,
  master_key_id text not null,
  wrapped bytea,
  made_at timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  primary key (office_id, person_id),
  check ((wrapped is null) = (destroyed_at is not null))
);
select kernel.protect('kernel.person_keys');
