-- A command sent twice is done once (CC-01, CC-02). The key is written first and the answer last, both in the effect's
-- own transaction: an attempt that rolls back stores nothing.
create table kernel.command_keys (
  office_id uuid not null,
  person_id uuid not null,
  command text not null,
  key text not null,
  input_digest bytea not null,
  -- JSON, or the same sealed under the office's data key; null only while the command runs
  answer text,
  written_at timestamptz not null default clock_timestamp(),
  primary key (office_id, person_id, command, key)
);
-- Keys are purged by age.
create index command_keys_by_age on kernel.command_keys (office_id, written_at);
select kernel.protect('kernel.command_keys');

-- Messages written in the command's transaction and delivered afterwards, at least once (CC-07).
create table kernel.outbox (
  office_id uuid not null,
  id uuid not null,
  -- Commands on one case wait for each other, so within one case this is the order of commits.
  position bigint generated always as identity,
  topic text not null,
  -- What the message is about (`case:…`); messages about one thing are delivered in order.
  about text,
  body jsonb not null,
  sent_at timestamptz not null,
  written_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_error text,
  primary key (office_id, id)
);
create index outbox_waiting on kernel.outbox (office_id, position) where delivered_at is null and given_up_at is null;
select kernel.protect('kernel.outbox');
