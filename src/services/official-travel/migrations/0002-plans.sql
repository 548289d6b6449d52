-- Annual plan (年度计划): what units ask for, what is given to them (下达), and what each case holds or has used of it.

-- 计划表头: one for each unit, year, kind and batch; its lines are submitted together.
create table official_travel.plans (
  office_id uuid not null,
  id uuid not null,
  year integer not null check (year between 1990 and 2100),
  unit_id uuid not null,
  unit_path uuid[] not null,
  kind text not null check (kind in ('abroad', 'hong-kong-macao')),
  batch text not null check (batch in ('start', 'supplement', 'adjustment')),
  -- 单位意见、签批人、文号、盖章件; there once the unit has signed
  opinion text,
  signed_by uuid,
  signed_at timestamptz,
  document_number text,
  file_id uuid,
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, year, unit_id, kind, batch),
  check ((signed_by is null) = (signed_at is null)),
  check (unit_path[cardinality(unit_path)] = unit_id)
);
select kernel.protect('official_travel.plans');

create table official_travel.plan_lines (
  office_id uuid not null,
  id uuid not null,
  plan_id uuid,
  year integer not null check (year between 1990 and 2100),
  unit_id uuid not null,
  unit_path uuid[] not null,
  list text not null check (list in ('general', 'academic', 'enterprise', 'training')),
  -- 2026-本级-08; taken when the line is given, never reused
  number text,
  title text not null check (length(title) <= 60),
  purpose_type text not null,
  leader text,
  leader_rank text,
  arrangement text not null default 'own' check (arrangement in ('own', 'city', 'province-ministry', 'other-place')),
  regions text[] not null,
  -- 经停说明
  transit_note text,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  headcount integer not null check (headcount between 1 and 100),
  days integer not null check (days between 1 and 90),
  need text not null,
  inviter text,
  funding text not null,
  amount_cny numeric(14, 2) not null check (amount_cny >= 0),
  priority text check (priority in ('must', 'should', 'may')),
  state text not null check (state in ('draft', 'submitted', 'consolidated', 'given', 'replaced', 'closed')),
  -- why it was sent back to the unit, until it is submitted again
  returned_reason text,
  submitted_at timestamptz,
  consolidated_by uuid,
  consolidated_at timestamptz,
  given_by uuid,
  given_at timestamptz,
  -- 省级批复, where the plan needs one: registered, never minted
  authority_number text,
  -- the line that took this one's place when the plan was adjusted
  replaced_by uuid,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (office_id, id),
  foreign key (office_id, plan_id) references official_travel.plans (office_id, id),
  unique (office_id, number),
  check (state not in ('given', 'replaced') or number is not null),
  check (unit_path[cardinality(unit_path)] = unit_id)
);
create index plan_lines_by_unit on official_travel.plan_lines (office_id, year, unit_id);
create index plan_lines_by_path on official_travel.plan_lines using gin (unit_path);
-- 同年度同单位不重名; what was replaced or closed may be planned again.
create unique index plan_lines_by_title on official_travel.plan_lines (office_id, year, unit_id, title)
  where state not in ('replaced', 'closed');
select kernel.protect('official_travel.plan_lines');

-- 占用、使用: a line serves one live mission at a time; withdrawn, refused and cancelled missions release it.
create table official_travel.plan_uses (
  office_id uuid not null,
  line_id uuid not null,
  case_id uuid not null,
  state text not null check (state in ('held', 'granted', 'released')),
  -- budget of the mission when it was submitted or granted: the money that it holds or has used
  amount_cny numeric(14, 2) not null default 0 check (amount_cny >= 0),
  changed_at timestamptz not null,
  primary key (office_id, line_id, case_id),
  foreign key (office_id, line_id) references official_travel.plan_lines (office_id, id)
);
create unique index plan_uses_one_live on official_travel.plan_uses (office_id, line_id) where state <> 'released';
select kernel.protect('official_travel.plan_uses');

-- 调整申请: original line, new line, reason, whether it stays within the total, decision.
create table official_travel.plan_adjustments (
  office_id uuid not null,
  id uuid not null,
  year integer not null,
  unit_id uuid not null,
  unit_path uuid[] not null,
  -- null: a mission outside the plan, with nothing given up for it
  original_id uuid,
  -- the new line as it was asked for
  proposal jsonb not null,
  reason text not null,
  -- 等量置换: neither more people, nor days, nor money than the line given up
  equal boolean not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_text text,
  new_line_id uuid,
  primary key (office_id, id),
  foreign key (office_id, original_id) references official_travel.plan_lines (office_id, id),
  foreign key (office_id, new_line_id) references official_travel.plan_lines (office_id, id),
  check ((state in ('granted', 'refused')) = (decided_by is not null)),
  check ((state = 'granted') = (new_line_id is not null)),
  check (decided_by is distinct from asked_by)
);
create unique index plan_adjustments_one_open on official_travel.plan_adjustments (office_id, original_id) where state = 'asked';
create index plan_adjustments_by_path on official_travel.plan_adjustments using gin (unit_path);
select kernel.protect('official_travel.plan_adjustments');

-- 年度关闭: from then on nothing is added to the plan of that year, submitted, given or adjusted.
create table official_travel.plan_years_closed (
  office_id uuid not null,
  year integer not null check (year between 1990 and 2100),
  reason text not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (office_id, year)
);
select kernel.protect_append_only('official_travel.plan_years_closed');

-- 季度版本: the plan as it stood when the office fixed it; one for each quarter.
create table official_travel.plan_versions (
  office_id uuid not null,
  id uuid not null,
  year integer not null check (year between 1990 and 2100),
  quarter integer not null check (quarter between 1 and 4),
  note text not null,
  fixed_by uuid not null,
  fixed_at timestamptz not null,
  primary key (office_id, id),
  unique (office_id, year, quarter)
);
select kernel.protect_append_only('official_travel.plan_versions');

create table official_travel.plan_version_lines (
  office_id uuid not null,
  version_id uuid not null,
  line_id uuid not null,
  unit_id uuid not null,
  unit_path uuid[] not null,
  number text not null,
  title text not null,
  list text not null,
  regions text[] not null,
  month text not null,
  headcount integer not null,
  days integer not null,
  amount_cny numeric(14, 2) not null,
  use text not null check (use in ('granted', 'held', 'free')),
  primary key (office_id, version_id, line_id),
  foreign key (office_id, version_id) references official_travel.plan_versions (office_id, id)
);
select kernel.protect_append_only('official_travel.plan_version_lines');
