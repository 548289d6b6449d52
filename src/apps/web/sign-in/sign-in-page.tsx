import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { setUpState } from '#kernel/identity/endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { usePageTitle } from '#kernel/ui/parts/page.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { localAddress } from './local-address.ts';
import SignInSteps from './sign-in-steps.tsx';

export default function SignInPage() {
  const t = useText();
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const setUp = useRead(setUpState);
  usePageTitle({ zh: '登录', en: 'Sign in' });
  if (setUp.data?.needed) return <Navigate replace to="/desk/set-up" />;
  const enter = async () => {
    await client.resetQueries();
    navigate(localAddress(parameters.get('to')), { replace: true });
  };
  return (
    <EntryFrame>
      <h1>{t({ zh: '登录', en: 'Sign in' })}</h1>
      <SignInSteps onDone={() => void enter()} />
    </EntryFrame>
  );
}
