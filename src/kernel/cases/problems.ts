import { Problem } from '#kernel/http/problem.ts';
import type { Text } from '../text.ts';
import type { CaseState, OpenAction, Refusal, RefusalCode } from './state.ts';

/** Refusals that another person, or another value, would mend; all others lie in the state of the case (409). */
const statusOf: Readonly<Partial<Record<RefusalCode, 403 | 422>>> = {
  'not-permitted': 403,
  'not-signer': 403,
  'own-case': 403,
  'second-person-needed': 403,
  'not-delegated': 403,
  'unknown-code': 422,
  'not-earlier': 422,
  'already-signer': 422,
  'promise-not-dated': 422,
  'paper-in-future': 422,
  'section-not-writable': 422,
};

export function refusedProblem({ code, text, state, possible }: Refusal): Problem {
  return new Problem(statusOf[code] ?? 409, code, text, { state, actions: possible });
}

export function staleProblem(state: CaseState, label: Text, actions: readonly OpenAction[]): Problem {
  const open = actions.map((one) => one.label);
  return new Problem(
    409,
    'stale-version',
    {
      zh: `本件在您打开后已有变化，本次操作没有执行。当前状态：${label.zh}；您现在可办：${open.map((one) => one.zh).join('、') || '无'}。请查看变化后再办。`,
      en: `The case has changed since you opened it; nothing was done. State: ${label.en}. Open to you now: ${open.map((one) => one.en).join(', ') || 'nothing'}. Look at the change, then act again.`,
    },
    { state: state.state, version: state.version, actions },
  );
}

export function unknownCase(): Problem {
  return new Problem(404, 'case-unknown', {
    zh: '没有这一办件，或您无权查看。请核对编号。',
    en: 'There is no such case, or you may not know of it. Check its number.',
  });
}

export function staleSection(section: Text, version: number): Problem {
  return new Problem(
    409,
    'stale-section',
    {
      zh: `“${section.zh}”已由他人修改（第${version}版），您的内容没有保存。请查看变化后再保存。`,
      en: `"${section.en}" was changed by somebody else (version ${version}); yours was not saved. Look at the change, then save again.`,
    },
    { version },
  );
}
