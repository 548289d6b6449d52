import { sql, type Transaction } from 'kysely';
import { type Day, day, dayInBeijing } from '#kernel/calendar/day.ts';
import { canonicalJson } from '#kernel/commands/canonical.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { type NoticeLanguage, type NoticeText, noticeText, type PrivacyNotice } from './notice.ts';

export interface NoticeVersion {
  readonly version: number;
  readonly words: NoticeText;
  readonly validFrom: Day;
  /** Null: the program's own text. */
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
}

interface Row {
  version: number;
  words: unknown;
  valid_from: Day;
  published_by: string | null;
  published_at: Date;
}

const read = (row: Row): NoticeVersion => ({
  version: row.version,
  words: noticeText.parse(row.words),
  validFrom: row.valid_from,
  publishedBy: row.published_by,
  publishedAt: row.published_at,
});

/** All versions ever stored, latest first. */
export async function noticeVersions(
  queries: Queries,
  officeId: string,
  about: string,
): Promise<readonly NoticeVersion[]> {
  const { rows } =
    await sql<Row>`select version, words, valid_from, published_by, published_at from kernel.privacy_notices
    where office_id = ${officeId}::uuid and about = ${about} order by version desc`.execute(queries);
  return rows.map(read);
}

/**
 * The version in force on that day. While the office has published none it is the program's; when a release brings another text,
 * that is a new version too, so that nobody is held to words that were not shown.
 */
export async function noticeInForce(
  queries: Queries,
  officeId: string,
  notice: PrivacyNotice,
  on: Day,
): Promise<NoticeVersion> {
  const stored = (await noticeVersions(queries, officeId, notice.about)).filter(({ validFrom }) => validFrom <= on);
  const [latest] = stored;
  const standard = { words: notice.standard, validFrom: day('2020-01-01'), publishedBy: null, publishedAt: null };
  if (!latest) return { version: 1, ...standard };
  const outdated =
    latest.publishedBy === null && canonicalJson(latest.words) !== canonicalJson(noticeText.parse(notice.standard));
  return outdated ? { version: latest.version + 1, ...standard } : latest;
}

/** What was shown is kept, the program's own text included, before anybody is said to have read it. */
async function keep(work: Work, notice: PrivacyNotice, version: NoticeVersion): Promise<void> {
  await insert(work.queries, work.actor.officeId, notice.about, version, work.now);
}

async function insert(
  queries: Transaction<DB>,
  officeId: string,
  about: string,
  { version, words, validFrom, publishedBy }: NoticeVersion,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`insert into kernel.privacy_notices
      (office_id, id, about, version, words, valid_from, published_by, published_at)
    values (${officeId}::uuid, ${uuidv7()}::uuid, ${about}, ${version}, ${JSON.stringify(words)}::jsonb, ${validFrom}::date,
      ${publishedBy}::uuid, ${now})
    on conflict (office_id, about, version) do nothing returning 1`.execute(queries);
  return rows.length > 0;
}

/**
 * The office's own text, from a day on that is not past: what was collected before stays under the words that were shown then.
 * @throws Problem 422 `notice-backdated`, 409 `notice-changed` if somebody published at the same moment
 */
export async function publishNotice(
  work: Work,
  notice: PrivacyNotice,
  given: { readonly words: NoticeText; readonly validFrom: Day },
): Promise<{ readonly version: number }> {
  const { queries, actor, now } = work;
  const today = dayInBeijing(now);
  const stored = await noticeVersions(queries, actor.officeId, notice.about);
  const latest = stored[0] ?? (await noticeInForce(queries, actor.officeId, notice, today));
  if (given.validFrom < today || (stored.length > 0 && given.validFrom < latest.validFrom)) {
    throw new Problem(422, 'notice-backdated', {
      zh: '告知书不能追溯生效，没有发布。请把生效日期改为今天或以后，且不早于上一版。',
      en: 'A notice cannot hold for the past; nothing was published. Choose today or later, and not before the former version.',
    });
  }
  if (stored.length === 0) await keep(work, notice, latest);
  const version = latest.version + 1;
  const made = await insert(
    queries,
    actor.officeId,
    notice.about,
    { version, words: given.words, validFrom: given.validFrom, publishedBy: actor.personId, publishedAt: now },
    now,
  );
  if (!made) {
    throw new Problem(409, 'notice-changed', {
      zh: '刚才有人发布了新版，本次没有发布。请刷新后核对。',
      en: 'Somebody has just published another version; this one was not. Reload and compare.',
    });
  }
  work.audit({
    event: 'privacy.notice-published',
    object: `notice:${notice.about}`,
    result: 'done',
    details: { version, from: given.validFrom },
  });
  return { version };
}

