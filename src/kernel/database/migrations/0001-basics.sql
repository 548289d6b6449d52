-- Schema of the kernel, row security by office, the offices themselves and the list of applied migrations.
-- The runner makes the role honglu_app before the first file: roles belong to the whole server, not to one database.
-- For the same reason it takes the right to make temporary tables from everybody: it is a right on the database itself.

create schema kernel;
grant usage on schema kernel to honglu_app;

-- The office that the connection works for; null when none is set, and null equals no office.
create function kernel.current_office() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('honglu.office', true), '')::uuid;

-- Row security by office on one table. The owner keeps an explicit policy, so that migrations, backups and functions
-- with "security definer" see all offices although FORCE holds for the owner too.
create function kernel.enforce_office(target regclass) returns void
  language plpgsql as $$
declare
  first_key_column name;
  table_schema name;
begin
  if not exists (
    select from pg_attribute
    where attrelid = target and attname = 'office_id' and atttypid = 'uuid'::regtype and attnotnull and not attisdropped
  ) then
    raise exception 'table % has no column office_id uuid not null', target;
  end if;
  select a.attname into first_key_column
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indrelid = target and i.indisprimary;
  if first_key_column is distinct from 'office_id' then
    raise exception 'the primary key of table % does not begin with office_id', target;
  end if;

  execute format('alter table %s enable row level security, force row level security', target);
  execute format(
    'create policy office on %s to honglu_app using (office_id = kernel.current_office()) with check (office_id = kernel.current_office())',
    target
  );
  execute format('create policy owner on %s to %I using (true) with check (true)', target, current_user);

  select n.nspname into table_schema from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target;
  execute format('grant usage on schema %I to honglu_app', table_schema);
end
$$;

-- Rows that may change: drafts, settings, lists.
create function kernel.protect(target regclass) returns void
  language plpgsql as $$
begin
  perform kernel.enforce_office(target);
  execute format('grant select, insert, update, delete on %s to honglu_app', target);
end
$$;

-- Rows that stay as they were written: audit, events, registers. A mistake is corrected by a later row.
create function kernel.protect_append_only(target regclass) returns void
  language plpgsql as $$
begin
  perform kernel.enforce_office(target);
  execute format('grant select, insert on %s to honglu_app', target);
end
$$;

revoke execute on function kernel.enforce_office(regclass), kernel.protect(regclass), kernel.protect_append_only(regclass) from public;

-- One city's Foreign Affairs Office. Counties, bureaus and enterprises are units inside it.
create table kernel.offices (
  office_id uuid primary key,
  -- short, for addresses and file names: suqian
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  -- an office of invented people; it can be removed whole
  demonstration boolean not null default false,
  created_at timestamptz not null
);
select kernel.protect('kernel.offices');

-- For work that does not know its office yet: sign-in, jobs that run once for each office, set-up.
create function kernel.all_offices()
  returns table (office_id uuid, code text, name_zh text, name_en text, demonstration boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select o.office_id, o.code, o.name_zh, o.name_en, o.demonstration from kernel.offices o order by o.created_at, o.office_id;
  end;

-- Read by the runner before anything else; the digest shows a file that changed after it was applied.
create table kernel.migrations (
  source text not null,
  file text not null,
  digest text not null,
  applied_at timestamptz not null default now(),
  primary key (source, file)
);
grant select on kernel.migrations to honglu_app;
