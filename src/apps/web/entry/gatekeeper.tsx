import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { lazy, Suspense } from 'react';
import { whoAmI } from '#kernel/identity/endpoints.ts';
import type { Me } from '#kernel/identity/model.ts';
import { callWith } from '#kernel/ui/api/call.ts';
import { gate, useDemand } from '#kernel/ui/api/gate.ts';
import { readKey } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Loading } from '#kernel/ui/parts/page-states.tsx';

const SignInSteps = lazy(() => import('../sign-in/sign-in-steps.tsx'));
const StepUpForm = lazy(() => import('../sign-in/step-up-form.tsx'));

/** Asks who it is over the page, which stays as it is; then what was waiting goes on. */
export function Gatekeeper() {
  const t = useText();
  const demand = useDemand();
  const client = useQueryClient();
  if (!demand) return null;
  const goOn = async () => {
    const before = client.getQueryData<Me>(readKey(whoAmI));
    const now = await callWith(whoAmI, { quiet: true });
    // Another person at this machine must neither see nor send what the first one had open.
    if (before && before.personId !== now.personId) window.location.assign('/desk');
    else gate.pass();
  };
  const title =
    demand === 'sign-in'
      ? t({ zh: '登录已过期，请重新登录', en: 'You were signed out. Sign in again' })
      : t({ zh: '再次验证身份', en: 'Confirm who you are' });
  return (
    <Modal open title={title} footer={null} width={440} mask={{ closable: false }} onCancel={gate.giveUp}>
      <Suspense fallback={<Loading rows={3} />}>
        {demand === 'sign-in' ? (
          <>
            <p>
              {t({
                zh: '已填内容都在，重新登录后回到本页。',
                en: 'What you filled in is still here; sign in to return to it.',
              })}
            </p>
            <SignInSteps over onDone={() => void goOn()} />
          </>
        ) : (
          <StepUpForm onDone={gate.pass} onGiveUp={gate.giveUp} />
        )}
      </Suspense>
    </Modal>
  );
}
