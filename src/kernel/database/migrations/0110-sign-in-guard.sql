-- Counters of sign-in tries, requests and set-up codes. They belong to no office (an unknown name has none), stand
-- outside row security, and are reached through these functions only. Time comes from the caller's clock.

-- One row for account name + network, account name, or address. Names and addresses are kept as digests.
create table kernel.sign_in_tries (
  kind text not null check (kind in ('pair', 'account', 'address')),
  key bytea not null check (length(key) = 32),
  since timestamptz not null,
  tries integer not null,
  waits integer not null default 0,
  wait_until timestamptz,
  primary key (kind, key)
);

-- Counts one try before the password is looked at, so that parallel guesses are counted too.
-- 5 in 15 min for account + network, then 15 min of waiting, doubling to a day; 50 in 1 h for the account; 30 a minute for an address.
create function kernel.begin_sign_in(pair bytea, account bytea, address bytea, at timestamptz)
returns table (verdict text, wait_until timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  p kernel.sign_in_tries;
  a kernel.sign_in_tries;
  d kernel.sign_in_tries;
begin
  insert into kernel.sign_in_tries as t (kind, key, since, tries) values ('address', begin_sign_in.address, at, 1)
    on conflict (kind, key) do update set
      tries = case when t.since > at - interval '1 minute' and t.since <= at then t.tries + 1 else 1 end,
      since = case when t.since > at - interval '1 minute' and t.since <= at then t.since else at end
    returning t.* into d;
  if d.tries > 30 then
    return query select 'address-waits'::text, d.since + interval '1 minute';
    return;
  end if;

  insert into kernel.sign_in_tries as t (kind, key, since, tries) values ('account', begin_sign_in.account, at, 0)
    on conflict (kind, key) do update set
      tries = case when t.since > at - interval '1 hour' and t.since <= at then t.tries else 0 end,
      since = case when t.since > at - interval '1 hour' and t.since <= at then t.since else at end
    returning t.* into a;

  insert into kernel.sign_in_tries as t (kind, key, since, tries) values ('pair', begin_sign_in.pair, at, 0)
    on conflict (kind, key) do update set
      tries = case when t.since > at - interval '15 minutes' and t.since <= at then t.tries else 0 end,
      since = case when t.since > at - interval '15 minutes' and t.since <= at then t.since else at end,
      waits = case when t.wait_until < at - interval '1 day' then 0 else t.waits end
    returning t.* into p;
  if p.wait_until > at then
    return query select 'pair-waits'::text, p.wait_until;
    return;
  end if;

  update kernel.sign_in_tries t set tries = t.tries + 1 where t.kind = 'account' and t.key = begin_sign_in.account;
  update kernel.sign_in_tries t set
      tries = case when p.tries + 1 >= 5 then 0 else p.tries + 1 end,
      waits = case when p.tries + 1 >= 5 then p.waits + 1 else p.waits end,
      wait_until = case when p.tries + 1 >= 5
        then at + least(interval '15 minutes' * power(2, least(p.waits, 7)), interval '1 day') else t.wait_until end
    where t.kind = 'pair' and t.key = begin_sign_in.pair;
  if a.tries + 1 >= 50 then
    return query select 'account-held'::text, null::timestamptz;
    return;
  end if;
  return query select 'go'::text, null::timestamptz;
end $$;

-- A right sign-in clears what led to it; the address keeps its count.
create function kernel.sign_in_succeeded(pair bytea, account bytea) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from kernel.sign_in_tries t
   where (t.kind = 'pair' and t.key = sign_in_succeeded.pair) or (t.kind = 'account' and t.key = sign_in_succeeded.account)
$$;

create function kernel.forget_old_sign_in_tries(at timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  delete from kernel.sign_in_tries where since < at - interval '2 days' and coalesce(wait_until, since) < at - interval '1 day'
$$;

-- The first administrator's one-time code: digest only, 30 minutes, ten tries.
create table kernel.set_up_codes (
  digest bytea primary key check (length(digest) = 32),
  made_at timestamptz not null,
  used_at timestamptz
);

create function kernel.make_set_up_code(code_digest bytea, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not kernel.set_up_needed() then
    return false;
  end if;
  delete from kernel.set_up_codes where used_at is null;
  insert into kernel.set_up_codes (digest, made_at) values (code_digest, at);
  return true;
end $$;

-- Whether the code would be taken; asked before an office is founded for it.
create function kernel.set_up_code_fits(code_digest bytea, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from kernel.set_up_codes c
    where c.digest = code_digest and c.used_at is null and c.made_at > at - interval '30 minutes' and c.made_at <= at)
$$;

-- True once for a code that is younger than 30 minutes; joins the caller's transaction.
create function kernel.use_set_up_code(code_digest bytea, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update kernel.set_up_codes set used_at = at
   where digest = code_digest and used_at is null and made_at > at - interval '30 minutes' and made_at <= at;
  return found;
end $$;

create function kernel.set_up_needed() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  -- A demonstration is an installation of its own: an office of one's own starts in a folder of its own.
  select not exists (select 1 from kernel.login_names)
$$;
