import { z } from 'zod';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { field, record } from '#kernel/ui/field.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import {
  leavePersonFile,
  type PersonPage,
  revealNumber,
  revealPurposes,
  verifyPersonFile,
} from '../../people/endpoints.ts';
import { personSources } from '../../people/words.ts';

interface SheetProps {
  readonly person: PersonPage;
  readonly onClose: () => void;
}

type Words = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
const keysOf = <Of extends Words>(words: Of) =>
  z.enum(Object.keys(words) as [keyof Of & string, ...(keyof Of & string)[]]);

const verifyForm = record({
  source: field(keysOf(personSources), {
    label: { zh: '核对依据', en: 'Compared with' },
    options: personSources,
    class: 'internal',
  }),
});

/** 核对资料: somebody compared the file and says with what. */
export function VerifySheet({ person, onClose }: SheetProps) {
  const form = useForm(verifyForm);
  const act = useAct(verifyPersonFile, { onDone: onClose, onProblem: form.setProblem });
  return (
    <ConfirmSheet
      open
      title={{ zh: `核对资料 ${person.name}`, en: `Verify the file of ${person.name}` }}
      sentence={{
        zh: '资料已逐项对照，核对日期记为今天；有不一致的请先修改。',
        en: 'Every fact was compared; today becomes the day of verification. Change what differs first.',
      }}
      act={{ zh: '登记已核对', en: 'Record the verification' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => {
        const body = form.check();
        if (body) act.mutate({ params: { id: person.id }, version: person.version, body });
      }}
    >
      <SchemaForm schema={verifyForm} value={form.value} onChange={form.setValue} faults={form.faults} />
    </ConfirmSheet>
  );
}

const leaveForm = record({
  reason: field(z.string().trim().min(2).max(200), {
    label: { zh: '事由', en: 'Reason' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export function LeaveSheet({ person, onClose }: SheetProps) {
  const leaves = person.row.state === 'active';
  const form = useForm(leaveForm);
  const act = useAct(leavePersonFile, { onDone: onClose, onProblem: form.setProblem });
  return (
    <ConfirmSheet
      open
      title={
        leaves
          ? { zh: `登记调离 ${person.name}`, en: `Mark ${person.name} as left` }
          : { zh: `恢复在册 ${person.name}`, en: `${person.name} is back` }
      }
      sentence={
        leaves
          ? {
              zh: '调离后不能再加入本单位的团组，在办的申报不变。',
              en: 'No new mission of the unit takes this person; open cases stay.',
            }
          : { zh: '恢复后可以加入本单位的团组。', en: 'Missions of the unit may take this person again.' }
      }
      act={leaves ? { zh: '登记调离', en: 'Mark as left' } : { zh: '恢复在册', en: 'Restore' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => {
        const value = form.check();
        if (!value) return;
        act.mutate({
          params: { id: person.id },
          version: person.version,
          body: { state: leaves ? 'left' : 'active', ...value },
        });
      }}
    >
      <SchemaForm schema={leaveForm} value={form.value} onChange={form.setValue} faults={form.faults} />
    </ConfirmSheet>
  );
}

const numbers = {
  identityNumber: { zh: '身份证件号码', en: 'Identity number' },
  passportNumber: { zh: '出国证件号', en: 'Travel document number' },
  phone: { zh: '手机', en: 'Phone' },
  phoneAbroad: { zh: '境外联系方式', en: 'Phone abroad' },
} as const;

const revealForm = record({
  field: field(keysOf(numbers), { label: { zh: '号码', en: 'Number' }, options: numbers, class: 'internal' }),
  purpose: field(keysOf(revealPurposes), {
    label: { zh: '用途', en: 'Purpose' },
    options: revealPurposes,
    class: 'internal',
  }),
  note: field(z.string().trim().max(200).optional(), { label: { zh: '说明', en: 'Note' }, class: 'internal' }),
});

/** A number in full: shown once, with a purpose, and recorded. */
export function RevealSheet({ person, onClose }: SheetProps) {
  const t = useText();
  const form = useForm(revealForm);
  const act = useAct(revealNumber, { refresh: [], onProblem: form.setProblem });
  return (
    <ConfirmSheet
      open
      title={{ zh: `查看完整号码 ${person.name}`, en: `A number of ${person.name} in full` }}
      sentence={{
        zh: '谁、何时、为何查看，都记入审计；离开本页即不再显示。',
        en: 'Who looked, when and why is recorded; it is gone when you leave.',
      }}
      act={{ zh: '查看号码', en: 'Show it' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => {
        const body = form.check();
        if (body) act.mutate({ params: { id: person.id }, body });
      }}
    >
      <SchemaForm schema={revealForm} value={form.value} onChange={form.setValue} faults={form.faults} />
      {act.data && (
        <p role="status">
          {t({ zh: '号码：', en: 'Number: ' })}
          <strong className="figures">{act.data.value}</strong>
        </p>
      )}
    </ConfirmSheet>
  );
}
