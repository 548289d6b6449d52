-- What people note on open tasks beside the history of the case: who has taken one up, and who looks at it again when.

-- 认领: a task offered to a duty, taken up by one of those who hold it, so that two do not do the same work. It binds nobody.
create table kernel.task_claims (
  office_id uuid not null,
  task_id uuid not null,
  person_id uuid not null,
  claimed_at timestamptz not null,
  primary key (office_id, task_id),
  foreign key (office_id, task_id) references kernel.tasks (office_id, id) on delete cascade,
  foreign key (office_id, person_id) references kernel.persons (office_id, id)
);
select kernel.protect('kernel.task_claims');

-- 稍后: out of one's way until that day, for oneself only.
create table kernel.task_snoozes (
  office_id uuid not null,
  task_id uuid not null,
  person_id uuid not null,
  until date not null,
  primary key (office_id, task_id, person_id),
  foreign key (office_id, task_id) references kernel.tasks (office_id, id) on delete cascade
);
select kernel.protect('kernel.task_snoozes');
