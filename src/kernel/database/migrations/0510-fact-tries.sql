-- Tries to compare a fact of a paper on the public page, per code and Beijing day (OB-07). No office: a code is asked before one is known.
create table kernel.fact_tries (
  code text not null,
  day date not null,
  tries integer not null check (tries > 0),
  primary key (code, day)
);

create function kernel.count_fact_try(asked text, on_day date) returns integer
  language sql volatile security definer set search_path = pg_catalog, pg_temp
  begin atomic
    delete from kernel.fact_tries where day < on_day - 1;
    insert into kernel.fact_tries (code, day, tries) values (left(asked, 64), on_day, 1)
      on conflict (code, day) do update set tries = kernel.fact_tries.tries + 1
      returning tries;
  end;
revoke all on function kernel.count_fact_try(text, date) from public;
grant execute on function kernel.count_fact_try(text, date) to honglu_app;
