-- A forgotten password or a lost second factor (ID-10): asked for by its owner or begun by an administrator, let pass by a second one who
-- has checked who stands there. What leads back is a code that works once, for half an hour.
create table kernel.account_recoveries (
  office_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  lost text not null check (lost in ('password', 'factor')),
  asked_at timestamptz not null,
  asked_from text not null,
  -- The first administrator, and why.
  begun_by uuid,
  begun_at timestamptz,
  reason text check (length(reason) between 1 and 200),
  -- The second: how he knows that it is the owner.
  checked_by uuid,
  checked_at timestamptz,
  checked_how text check (checked_how in ('in-person', 'known-telephone', 'superior')),
  -- SHA-256; the code itself was shown once.
  code_digest bytea check (length(code_digest) = 32),
  code_until timestamptz,
  used_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason text check (length(ended_reason) between 1 and 200),
  primary key (office_id, id),
  foreign key (office_id, account_id) references kernel.accounts (office_id, id),
  -- Two people, whatever the program says.
  check (checked_by <> begun_by),
  check ((begun_by is null) = (begun_at is null) and (begun_by is null) = (reason is null)),
  check ((checked_by is null) = (code_digest is null) and (checked_by is null) = (checked_how is null)),
  check (checked_by is null or begun_by is not null),
  check (used_at is null or code_digest is not null)
);
create unique index account_recoveries_open on kernel.account_recoveries (office_id, account_id, lost)
  where used_at is null and ended_at is null;
select kernel.protect('kernel.account_recoveries');
