-- One row that a node writes to find out whether the database takes writes. It belongs to the installation, not to an office,
-- so the application role reaches it only through the function.
create table kernel.pulse (
  one boolean primary key default true check (one),
  beaten_at timestamptz not null
);

-- Writes, and answers the database's own time, against which the node compares its clock.
create function kernel.beat() returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into kernel.pulse (one, beaten_at) values (true, clock_timestamp())
    on conflict (one) do update set beaten_at = excluded.beaten_at;
  return clock_timestamp();
end
$$;
