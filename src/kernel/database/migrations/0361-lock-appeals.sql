-- 申诉: what the locked person or unit says against a lock, and what a named person answers. Kept for good; one waits at a time.
create table kernel.obligation_lock_appeals (
  office_id uuid not null,
  id uuid not null,
  obligation_id uuid not null,
  lock_id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  words text not null check (length(words) between 2 and 500),
  answered_by uuid,
  answered_at timestamptz,
  verdict text check (verdict in ('keep', 'lift')),
  answer text check (length(answer) between 2 and 500),
  primary key (office_id, id),
  foreign key (office_id, obligation_id) references kernel.obligations (office_id, id) on delete cascade,
  foreign key (office_id, lock_id) references kernel.obligation_locks (office_id, id) on delete cascade,
  check ((answered_by is null) = (answered_at is null)),
  check ((answered_by is null) = (verdict is null)),
  check ((answered_by is null) = (answer is null)),
  -- Nobody answers an appeal of their own.
  check (answered_by <> made_by)
);
create unique index obligation_lock_appeals_one_waiting on kernel.obligation_lock_appeals (office_id, lock_id)
  where answered_at is null;
create index obligation_lock_appeals_by_lock on kernel.obligation_lock_appeals (office_id, lock_id, made_at);
select kernel.protect('kernel.obligation_lock_appeals');

alter table kernel.obligation_changes drop constraint obligation_changes_what_check;
alter table kernel.obligation_changes add constraint obligation_changes_what_check check (what in (
  'started', 'recomputed', 'paused', 'resumed', 'met', 'cancelled', 'overdue', 'climbed',
  'lock-decided', 'lock-released', 'locks-lifted', 'lock-appealed', 'appeal-answered'
));
