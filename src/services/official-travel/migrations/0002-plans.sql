-- Annual plan (年度计划): lines given to units, and what each case holds or has used of them.

create table official_travel.plan_lines (
  office_id uuid not null,
  id uuid not null,
  year integer not null check (year between 1990 and 2100),
  unit_id uuid not null,
  unit_path uuid[] not null,
  list text not null check (list in ('general', 'academic', 'enterprise', 'training')),
  -- 2026-本级-08
  number text not null,
  title text not null check (length(title) <= 60),
  purpose_type text not null,
  leader text,
  regions text[] not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  headcount integer not null check (headcount between 1 and 100),
  days integer not null check (days between 1 and 90),
  need text not null,
  funding text not null,
  amount_cny numeric(14, 2) not null check (amount_cny >= 0),
  priority text check (priority in ('must', 'should', 'may')),
  state text not null check (state in ('draft', 'proposed', 'given', 'replaced', 'closed')),
  -- the line that took this one's place when the plan was adjusted
  replaced_by uuid,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, number)
);
create index plan_lines_by_unit on official_travel.plan_lines (office_id, year, unit_id);
select kernel.protect('official_travel.plan_lines');

-- 占用、使用: a line serves one live mission at a time; withdrawn, refused and cancelled missions release it.
create table official_travel.plan_uses (
  office_id uuid not null,
  line_id uuid not null,
  case_id uuid not null,
  state text not null check (state in ('held', 'granted', 'released')),
  changed_at timestamptz not null,
  primary key (office_id, line_id, case_id),
  foreign key (office_id, line_id) references official_travel.plan_lines (office_id, id)
);
create unique index plan_uses_one_live on official_travel.plan_uses (office_id, line_id) where state <> 'released';
select kernel.protect('official_travel.plan_uses');
