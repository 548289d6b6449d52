import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { whoAmI } from '#kernel/identity/endpoints.ts';
import type { Me } from '#kernel/identity/model.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import { callWith } from '#kernel/ui/api/call.ts';
import { connection } from '#kernel/ui/api/connection.ts';
import { readKey } from '#kernel/ui/api/hooks.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { ClosedPurposes } from '#kernel/ui/forms/closed-purposes.tsx';
import { Failed, Loading } from '#kernel/ui/parts/page-states.tsx';
import { mayOpen } from './may-open.ts';

const MeContext = createContext<Me | null>(null);

/** Who is signed in. @throws Error outside of the desk */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of the desk');
  return me;
}

/** A hint whether the reader could open what needs this; the server decides. */
export function useMayOpen(): (needs: Permission | undefined) => boolean {
  const { roles } = useMe();
  return (needs) => mayOpen(needs, roles);
}

export const signInPath = '/desk/sign-in';

/** Asks quietly: nobody signed in leads to the sign-in page, not to a dialog over an empty one. */
export function useSession(): UseQueryResult<Me, ProblemError> {
  return useQuery<Me, ProblemError>({
    queryKey: readKey(whoAmI),
    queryFn: ({ signal }) => callWith(whoAmI, { signal, quiet: true }),
    staleTime: 60_000,
  });
}

/** Lets through who is signed in; others sign in first and come back to the address they asked for. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.data)
    return (
      <MeContext value={session.data}>
        <ClosedPurposes>{children}</ClosedPurposes>
      </MeContext>
    );
  if (session.error?.status === 401)
    return <Navigate replace to={`${signInPath}?to=${encodeURIComponent(pathname + search)}`} />;
  if (session.error) return <Failed problem={session.error} onRetry={() => void session.refetch()} />;
  return <Loading />;
}

const warnBefore = 5 * 60_000;

/** True in the last five minutes before an unused session ends; any request keeps it. */
export function useEndingSoon(): boolean {
  const { idleMinutes, endsAt } = useMe();
  const [ending, setEnding] = useState(false);
  useEffect(() => {
    const look = () => {
      const idleEnd = connection.reachedAt() + idleMinutes * 60_000;
      setEnding(Date.now() > Math.min(idleEnd, Date.parse(endsAt)) - warnBefore);
    };
    look();
    const timer = setInterval(look, 15_000);
    return () => clearInterval(timer);
  }, [idleMinutes, endsAt]);
  return ending;
}
