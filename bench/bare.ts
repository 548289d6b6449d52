// What the same machine does with nothing but node:http and pg: no session, no permission, no row security, no audit.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL!, max: 10, application_name: 'bare' });
await pool.query('create schema if not exists bench');
await pool.query(
  'create table if not exists bench.rows (id uuid primary key, title text not null, body jsonb not null)',
);

const answers: Readonly<Record<string, (query: URLSearchParams) => Promise<unknown>>> = {
  '/case': async (query) =>
    (
      await pool.query('select * from kernel.cases where office_id = $1 and id = $2', [
        query.get('office'),
        query.get('id'),
      ])
    ).rows[0],
  '/list': async (query) =>
    (
      await pool.query(
        'select * from kernel.cases where office_id = $1 and state = $2 order by due_sort, id limit 20',
        [query.get('office'), query.get('state')],
      )
    ).rows,
  '/search': async (query) =>
    (
      await pool.query(
        `select kind, object_id, title, note from kernel.search_entries where words @@ quote_literal($1)::tsquery
         order by updated_at desc limit 8`,
        [query.get('q')],
      )
    ).rows,
  '/insert': async () => {
    const id = randomUUID();
    await pool.query('insert into bench.rows values ($1, $2, $3)', [id, '考察团', { state: 'submitted' }]);
    return { id };
  },
};

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  for await (const _ of request);
  const body = JSON.stringify((await answers[url.pathname]?.(url.searchParams)) ?? null);
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
