-- Purposes for which an office no longer collects data, and when it took one up again. The last row of a purpose holds.
create table kernel.purpose_changes (
  office_id uuid not null,
  id uuid not null,
  purpose text not null check (length(purpose) between 2 and 100),
  active boolean not null,
  reason text not null check (length(reason) between 2 and 500),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, id)
);
create index purpose_changes_of on kernel.purpose_changes (office_id, purpose, id);
select kernel.protect_append_only('kernel.purpose_changes');
