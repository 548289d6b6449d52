-- The audit trail (GB/T 22239-2019 8.1.4.3). Written in the command's transaction; nothing is ever updated.
create table kernel.audit_entries (
  office_id uuid not null,
  id uuid not null,
  -- Which transaction wrote it: the linker takes only entries older than every running transaction. Not part of the
  -- chained bytes, because it has no meaning in another database cluster (restore).
  xid xid8 not null default pg_current_xact_id(),
  at_real timestamptz not null default clock_timestamp(),
  at_business timestamptz not null,
  -- Random keys (kernel.audit_subjects), never a person's id or name.
  subject uuid,
  on_behalf uuid,
  post text,
  session_digest text,
  address text,
  event text not null,
  object text not null,
  result text not null check (result in ('done', 'refused', 'failed')),
  reason text,
  request_id text,
  details jsonb,
  primary key (office_id, id)
) partition by range (id);
create index audit_entries_by_xid on kernel.audit_entries (office_id, xid);
create index audit_entries_by_object on kernel.audit_entries (office_id, object, id);
create index audit_entries_by_subject on kernel.audit_entries (office_id, subject, id);
create index audit_entries_by_event on kernel.audit_entries (office_id, event, id);
select kernel.protect_append_only('kernel.audit_entries');

-- The chain of one office: digest = SM3(label, previous digest, canonical bytes of the entry), see kernel/audit/chain.ts.
create table kernel.audit_links (
  office_id uuid not null,
  sequence bigint not null check (sequence > 0),
  entry_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  linked_at timestamptz not null default clock_timestamp(),
  primary key (office_id, sequence),
  unique (office_id, entry_id)
);
select kernel.protect_append_only('kernel.audit_links');

-- Who a subject key is. Erasing the row leaves the trail whole and nameless (AU-09).
create table kernel.audit_subjects (
  office_id uuid not null,
  person_id uuid not null,
  subject uuid not null default gen_random_uuid(),
  primary key (office_id, person_id),
  unique (office_id, subject)
);
select kernel.protect('kernel.audit_subjects');

-- Refuses change and removal also to the owner (AU-04).
create function kernel.refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only: % on % refused', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger audit_entries_unchanged before update or delete on kernel.audit_entries
  for each row execute function kernel.refuse_audit_change();
create trigger audit_entries_kept before truncate on kernel.audit_entries
  for each statement execute function kernel.refuse_audit_change();
create trigger audit_links_unchanged before update or delete on kernel.audit_links
  for each row execute function kernel.refuse_audit_change();
create trigger audit_links_kept before truncate on kernel.audit_links
  for each statement execute function kernel.refuse_audit_change();

-- Real time and transaction are the database's word, whatever the writer sends.
create function kernel.stamp_audit_entry() returns trigger language plpgsql as $$
begin
  new.xid := pg_current_xact_id();
  new.at_real := clock_timestamp();
  return new;
end $$;
create trigger audit_entries_stamped before insert on kernel.audit_entries
  for each row execute function kernel.stamp_audit_entry();

-- Ids begin with the machine's time, so that months are ranges of ids; the first id of that instant.
create function kernel.id_at(instant timestamptz) returns uuid
  language sql stable strict parallel safe
  return (lpad(to_hex(floor(extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- One partition a month (UTC), made ahead; what belongs to no month that is there (a restored trail, a clock far off) goes
-- to the last one and is an entry as any other.
create table kernel.audit_entries_other partition of kernel.audit_entries default;
select kernel.enforce_office('kernel.audit_entries_other');
create trigger audit_entries_kept before truncate on kernel.audit_entries_other
  for each statement execute function kernel.refuse_audit_change();

create function kernel.prepare_audit_months() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first timestamptz := date_trunc('month', now(), 'UTC');
  month timestamptz;
  name text;
begin
  perform pg_advisory_xact_lock(hashtextextended('honglu audit months', 0));
  for step in 0..3 loop
    month := (first at time zone 'UTC' + make_interval(months => step)) at time zone 'UTC';
    name := 'audit_entries_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    continue when to_regclass('kernel.' || name) is not null;
    begin
      execute format('create table kernel.%I partition of kernel.audit_entries for values from (%L) to (%L)', name,
        kernel.id_at(month), kernel.id_at((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
    exception when check_violation then
      -- Entries of that month lie in the last partition already, and stay there.
      continue;
    end;
    perform kernel.enforce_office(('kernel.' || name)::regclass);
    execute format('create trigger audit_entries_kept before truncate on kernel.%I
      for each statement execute function kernel.refuse_audit_change()', name);
  end loop;
end
$$;
select kernel.prepare_audit_months();

-- What the trail takes on the disk, all offices together.
create function kernel.audit_bytes() returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select coalesce(sum(pg_total_relation_size(relid)), 0)::bigint + pg_total_relation_size('kernel.audit_links')
    from pg_partition_tree('kernel.audit_entries');
  end;

-- Months that were moved to a sealed file outside the database (AU-07). Their links stay, so that the chain has no hole.
create table kernel.audit_archives (
  office_id uuid not null,
  -- First day of the month, UTC.
  month date not null,
  file text not null,
  -- SM3 of the file; it also stands in an entry of the chain.
  digest bytea not null check (length(digest) = 32),
  entries integer not null check (entries > 0),
  archived_at timestamptz not null,
  primary key (office_id, month)
);
select kernel.protect_append_only('kernel.audit_archives');
