-- What people were told. One row per person and message: a message delivered twice is shown once (CC-07).
create table kernel.inbox (
  office_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- message of the outbox and notice in it
  message_key text not null,
  -- `copy`: a case was copied to the person for reading (待阅)
  kind text not null check (kind in ('message', 'copy')),
  topic text not null,
  text_zh text not null check (length(text_zh) between 1 and 1000),
  text_en text not null check (length(text_en) between 1 and 1000),
  case_id uuid,
  link text,
  sent_at timestamptz not null,
  read_at timestamptz,
  primary key (office_id, id),
  unique (office_id, person_id, message_key),
  foreign key (office_id, case_id) references kernel.cases (office_id, id) on delete cascade
);
create index inbox_by_person on kernel.inbox (office_id, person_id, kind, id desc);
create index inbox_unread on kernel.inbox (office_id, person_id, kind) where read_at is null;
select kernel.protect('kernel.inbox');

-- What leaves the program by mail or webhook, each with its own attempts, so that a dead receiver stops nobody else.
create table kernel.deliveries (
  office_id uuid not null,
  id uuid not null,
  -- order of handing over within one receiver and object
  position bigint generated always as identity,
  message_id uuid not null,
  notice text not null,
  channel text not null check (channel in ('mail', 'webhook')),
  -- person of a mail, name of a webhook
  target text not null,
  topic text not null,
  about text,
  -- number, act and link; no names, no amounts
  body jsonb not null,
  sent_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_error text,
  primary key (office_id, id),
  unique (office_id, message_id, notice, channel, target)
);
create index deliveries_waiting on kernel.deliveries (office_id, position) where delivered_at is null and given_up_at is null;
create index deliveries_given_up on kernel.deliveries (office_id, given_up_at) where given_up_at is not null;
create index deliveries_in_order on kernel.deliveries (office_id, channel, target, about, position)
  where delivered_at is null and given_up_at is null;
select kernel.protect('kernel.deliveries');

create index outbox_in_order on kernel.outbox (office_id, about, position) where delivered_at is null and given_up_at is null;
create index outbox_given_up on kernel.outbox (office_id, given_up_at) where given_up_at is not null;

-- Where a person wants notices by mail; sealed under the person's own key.
create table kernel.mail_addresses (
  office_id uuid not null,
  person_id uuid not null,
  address text not null,
  set_at timestamptz not null,
  primary key (office_id, person_id)
);
select kernel.protect('kernel.mail_addresses');

-- What may be taken up now: due, and nothing earlier about the same thing still waits. The look-out knows no office yet.
create function kernel.offices_with_messages() returns table (office_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select o.office_id from kernel.offices o
    where exists (select from kernel.outbox m where m.office_id = o.office_id and m.delivered_at is null
        and m.given_up_at is null and (m.next_attempt_at is null or m.next_attempt_at <= now())
        and not exists (select from kernel.outbox e where e.office_id = m.office_id and e.about = m.about
          and e.position < m.position and e.delivered_at is null and e.given_up_at is null))
      or exists (select from kernel.deliveries d where d.office_id = o.office_id and d.delivered_at is null
        and d.given_up_at is null and (d.next_attempt_at is null or d.next_attempt_at <= now())
        and not exists (select from kernel.deliveries e where e.office_id = d.office_id and e.channel = d.channel
          and e.target = d.target and e.about = d.about and e.position < d.position
          and e.delivered_at is null and e.given_up_at is null));
  end;
