-- Units, persons, accounts, posts, delegations, sessions.

-- Password policy: 等保三级 asks for complexity and change, ASVS forbids both; the office chooses (ID-03).
alter table kernel.offices add column password_profile text not null default 'dengbao-3' check (password_profile in ('dengbao-3', 'asvs'));

create table kernel.units (
  office_id uuid not null references kernel.offices,
  id uuid not null,
  parent_id uuid,
  name text not null check (length(name) between 1 and 200),
  name_en text not null check (length(name_en) between 1 and 200),
  short_name text check (length(short_name) between 1 and 50),
  kind text not null check (kind in ('office', 'section', 'county', 'bureau', 'unit', 'enterprise')),
  -- Root first, itself last; what stands above a matter is read from here without recursion.
  path uuid[] not null,
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  primary key (office_id, id),
  foreign key (office_id, parent_id) references kernel.units (office_id, id),
  check (path[cardinality(path)] = id),
  check ((parent_id is null and cardinality(path) = 1) or path[cardinality(path) - 1] = parent_id),
  check (cardinality(path) between 1 and 12),
  check (valid_to >= valid_from)
);
create index units_path on kernel.units using gin (path);
create unique index units_one_root on kernel.units (office_id) where parent_id is null;
select kernel.protect('kernel.units');

create table kernel.persons (
  office_id uuid not null references kernel.offices,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  -- As in the passport: capitals.
  name_latin text check (name_latin ~ '^[A-Z][A-Z '',-]{0,99}$'),
  -- Identity number, telephone and the like: sealed under the person's own key, never in the clear.
  sealed text,
  created_at timestamptz not null,
  primary key (office_id, id)
);
select kernel.protect('kernel.persons');

create table kernel.accounts (
  office_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  login text not null check (login = lower(login) and login ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
  password_digest text not null check (password_digest like '$argon2id$%'),
  password_set_at timestamptz not null,
  -- Given by an administrator or at start: must be replaced at the first sign-in.
  password_temporary boolean not null default true,
  -- Sealed seed of the second factor; null until it is enrolled.
  factor_seed text,
  -- A new seed until its first code was given; the old one works until then.
  factor_pending text,
  factor_enrolled_at timestamptz,
  -- Last 30-second step whose code entered: each code works once.
  factor_last_step bigint,
  -- The second factor is skipped; only in a demonstration office and only while the program is bound to loopback.
  factor_exempt boolean not null default false,
  state text not null default 'active' check (state in ('active', 'held', 'suspended')),
  state_reason text,
  last_sign_in_at timestamptz,
  language text not null default 'zh' check (language in ('zh', 'en')),
  created_at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, person_id) references kernel.persons (office_id, id),
  -- One person, one account.
  unique (office_id, person_id)
);
select kernel.protect('kernel.accounts');

create table kernel.password_history (
  office_id uuid not null,
  account_id uuid not null,
  password_digest text not null,
  set_at timestamptz not null,
  primary key (office_id, account_id, set_at),
  foreign key (office_id, account_id) references kernel.accounts (office_id, id)
);
select kernel.protect('kernel.password_history');

create table kernel.recovery_codes (
  office_id uuid not null,
  account_id uuid not null,
  digest bytea not null,
  used_at timestamptz,
  primary key (office_id, account_id, digest),
  foreign key (office_id, account_id) references kernel.accounts (office_id, id)
);
select kernel.protect('kernel.recovery_codes');

create table kernel.posts (
  office_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  title text not null check (length(title) between 1 and 100),
  roles text[] not null check (cardinality(roles) between 1 and 20),
  subtree boolean not null default false,
  valid_from date not null,
  valid_to date,
  -- Taken away before its time: gives nothing from that moment on.
  ended_at timestamptz,
  ended_reason text,
  primary key (office_id, id),
  foreign key (office_id, person_id) references kernel.persons (office_id, id),
  foreign key (office_id, unit_id) references kernel.units (office_id, id),
  check (valid_to >= valid_from)
);
create index posts_person on kernel.posts (office_id, person_id);
create index posts_unit on kernel.posts (office_id, unit_id);
select kernel.protect('kernel.posts');

