-- When each schedule last came due. A schedule belongs to the installation, not to an office, so the application role
-- reaches it only through the two functions. One row change decides which of several programs fires (CC-08).
create table kernel.schedules (
  name text primary key,
  last_due timestamptz not null
);

-- The instant up to which the schedule has been served; a schedule seen for the first time has nothing to catch up with.
create function kernel.open_schedule(schedule text, starting timestamptz) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  served timestamptz;
begin
  insert into kernel.schedules (name, last_due) values (schedule, starting) on conflict (name) do nothing;
  select last_due into strict served from kernel.schedules where name = schedule;
  return served;
end
$$;

-- True for exactly one caller for each due instant, and never for an instant before one already served: a clock that is
-- put back fires nothing twice.
create function kernel.claim_schedule(schedule text, due timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update kernel.schedules set last_due = due where name = schedule and last_due < due;
  return found;
end
$$;
