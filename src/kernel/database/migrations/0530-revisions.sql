-- How often the rows of a table have changed, by office: what was computed from them and remembered holds as long as the number is
-- the same. The number is written in the transaction that changes the rows, so whoever sees the change sees the number.
--
-- The number is the sum over slots. A writer takes a slot that no other transaction holds, or opens a new one: nobody ever waits
-- for it, and so it can be part of no deadlock. There are as many slots as there were writers at once.
create table kernel.revisions (
  office_id uuid not null,
  topic text not null,
  slot uuid not null default gen_random_uuid(),
  revision bigint not null default 1,
  primary key (office_id, topic, slot)
) with (fillfactor = 50);
select kernel.protect('kernel.revisions');

create function kernel.note_change_in(changed_office uuid, changed_topic text) returns void
  language plpgsql as $$
begin
  update kernel.revisions r set revision = r.revision + 1
  where r.office_id = changed_office and r.topic = changed_topic and r.slot = (
    select f.slot from kernel.revisions f where f.office_id = changed_office and f.topic = changed_topic
    limit 1 for update skip locked);
  if not found then
    insert into kernel.revisions (office_id, topic) values (changed_office, changed_topic);
  end if;
end
$$;

-- The application works for one office at a time. The owner of the tables may work on all of them.
create function kernel.note_change() returns trigger
  language plpgsql as $$
declare
  changed_topic text := tg_table_schema || '.' || tg_table_name;
begin
  if kernel.current_office() is not null then
    perform kernel.note_change_in(kernel.current_office(), changed_topic);
  else
    perform kernel.note_change_in(o.office_id, changed_topic) from kernel.offices o;
  end if;
  return null;
end
$$;

-- Counts the changes of a table from now on.
create function kernel.count_changes(target regclass) returns void
  language plpgsql as $$
begin
  execute format(
    'create trigger changes_counted after insert or update or delete on %s for each statement execute function kernel.note_change()',
    target
  );
end
$$;
revoke execute on function kernel.count_changes(regclass) from public;

select kernel.count_changes(rests_on) from unnest(array[
  'kernel.units', 'kernel.persons', 'kernel.person_keys', 'kernel.data_keys', 'kernel.settings', 'kernel.calendar_entries',
  'kernel.calendar_years', 'kernel.issuers', 'kernel.documents', 'kernel.document_cosigners']::regclass[]) as rests_on;