/**
 * The actor has read that version. Once is enough.
 * @throws Problem 409 `notice-changed` if it is no longer the one in force
 */
export async function acknowledgeNotice(
  work: Work,
  notice: PrivacyNotice,
  given: { readonly version: number; readonly language: NoticeLanguage },
): Promise<void> {
  const { queries, actor, now } = work;
  const current = await noticeInForce(queries, actor.officeId, notice, dayInBeijing(now));
  if (given.version !== current.version) {
    throw new Problem(409, 'notice-changed', {
      zh: '个人信息告知书已更新，请阅读现行版本。',
      en: 'The notice on personal data has changed. Read the version now in force.',
    });
  }
  await keep(work, notice, current);
  await sql`insert into kernel.notice_acknowledgements (office_id, person_id, about, version, language, acknowledged_at)
    values (${actor.officeId}::uuid, ${actor.personId}::uuid, ${notice.about}, ${given.version}, ${given.language}, ${now})
    on conflict do nothing`.execute(queries);
  work.audit({
    event: 'privacy.notice-acknowledged',
    object: `notice:${notice.about}`,
    result: 'done',
    details: { version: given.version, language: given.language },
  });
}

export async function hasAcknowledged(
  queries: Queries,
  officeId: string,
  personId: string,
  about: string,
  version: number,
): Promise<boolean> {
  const { rows } = await sql`select from kernel.notice_acknowledgements where office_id = ${officeId}::uuid
    and person_id = ${personId}::uuid and about = ${about} and version = ${version}`.execute(queries);
  return rows.length > 0;
}

/**
 * Who hands in data about people has been told first, by the words now in force; which version that was is stored with the case
 * (PR-02; 个人信息保护法第十七条). Reading `work` only, so that one call is enough in any submission.
 * @throws Problem 422 `notice-not-read` with `notice` and `version`
 */
export async function requireNotice(work: Work, notice: PrivacyNotice, caseId: string): Promise<void> {
  const { queries, actor, now } = work;
  const { version } = await noticeInForce(queries, actor.officeId, notice, dayInBeijing(now));
  if (!(await hasAcknowledged(queries, actor.officeId, actor.personId, notice.about, version))) {
    throw new Problem(
      422,
      'notice-not-read',
      {
        zh: '提交前请先阅读并确认现行的个人信息告知书，没有提交。',
        en: 'Read and confirm the notice on personal data now in force first; nothing was submitted.',
      },
      { notice: notice.about, version },
    );
  }
  await sql`insert into kernel.notices_shown (office_id, case_id, shown_at, about, version)
    values (${actor.officeId}::uuid, ${caseId}::uuid, ${now}, ${notice.about}, ${version})
    on conflict do nothing`.execute(queries);
}

/** Which version had been shown when the case was handed in last. @throws Problem 404 for none */
export async function noticeOfCase(
  queries: Queries,
  officeId: string,
  caseId: string,
): Promise<NoticeVersion & { readonly about: string; readonly shownAt: Date }> {
  const { rows } = await sql<Row & { about: string; shown_at: Date }>`select n.about, s.shown_at, n.version, n.words,
      n.valid_from, n.published_by, n.published_at
    from kernel.notices_shown s
    join kernel.privacy_notices n on n.office_id = s.office_id and n.about = s.about and n.version = s.version
    where s.office_id = ${officeId}::uuid and s.case_id = ${caseId}::uuid order by s.shown_at desc limit 1`.execute(
    queries,
  );
  const [row] = rows;
  if (!row) throw notFound();
  return { ...read(row), about: row.about, shownAt: row.shown_at };
}
