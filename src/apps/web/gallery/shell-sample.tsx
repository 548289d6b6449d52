import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { whoAmI } from '#kernel/identity/endpoints.ts';
import type { Me } from '#kernel/identity/model.ts';
import { role } from '#kernel/identity/permission.ts';
import { readKey } from '#kernel/ui/api/hooks.ts';
import type { MenuEntry } from '#kernel/ui/shell/pages.ts';
import { SignedIn } from '#kernel/ui/shell/session.tsx';
import { Shell } from '#kernel/ui/shell/shell.tsx';
import { ListParts } from './list-parts.tsx';

const me: Me = {
  officeId: '0198a7a0-0000-7000-8000-000000000001',
  officeName: '市外办（演示）',
  officeNameEnglish: 'Foreign affairs office (demonstration)',
  demonstration: true,
  personId: '0198a7a0-0000-7000-8000-000000000002',
  name: '李静',
  login: 'lijing',
  language: 'zh',
  posts: [
    {
      id: '0198a7a0-0000-7000-8000-000000000003',
      title: '审核岗',
      unitId: '0198a7a0-0000-7000-8000-000000000004',
      unitName: '市外办',
      unitNameEnglish: 'The office',
      roles: ['reviewer'],
      subtree: true,
    },
    {
      id: '0198a7a0-0000-7000-8000-000000000005',
      title: '值班岗',
      unitId: '0198a7a0-0000-7000-8000-000000000004',
      unitName: '市外办',
      unitNameEnglish: 'The office',
      roles: ['intake'],
      subtree: true,
    },
  ],
  roles: ['reviewer', 'intake'],
  actsFor: [],
  lastSignInAt: null,
  idleMinutes: 30,
  endsAt: '2099-01-01T00:00:00Z',
};

const entry = (group: MenuEntry['group'], zh: string, en: string, order: number): MenuEntry => ({
  group,
  label: { zh, en },
  path: `/desk/gallery/${group}-${order}`,
  order,
});

const entries: readonly MenuEntry[] = [
  { group: 'mine', label: { zh: '待办', en: 'To do' }, path: '/desk/gallery/shell', order: 1 },
  entry('mine', '期限', 'Due dates', 2),
  entry('work', '因公出国（境）', 'Official travel', 1),
  entry('work', '因公证照', 'Travel documents', 2),
  entry('work', '邀请来华', 'Invitations', 3),
  entry('work', '热线', 'Hotline', 4),
  entry('work', '友城与交流', 'Sister cities', 5),
  entry('registers', '外事资源库', 'Resources', 1),
  entry('figures', '工作总结与统计', 'Reports and figures', 1),
  { ...entry('settings', '账号与岗位', 'Accounts and posts', 1), needs: role('security-administrator') },
];

/** The frame around pages, with an invented person. */
export function ShellSample() {
  const client = useQueryClient();
  useState(() => client.setQueryData(readKey(whoAmI), me));
  return (
    <SignedIn>
      <Shell
        entries={entries}
        search={async () => []}
        demonstration
        version={__VERSION__}
        support="0527-xxxx"
        onSignOut={() => undefined}
        onStay={() => undefined}
      >
        <ListParts />
      </Shell>
    </SignedIn>
  );
}
