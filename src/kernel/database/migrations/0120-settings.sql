-- Settings with their history. A correction is a later row for the same day; nothing is changed in place.
create table kernel.settings (
  office_id uuid not null,
  id uuid not null,
  key text not null,
  value jsonb not null,
  valid_from date not null,
  -- Rises within one key; of two rows for one day the later holds.
  sequence integer not null,
  set_by uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  set_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, key, sequence)
);
create index settings_as_of on kernel.settings (office_id, key, valid_from desc, sequence desc);
select kernel.protect_append_only('kernel.settings');
