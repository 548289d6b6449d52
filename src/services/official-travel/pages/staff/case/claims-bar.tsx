import { caseClaims } from '#kernel/desk/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';

/** Who has taken the task up, told before a second person does the same; it hinders nobody. */
export function ClaimsBar({ id }: { readonly id: string }) {
  const t = useText();
  const me = useMe();
  const answer = useRead(caseClaims, { params: { id } });
  const claims = answer.data?.claims ?? [];
  const words = ({ by, verb, at }: (typeof claims)[number]): Text => {
    const when = tableInstant(at);
    return by.id === me.personId
      ? {
          zh: `您已于 ${when} 认领「${verb.zh}」，其他人能看到。`,
          en: `You took up "${verb.en}" on ${when}; others see it.`,
        }
      : {
          zh: `${by.name}已于 ${when} 认领「${verb.zh}」，正在办理。您要办的，请先与${by.name}商量。`,
          en: `${by.name} took up "${verb.en}" on ${when}. If you want to do it, ask ${by.name} first.`,
        };
  };
  return (
    <>
      <ProblemNotice problem={answer.error} />
      {claims.map((claim) => (
        <div key={claim.taskId} className="bar bar-neutral screen-only" role="note">
          <Icon name="person" />
          <span>{t(words(claim))}</span>
        </div>
      ))}
    </>
  );
}
