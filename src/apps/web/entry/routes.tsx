import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router';
import { Loading } from '#kernel/ui/parts/page-states.tsx';
import type { PageRoute } from '#kernel/ui/shell/pages.ts';
import { Crash } from './crash.tsx';
import { BareFrame, DeskFrame } from './frames.tsx';
import { Gatekeeper } from './gatekeeper.tsx';
import { guarded } from './guarded.tsx';
import { needsOf, pageRoutes } from './service-pages.ts';
import { UnknownPage } from './unknown-page.tsx';

const own: readonly PageRoute[] = [{ path: '/desk/account', load: () => import('../account/account.tsx') }];

/** The gallery shows every part in its states; it stands outside of the desk and needs no server. */
const gallery: readonly RouteObject[] = import.meta.env.DEV
  ? [{ path: '/desk/gallery/*', lazy: async () => ({ Component: (await import('../gallery/gallery.tsx')).default }) }]
  : [];

const lazily = ({ path, load }: PageRoute): RouteObject => ({
  path,
  lazy: async () => ({ Component: guarded(needsOf(path), (await load()).default) }),
});

/** The page, and whoever has to be asked over it: inside of the router, for what is asked may lead somewhere. */
function Entry() {
  return (
    <>
      <Outlet />
      <Gatekeeper />
    </>
  );
}

/** Every address of the desk: what the router serves, and what the browser tests walk. */
export function deskRoutes(): RouteObject[] {
  const pages = [...own, ...pageRoutes];
  const home: readonly RouteObject[] = pages.some((page) => page.path === '/desk')
    ? []
    : [{ path: '/desk', lazy: async () => ({ Component: (await import('./home.tsx')).default }) }];
  return [
    {
      element: <Entry />,
      errorElement: <Crash />,
      hydrateFallbackElement: <Loading />,
      children: [
        { path: '/', element: <Navigate replace to="/desk" /> },
        { path: '/set-up', element: <Navigate replace to="/desk/set-up" /> },
        {
          path: '/desk/sign-in',
          lazy: async () => ({ Component: (await import('../sign-in/sign-in-page.tsx')).default }),
        },
        {
          path: '/desk/recovery',
          lazy: async () => ({ Component: (await import('../sign-in/recovery-page.tsx')).default }),
        },
        {
          path: '/desk/set-up',
          lazy: async () => ({ Component: (await import('../set-up/set-up-page.tsx')).default }),
        },
        ...gallery,
        { element: <BareFrame />, children: pages.filter((page) => page.bare).map(lazily) },
        {
          element: <DeskFrame />,
          children: [
            ...home,
            ...pages.filter((page) => !page.bare).map(lazily),
            { path: '*', element: <UnknownPage /> },
          ],
        },
      ],
    },
  ];
}

export const deskRouter = () => createBrowserRouter(deskRoutes());
