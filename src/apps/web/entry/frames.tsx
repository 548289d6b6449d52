import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useRef } from 'react';
import { Outlet, ScrollRestoration, useNavigate } from 'react-router';
import { signOut } from '#kernel/identity/endpoints.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { setPreferences } from '#kernel/ui/look/preferences.ts';
import { Loading } from '#kernel/ui/parts/page-states.tsx';
import { Going } from '#kernel/ui/shell/going.tsx';
import { SignedIn, signInPath, useMe, useSession } from '#kernel/ui/shell/session.tsx';
import { Shell } from '#kernel/ui/shell/shell.tsx';
import { keepOwnViews } from '#kernel/ui/tables/own-views.ts';
import { search } from './search.ts';
import { menuEntries } from './service-pages.ts';

/** Pages without menu: phone pages with a fixed foot, sheets for print. */
export function BareFrame() {
  return (
    <SignedIn>
      <Going />
      <ScrollRestoration />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </SignedIn>
  );
}

export function DeskFrame() {
  return (
    <SignedIn>
      <Desk />
    </SignedIn>
  );
}

function Desk() {
  const me = useMe();
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const putBack = useRef(() => {});
  const leave = useAct(signOut, {
    refresh: [],
    onDone: () => {
      navigate(signInPath, { replace: true });
      // Nothing that was read may stay for the next person at this machine.
      client.clear();
      // Signing out empties the browser's store; language, size, colours and the own views of lists stay.
      setPreferences({});
      putBack.current();
    },
  });
  return (
    <Shell
      entries={menuEntries}
      search={search}
      demonstration={me.demonstration}
      version={__VERSION__}
      onSignOut={() => {
        putBack.current = keepOwnViews();
        leave.mutate({});
      }}
      onStay={() => void session.refetch()}
    >
      <Going />
      <ScrollRestoration />
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}
