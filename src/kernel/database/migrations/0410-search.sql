-- What can be found: one row per record, its words in one tsvector. Derived data: it can be written again from the records.
create table kernel.search_entries (
  office_id uuid not null,
  -- group of hits: `case`, `person`, `document`
  kind text not null,
  object_id uuid not null,
  -- records of a case are seen by whoever may know of the case
  case_id uuid,
  -- others by their own unit
  unit_path uuid[] not null default '{}',
  title text not null check (length(title) between 1 and 300),
  note text not null default '' check (length(note) <= 300),
  -- words, pairs of characters, numbers and their ends, initials; and the office, as a word of its own
  words tsvector not null,
  updated_at timestamptz not null,
  primary key (office_id, kind, object_id),
  foreign key (office_id, case_id) references kernel.cases (office_id, id) on delete cascade
);
create index search_entries_words on kernel.search_entries using gin (words);
create index search_entries_by_case on kernel.search_entries (office_id, case_id);
create index search_entries_latest on kernel.search_entries (office_id, updated_at desc, object_id desc);
select kernel.protect('kernel.search_entries');

-- The latest matches, of one kind if it is named. Under row security the index could not be used, because the operator @@ is not leakproof. This function looks
-- past it and repeats the office twice: as a word that the index looks up, and as the plain comparison. Words that one in twenty of the
-- latest entries has are looked for from the latest entry back, where enough are soon found; the index would gather them all first.
create function kernel.search_matches(sought tsquery, of_kind text, most integer)
  returns table (kind text, object_id uuid, case_id uuid, unit_path uuid[], title text, note text, updated_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
#variable_conflict use_column
declare
  office constant uuid := kernel.current_office();
  of_office constant tsquery := quote_literal('@o:' || office)::tsquery && sought;
begin
  if (select count(*) >= 5 from (select e.words from kernel.search_entries e where e.office_id = office
      order by e.updated_at desc, e.object_id desc limit 120) latest where latest.words @@ sought) then
    return query
      select e.kind, e.object_id, e.case_id, e.unit_path, e.title, e.note, e.updated_at from kernel.search_entries e
      where e.office_id = office and (e.words @@ sought) is true and (of_kind is null or e.kind = of_kind)
      order by e.updated_at desc, e.object_id desc limit most;
  else
    return query
      with matched as materialized (select e.* from kernel.search_entries e
        where e.words @@ of_office and e.office_id = office and (of_kind is null or e.kind = of_kind))
      select e.kind, e.object_id, e.case_id, e.unit_path, e.title, e.note, e.updated_at from matched e
      order by e.updated_at desc, e.object_id desc limit most;
  end if;
end
$$;
