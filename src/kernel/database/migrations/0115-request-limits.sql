-- Requests per minute, added up over all nodes (OP-09). Buckets are ids or digests, never names.
create unlogged table kernel.request_counts (
  bucket text not null,
  minute bigint not null,
  requests integer not null,
  primary key (bucket, minute)
);

-- Adds what one node counted and answers what all counted.
create function kernel.count_requests(told jsonb) returns table (bucket text, minute bigint, requests integer)
language sql security definer set search_path = pg_catalog as $$
  delete from kernel.request_counts c
   where c.minute < (select min(t.minute) - 2 from jsonb_to_recordset(told) as t(minute bigint));
  insert into kernel.request_counts as c (bucket, minute, requests)
  select t.bucket, t.minute, t.requests
    from jsonb_to_recordset(told) as t(bucket text, minute bigint, requests integer)
   order by t.bucket
  on conflict (bucket, minute) do update set requests = c.requests + excluded.requests
  returning c.bucket, c.minute, c.requests
$$;
