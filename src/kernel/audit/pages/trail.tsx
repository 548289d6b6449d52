import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { ExportSheet } from '#kernel/ui/patterns/export-sheet.tsx';
import { type Column, DataTable } from '#kernel/ui/tables/data-table.tsx';
import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import { useList } from '#kernel/ui/tables/use-list.ts';
import { exportTrail, readTrail, type TrailRow } from '../trail-endpoints.ts';
import { objectInWords } from '../words.ts';

const results = {
  done: { label: { zh: '已办', en: 'Done' }, tone: 'done' },
  refused: { label: { zh: '被拒绝', en: 'Refused' }, tone: 'soon' },
  failed: { label: { zh: '未办成', en: 'Failed' }, tone: 'soon' },
} as const;

const filters: readonly ListFilter[] = [
  { name: 'person', label: { zh: '人员', en: 'Person' }, kind: 'text' },
  { name: 'object', label: { zh: '对象', en: 'Object' }, kind: 'text' },
  { name: 'event', label: { zh: '事件', en: 'Event' }, kind: 'text' },
  { name: 'from', label: { zh: '自', en: 'From' }, kind: 'day' },
  { name: 'to', label: { zh: '至', en: 'To' }, kind: 'day' },
  {
    name: 'result',
    label: { zh: '结果', en: 'Result' },
    kind: 'choice',
    options: Object.entries(results).map(([value, { label }]) => ({ value, label })),
    secondary: true,
  },
];

const columns: readonly Column<TrailRow>[] = [
  {
    key: 'at',
    title: { zh: '时间', en: 'Time' },
    nowrap: true,
    cell: (row) => <span className="figures">{tableInstant(row.at)}</span>,
  },
  { key: 'person', title: { zh: '人员', en: 'Person' }, cell: (row) => <Who row={row} /> },
  { key: 'event', title: { zh: '事件', en: 'Event' }, cell: (row) => <Event row={row} /> },
  { key: 'object', title: { zh: '对象', en: 'Object' }, cell: (row) => <Acted object={row.object} /> },
  {
    key: 'result',
    title: { zh: '结果', en: 'Result' },
    cell: (row) => <StatusTag tone={results[row.result].tone} label={results[row.result].label} />,
  },
  { key: 'reason', title: { zh: '原因', en: 'Reason' }, cell: (row) => row.reason ?? '—', deskOnly: true },
  { key: 'address', title: { zh: '地址', en: 'Address' }, cell: (row) => row.address ?? '—', deskOnly: true },
  {
    key: 'sequence',
    title: { zh: '链序', en: 'Sequence' },
    right: true,
    cell: (row) => row.sequence ?? '—',
    deskOnly: true,
  },
];

function Event({ row: { said, event } }: { readonly row: TrailRow }) {
  const t = useText();
  // The code is what the filter above takes.
  return said ? <span title={event}>{t(said)}</span> : <code className="break">{event}</code>;
}

function Acted({ object }: { readonly object: string }) {
  const t = useText();
  const { kind, which } = objectInWords(object);
  return (
    <span title={object}>
      {kind ? `${t(kind)} ` : ''}
      {(which || !kind) && <code className="break">{which || object}</code>}
    </span>
  );
}

function Who({ row }: { readonly row: TrailRow }) {
  const t = useText();
  const name =
    row.person ??
    t(row.erased ? { zh: '信息已删除的人员', en: 'A person whose data was deleted' } : { zh: '系统', en: 'System' });
  return (
    <>
      {name}
      {row.onBehalf && <span className="quiet">{t({ zh: `　代 ${row.onBehalf}`, en: ` for ${row.onBehalf}` })}</span>}
    </>
  );
}

/** 审计记录: filtered by person, object, event and period; reading it is an entry itself. */
export default function Trail() {
  const t = useText();
  const list = useList(filters);
  const answer = useRead(readTrail, { query: list.query }, { keep: true });
  const [exporting, setExporting] = useState(false);
  const archived = answer.data?.archivedUntil;
  return (
    <Page
      title={{ zh: '审计记录', en: 'Audit trail' }}
      acts={<Button onClick={() => setExporting(true)}>{t({ zh: '导出…', en: 'Export…' })}</Button>}
      head={
        <p className="quiet">
          {t({ zh: '查阅本身也记入审计。', en: 'Reading this is itself an entry.' })}
          {archived &&
            t({
              zh: `${archived} 及以前的记录已归档封存，用 honglu audit verify 核对。`,
              en: ` Entries up to ${archived} lie in sealed archives; honglu audit verify checks them.`,
            })}
        </p>
      }
    >
      <DataTable
        caption={{ zh: '审计记录', en: 'Audit trail' }}
        read={answer}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => row.link ?? list.addressOf({ object: row.object })}
        list={list}
        filters={filters}
        unit={{ zh: '条', en: 'entries' }}
        empty={{ zh: '还没有审计记录。', en: 'There is no entry yet.' }}
      />
      {exporting && (
        <ExportTrail query={list.query} rows={answer.data?.total.count ?? 0} onClose={() => setExporting(false)} />
      )}
    </Page>
  );
}

function ExportTrail({
  query,
  rows,
  onClose,
}: {
  readonly query: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly onClose: () => void;
}) {
  const { cursor: _, ...conditions } = query;
  return (
    <ExportSheet
      endpoint={exportTrail}
      query={conditions}
      title={{ zh: '导出审计记录', en: 'Export the audit trail' }}
      sentence={{
        zh: `按当前条件导出约 ${rows} 条（XLSX），导出记入审计。`,
        en: `Exports about ${rows} entries under the present conditions (XLSX); the export is recorded.`,
      }}
      file={{ zh: 'audit.xlsx', en: 'audit.xlsx' }}
      onClose={onClose}
    />
  );
}