-- The three administrators exclude each other (GB/T 22239-2019 8.1.4.2d): no person is two of them on the same day.
-- The person's row is locked first, so that two grants at the same moment see one another.
create function kernel.keep_administrators_apart() returns trigger language plpgsql as $$
declare
  administrators constant text[] := array['system-administrator', 'security-administrator', 'audit-administrator'];
  kinds integer;
begin
  if new.ended_at is not null or not new.roles && administrators then
    return new;
  end if;
  perform 1 from kernel.persons where office_id = new.office_id and id = new.person_id for update;
  select count(distinct held) into kinds
    from (
      select unnest(new.roles) as held
      union all
      select unnest(p.roles) from kernel.posts p
       where p.office_id = new.office_id and p.person_id = new.person_id and p.id <> new.id and p.ended_at is null
         and daterange(p.valid_from, p.valid_to, '[]') && daterange(new.valid_from, new.valid_to, '[]')
    ) every_role
   where held = any (administrators);
  if kinds > 1 then
    raise exception 'the three administrators exclude each other' using errcode = '23P01', constraint = 'posts_administrators_apart';
  end if;
  return new;
end $$;
create trigger posts_administrators_apart before insert or update on kernel.posts
  for each row execute function kernel.keep_administrators_apart();

create table kernel.delegations (
  office_id uuid not null,
  id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  -- duties that the stand-in takes over; null: all that can be delegated
  roles text[] check (cardinality(roles) > 0),
  reason text not null check (length(reason) between 1 and 500),
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (office_id, id),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (office_id, from_person_id) references kernel.persons (office_id, id),
  foreign key (office_id, to_person_id) references kernel.persons (office_id, id),
  check (from_person_id <> to_person_id),
  check (valid_to >= valid_from)
);
create index delegations_to on kernel.delegations (office_id, to_person_id, valid_to);
create index delegations_from on kernel.delegations (office_id, from_person_id, valid_to);
select kernel.protect('kernel.delegations');

create table kernel.sessions (
  office_id uuid not null,
  -- SHA-256 of the token; the token itself is only in the browser.
  digest bytea not null check (length(digest) = 32),
  -- What people and the trail call the session by.
  id uuid not null,
  account_id uuid not null,
  -- 'entry': the password was right, the rest of the sign-in is still to come; it opens nothing else.
  stage text not null check (stage in ('entry', 'full')),
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  idle_seconds integer not null check (idle_seconds between 60 and 3600),
  factor_at timestamptz,
  address text not null,
  agent text not null default '',
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'replaced', 'too-many', 'ended-by-owner', 'ended-by-administrator', 'rights-changed', 'password-changed', 'factor-changed')),
  primary key (office_id, digest),
  unique (office_id, id),
  foreign key (office_id, account_id) references kernel.accounts (office_id, id),
  check ((ended_at is null) = (ended_because is null))
);
create index sessions_open on kernel.sessions (office_id, account_id, started_at) where ended_at is null;
select kernel.protect('kernel.sessions');

-- Whose office a login name belongs to. Before sign-in nobody has an office, so this one list stands outside row
-- security; the application role reaches it through the function only, one exact name at a time.
create table kernel.login_names (
  login text primary key,
  office_id uuid not null,
  account_id uuid not null
);

create function kernel.keep_login_names() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then
    delete from kernel.login_names where login = old.login;
  end if;
  if tg_op <> 'DELETE' then
    insert into kernel.login_names (login, office_id, account_id) values (new.login, new.office_id, new.id);
    return new;
  end if;
  return old;
end $$;
create trigger accounts_login_names after insert or delete or update of login on kernel.accounts
  for each row execute function kernel.keep_login_names();

create function kernel.account_of_login(sought text) returns table (office_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select n.office_id, n.account_id from kernel.login_names n where n.login = sought
$$;
