import type { FastifyReply } from 'fastify';
import { DatabaseUnavailable, StorageFull } from '#kernel/database/errors.ts';
import type { RefusalReason } from '#kernel/identity/permission.ts';
import type { Language, Text } from '../text.ts';
import { Problem } from './problem.ts';

/** Of zh and en the one that stands first in `Accept-Language`; Chinese if neither does. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'zh' || tag === 'en') return tag;
  }
  return 'zh';
}

/** RFC 9457, with the words in both languages beside those in the reader's. */
export function problemDocument(problem: Problem, language: Language, requestId: string) {
  const { faults, ...details } = problem.details;
  return {
    ...details,
    type: `urn:honglu:problem:${problem.code}`,
    title: problem.text[language],
    status: problem.status,
    instance: `urn:uuid:${requestId}`,
    text: problem.text,
    ...(faults && { faults }),
  };
}

export async function sendProblem(reply: FastifyReply, problem: Problem, language: Language): Promise<void> {
  const { retryAfter } = problem.details;
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  await reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem, language, reply.request.id)));
}

const refusals: Readonly<Record<RefusalReason, Text>> = {
  'not-signed-in': {
    zh: '尚未登录或登录已过期，请登录后继续。',
    en: 'You are not signed in, or no longer. Sign in to go on.',
  },
  'role-missing': {
    zh: '您的岗位不含办理这件事的职责，没有办理。需要时请联系本单位安全管理员调整岗位。',
    en: 'No post of yours includes this duty, so nothing was done. If you need it, ask the security administrator to change your post.',
  },
  'outside-scope': {
    zh: '本件不在您岗位所管的单位范围内，不能办理。需要时请联系主管该单位的同事。',
    en: 'This case belongs to a unit outside your post. If needed, contact the colleague in charge of that unit.',
  },
  'not-related': {
    zh: '您不是本件的申请人、成员或当前办理人，不能办理。',
    en: 'You are neither applicant, member nor present holder of this case.',
  },
  'own-case': {
    zh: '这是您本人的事项，须由他人审批。',
    en: 'This is your own case; somebody else must decide it.',
  },
  'second-person-needed': {
    zh: '这一步须由另一人办理，您已办过其中一步。',
    en: 'This step needs a second person; you have done one of them.',
  },
  'step-up-needed': {
    zh: '办理前请再验证一次身份：输入身份验证器上的动态码。',
    en: 'Confirm who you are first: enter the code of your authenticator.',
  },
  'other-office': { zh: '没有找到。', en: 'Not found.' },
};

export function refusal(reason: RefusalReason): Problem {
  if (reason === 'not-signed-in') return new Problem(401, reason, refusals[reason]);
  if (reason === 'other-office') return notFound();
  return new Problem(403, reason, refusals[reason]);
}

/** The same for what does not exist and for what one may not know of. */
export function notFound(): Problem {
  return new Problem(404, 'not-found', {
    zh: '没有找到。可能编号有误，或不在您的查看范围，请核对。',
    en: 'Not found. The number may be wrong, or it lies outside your view. Check it.',
  });
}

export function unsupportedType(): Problem {
  return new Problem(415, 'unsupported-type', {
    zh: '请求的内容类型不能接收。请用 application/json 发送。',
    en: 'This content type cannot be taken. Send application/json.',
  });
}

function sqlState(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

/** What the disk of the file store says when it takes nothing more: full, over its quota, or mounted for reading only. */
const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** A failure as the reader is told of it, or null for a fault of the program (500, no detail). */
export function problemOf(cause: unknown): Problem | null {
  if (cause instanceof Problem) return cause;
  if (cause instanceof DatabaseUnavailable) {
    if (cause.outcomeUnknown) {
      return new Problem(
        503,
        'outcome-unknown',
        {
          zh: '数据库连接在提交时中断，还不知道是否已办。请稍候用同一请求重试，不会重复办理。',
          en: 'The connection to the database broke at the commit; it is not known whether it was done. Repeat the same request shortly: it is not done twice.',
        },
        { retryAfter: 5 },
      );
    }
    return new Problem(
      503,
      'database-unavailable',
      {
        zh: '数据库暂时不可用，没有办理。系统会自动恢复，请稍候重试。',
        en: 'The database is not available, so nothing was done. It recovers by itself; try again shortly.',
      },
      { retryAfter: 5 },
    );
  }
  if (cause instanceof StorageFull || noRoom.has(sqlState(cause) ?? '')) {
    return new Problem(507, 'storage-full', {
      zh: '存储空间已满，没有保存；已有内容不受影响。请联系系统管理员腾出空间后重试。',
      en: 'Storage is full, so nothing was saved; what exists is not affected. Ask the system administrator to free space, then try again.',
    });
  }
  const code = sqlState(cause);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
    return new Problem(413, 'too-large', {
      zh: '提交的内容超过上限（1 MB），没有处理。请分次提交。',
      en: 'The request is larger than 1 MB and was not processed. Send it in parts.',
    });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH')
    return unsupportedType();
  // Statement, lock or idle time is over: the database undid the work.
  if (code === '57014' || code === '55P03' || code === '40001' || code === '40P01') {
    return new Problem(
      503,
      'took-too-long',
      { zh: '办理超时，没有保存。请稍候重试。', en: 'It took too long and nothing was saved. Try again shortly.' },
      { retryAfter: 2 },
    );
  }
  return null;
}

/** A fault of the program: words and request id, nothing of what happened inside (OB-08). */
export async function sendFailure(reply: FastifyReply, language: Language): Promise<void> {
  const text: Text = {
    zh: '系统出错，没有办完。错误已记录，请稍候重试；仍不行请把本页的编号告诉系统管理员。',
    en: 'The system failed and did not finish. The fault is on record. Try again; if it remains, give the number on this page to the system administrator.',
  };
  await reply
    .status(500)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'urn:honglu:problem:internal',
        title: text[language],
        status: 500,
        instance: `urn:uuid:${reply.request.id}`,
        text,
      }),
    );
}
