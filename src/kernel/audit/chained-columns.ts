import { sql } from 'kysely';

/** The columns of `ChainedEntry`, of `kernel.audit_entries e`. */
export const chainedColumns = sql.raw(`e.id, (extract(epoch from e.at_real) * 1000000)::bigint::text as at_real,
  (extract(epoch from e.at_business) * 1000000)::bigint::text as at_business, e.subject, e.on_behalf, e.post,
  e.session_digest, e.address, e.event, e.object, e.result, e.reason, e.request_id, e.details::text as details`);
