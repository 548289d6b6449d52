import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { newQueryClient } from '#kernel/ui/api/client.ts';
import { Look } from '#kernel/ui/look/look.tsx';
import { deskRouter } from './entry/routes.tsx';

const place = document.getElementById('desk');
if (!place) throw new Error('the page has no place for the desk');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={newQueryClient()}>
      <Look>
        <RouterProvider router={deskRouter()} />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
);
