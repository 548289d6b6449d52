import { Input } from 'antd';
import { useId, useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { consolidateLines, giveLines, type PlanLineRow, returnLines, submitLines } from '../../../plan/endpoints.ts';
import { type PlanHeaderInput, planHeader } from '../../../plan/model.ts';
import type { BatchAct } from './work-trays.ts';

export type { BatchAct } from './work-trays.ts';

interface SheetProps {
  readonly rows: readonly PlanLineRow[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const ids = (rows: readonly PlanLineRow[]) => rows.map(({ id }) => id);
const sums = (rows: readonly PlanLineRow[]): Text => {
  const people = rows.reduce((sum, { line }) => sum + line.headcount, 0);
  // Fen are added as whole numbers, so that the sum shown is exact.
  const money = rows.reduce((sum, { line }) => sum + Math.round(line.amountCny * 100), 0) / 100;
  return {
    zh: `${rows.length} 项，${people} 人次，${money.toFixed(2)} 元`,
    en: `${rows.length} lines, ${people} person-trips, CNY ${money.toFixed(2)}`,
  };
};

export function BatchSheet({ act, year, ...props }: SheetProps & { readonly act: BatchAct; readonly year: number }) {
  if (act === 'submit') return <Submit year={year} {...props} />;
  if (act === 'consolidate') return <Consolidate {...props} />;
  return act === 'give' ? <Give {...props} /> : <Return {...props} />;
}

function Submit({ rows, year, onClose, onDone }: SheetProps & { readonly year: number }) {
  const act = useAct(submitLines, { onDone });
  const outside = rows.every(({ line }) => line.regions.every((code) => code === 'HK' || code === 'MO'));
  const [header, setHeader] = useState<Record<string, unknown>>({
    kind: outside ? 'hong-kong-macao' : 'abroad',
    batch: 'start',
    opinion: '情况属实，同意上报。',
    documentNumber: null,
    fileId: null,
  });
  const parsed = planHeader.safeParse({ ...header, documentNumber: header.documentNumber || null, fileId: null });
  return (
    <ConfirmSheet
      open
      title={{ zh: `审签上报 ${year} 年计划`, en: `Sign and submit the plan ${year}` }}
      sentence={{
        zh: `上报 ${sums(rows).zh}。上报后不能修改，退回后才能改。`,
        en: `Submits ${sums(rows).en}. They cannot be changed any more unless they come back.`,
      }}
      act={{ zh: '审签上报', en: 'Sign and submit' }}
      busy={act.isPending}
      problem={act.error}
      missing={parsed.success ? null : { zh: '请填写类别、批次和单位意见。', en: 'Fill in kind, batch and opinion.' }}
      onClose={onClose}
      onAct={() =>
        parsed.success &&
        act.mutate({
          body: { unitId: rows[0]!.unit.id, year, header: parsed.data as PlanHeaderInput, lines: ids(rows) },
        })
      }
    >
      <SchemaForm
        schema={planHeader}
        only={['kind', 'batch', 'opinion', 'documentNumber']}
        value={header}
        onChange={(value) => setHeader({ ...value })}
      />
    </ConfirmSheet>
  );
}

function Consolidate({ rows, onClose, onDone }: SheetProps) {
  const act = useAct(consolidateLines, { onDone });
  return (
    <ConfirmSheet
      open
      title={{ zh: '汇总上报市外办', en: 'Consolidate and send to the city office' }}
      sentence={{
        zh: `汇总 ${sums(rows).zh}，由市外办统筹下达。`,
        en: `${sums(rows).en} go to the city office, which gives the plan.`,
      }}
      act={{ zh: '汇总上报', en: 'Consolidate' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ body: { lines: ids(rows) } })}
    />
  );
}

function Give({ rows, onClose, onDone }: SheetProps) {
  const [number, setNumber] = useState('');
  const act = useAct(giveLines, { onDone });
  return (
    <ConfirmSheet
      open
      title={{ zh: '下达年度计划', en: 'Give the plan' }}
      sentence={{
        zh: `下达 ${sums(rows).zh}，每项取得编号，各单位随即可据以申报。`,
        en: `Gives ${sums(rows).en}. Each takes its number, and its unit can apply under it at once.`,
      }}
      act={{ zh: '下达', en: 'Give' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ body: { lines: ids(rows), authorityNumber: number.trim() || null } })}
    >
      <Words
        label={{ zh: '上级批复文号（选填）', en: 'Number of the approval from above (optional)' }}
        value={number}
        onChange={setNumber}
        most={60}
      />
    </ConfirmSheet>
  );
}

function Return({ rows, onClose, onDone }: SheetProps) {
  const [reason, setReason] = useState('');
  const act = useAct(returnLines, { onDone });
  return (
    <ConfirmSheet
      open
      title={{ zh: `退回补正 ${rows.length} 项`, en: `Return ${rows.length} lines for correction` }}
      sentence={{ zh: '退回单位修改，改后重新审签上报。', en: 'The unit mends them and submits them again.' }}
      act={{ zh: '退回补正', en: 'Return for correction' }}
      busy={act.isPending}
      problem={act.error as ProblemError | null}
      missing={reason.trim().length < 2 ? { zh: '请写明要改什么。', en: 'Write what has to be mended.' } : null}
      onClose={onClose}
      onAct={() => act.mutate({ body: { lines: ids(rows), reason: reason.trim() } })}
    >
      <Words label={{ zh: '理由', en: 'Reason' }} value={reason} onChange={setReason} most={500} />
    </ConfirmSheet>
  );
}

export function Words({
  label,
  value,
  onChange,
  most,
}: {
  readonly label: Text;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly most: number;
}) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      <Input.TextArea
        id={id}
        value={value}
        maxLength={most}
        autoSize={{ minRows: most > 100 ? 2 : 1 }}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
