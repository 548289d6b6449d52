import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMayOpen, useMe } from '#kernel/ui/shell/session.tsx';
import { type Column, DataTable } from '#kernel/ui/tables/data-table.tsx';
import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import { useList } from '#kernel/ui/tables/use-list.ts';
import { createPersonFile, type PersonRow, searchPeople } from '../../people/endpoints.ts';
import { words } from '../../words.ts';
import { NewPerson } from '../application/new-person.tsx';
import { personPath } from '../paths.ts';

const filters: readonly ListFilter[] = [
  {
    name: 'q',
    label: { zh: '姓名、拼音首字母或证件后四位', en: 'Name, initials or last four of the number' },
    kind: 'text',
  },
  {
    name: 'verify',
    label: { zh: '核对', en: 'Verification' },
    kind: 'choice',
    options: [{ value: 'due', label: { zh: '须重新核对', en: 'To verify again' } }],
  },
  {
    name: 'state',
    label: { zh: '状态', en: 'State' },
    kind: 'choice',
    options: [
      { value: 'active', label: { zh: '在册', en: 'On the register' } },
      { value: 'left', label: { zh: '已调离', en: 'Left' } },
    ],
  },
];

const columns: readonly Column<PersonRow>[] = [
  { key: 'name', title: { zh: '姓名', en: 'Name' }, cell: (row) => row.maskedName },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, cell: (row) => row.unit.name },
  { key: 'post', title: { zh: '职务', en: 'Post' }, cell: (row) => row.post },
  { key: 'rank', title: { zh: '级别', en: 'Rank' }, cell: (row) => <Rank rank={row.rank} /> },
  {
    key: 'number',
    title: { zh: '证件号码', en: 'Number' },
    nowrap: true,
    deskOnly: true,
    cell: (row) => <span className="figures">{row.maskedNumber}</span>,
  },
  {
    key: 'trips',
    title: { zh: '本年 / 近两年出访', en: 'Missions this year / in two years' },
    right: true,
    cell: (row) => `${row.tripsThisYear} / ${row.tripsInTwoYears}`,
  },
  {
    key: 'verified',
    title: { zh: '核对日期', en: 'Verified on' },
    nowrap: true,
    cell: (row) => <Verified row={row} />,
  },
];

function Rank({ rank }: { readonly rank: string }) {
  const t = useText();
  const found = Object.entries(words.ranks).find(([key]) => key === rank)?.[1];
  return <>{found ? t(found) : rank}</>;
}

function Verified({ row }: { readonly row: PersonRow }) {
  return (
    <span className="row">
      <span className="figures">{row.verifiedOn}</span>
      {row.state === 'left' && <StatusTag label={{ zh: '已调离', en: 'Left' }} tone="neutral" icon="document" />}
      {row.verifyAgain && row.state === 'active' && (
        <StatusTag label={{ zh: '须重新核对', en: 'Verify again' }} tone="soon" icon="alert" />
      )}
    </span>
  );
}

/** 人员库: one file for each traveller of the reader's units, for all missions. */
export default function PeopleList() {
  const t = useText();
  const me = useMe();
  const mayOpen = useMayOpen();
  const navigate = useNavigate();
  const list = useList(filters);
  const read = useRead(searchPeople, { query: { ...list.query, limit: 50 } }, { keep: true });
  const [adding, setAdding] = useState(false);
  const unit = me.posts.find(({ roles }) => roles.includes('liaison-officer') || roles.includes('unit-personnel'));
  const add =
    unit && mayOpen(createPersonFile.permission) ? (
      <Button type="primary" onClick={() => setAdding(true)}>
        {t({ zh: '登记人员', en: 'Enter a person' })}
      </Button>
    ) : undefined;
  return (
    <Page title={{ zh: '人员库', en: 'Travellers' }} {...(add ? { acts: add } : {})}>
      <DataTable<PersonRow>
        caption={{ zh: '人员库', en: 'Travellers' }}
        read={read}
        columns={columns}
        rowKey={({ id }) => id}
        rowTo={({ id }) => personPath(id)}
        list={list}
        filters={filters}
        viewsKey="official-travel.people"
        unit={{ zh: '人', en: 'people' }}
        empty={{
          zh: '还没有人员资料。申报时登记，或由单位组织人事登记。',
          en: 'Nobody is on the register yet. People are entered with an application, or by the personnel section.',
        }}
      />
      {adding && unit && (
        <NewPerson
          unit={{ id: unit.unitId, name: unit.unitName }}
          onDone={(id) => navigate(personPath(id))}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}
