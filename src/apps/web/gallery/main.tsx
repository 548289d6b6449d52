import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { newQueryClient } from '#kernel/ui/api/client.ts';
import { Look } from '#kernel/ui/look/look.tsx';
import { Gatekeeper } from '../entry/gatekeeper.tsx';
import { UnknownPage } from '../entry/unknown-page.tsx';
import SetUpPage from '../set-up/set-up-page.tsx';
import SignInPage from '../sign-in/sign-in-page.tsx';
import Gallery from './gallery.tsx';

/** The gallery by itself (`vite build --mode gallery`): parts are looked at and tested without a server and without any service. */
const router = createBrowserRouter([
  { path: '/desk/gallery/*', element: <Gallery /> },
  { path: '/desk/sign-in', element: <SignInPage /> },
  { path: '/desk/set-up', element: <SetUpPage /> },
  { path: '*', element: <UnknownPage /> },
]);

const place = document.getElementById('desk');
if (!place) throw new Error('the page has no place for the gallery');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={newQueryClient()}>
      <Look>
        <RouterProvider router={router} />
        <Gatekeeper />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
);
