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
);
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
