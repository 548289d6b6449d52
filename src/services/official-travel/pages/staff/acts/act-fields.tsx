import { Checkbox, Input, Radio, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { CommandType } from '#kernel/cases/commands.ts';
import type { Text } from '#kernel/text.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { UploadList } from '#kernel/ui/forms/upload-list.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { MissionPage } from '../../../answers.ts';
import { missionProcess } from '../../../process.ts';
import type { ActDraft, ActField, MissionAct } from './act-draft.ts';
import { earlierSteps } from './act-words.ts';
import { sendFile } from './mission-files.ts';
import { PeoplePicker, PersonPicker } from './person-picker.tsx';

export interface ActFieldsProps {
  readonly command: CommandType;
  readonly act: MissionAct;
  readonly page: MissionPage;
  readonly fields: readonly ActField[];
  readonly draft: ActDraft;
  readonly onChange: (draft: ActDraft) => void;
}

/** What is usually said, one press away; the words stay editable. */
const usualWords: Readonly<Partial<Record<CommandType, readonly string[]>>> = {
  approve: ['同意。', '拟同意。', '同意，按程序办理。'],
  refuse: ['任务不够紧要，建议取消。', '不符合规定，不同意。'],
  answer: ['无意见。', '同意。'],
};

const labels: Readonly<Record<ActField, Text>> = {
  words: { zh: '意见', en: 'Words' },
  conditions: { zh: '附加要求', en: 'Conditions' },
  reason: { zh: '原因', en: 'Reason' },
  to: { zh: '退回给', en: 'Goes back to' },
  way: { zh: '补好以后', en: 'Once mended' },
  person: { zh: '人员', en: 'Person' },
  persons: { zh: '抄送给', en: 'Copied to' },
  position: { zh: '签署顺序', en: 'When they sign' },
  outcome: { zh: '撤回后', en: 'After that' },
  papers: { zh: '暂缺的材料', en: 'Missing papers' },
  due: { zh: '承诺补齐日期', en: 'Promised by' },
  decision: { zh: '批示结果', en: 'What was decided' },
  signedOn: { zh: '批示日期', en: 'Day of the decision' },
  file: { zh: '批示照片或扫描件', en: 'Photo or scan of the decision' },
  changes: { zh: '变更事项', en: 'What changes' },
  opinion: { zh: '意见结论', en: 'Opinion' },
};

const byCommand: Readonly<Partial<Record<CommandType, Readonly<Partial<Record<ActField, Text>>>>>> = {
  return: { words: { zh: '要补正什么', en: 'What to mend' } },
  refuse: { words: { zh: '理由', en: 'Reason' } },
  transfer: { words: { zh: '交代', en: 'Note' }, person: { zh: '转给', en: 'Hand over to' } },
  addSigner: { words: { zh: '为什么请他签', en: 'Why' }, person: { zh: '加签人', en: 'Signer' } },
  suspend: { words: { zh: '说明', en: 'Explanation' } },
  annul: { words: { zh: '说明', en: 'Explanation' } },
  terminate: { words: { zh: '说明', en: 'Explanation' } },
  acceptWithPromise: { words: { zh: '说明', en: 'Explanation' } },
  registerPaperApproval: {
    person: { zh: '批示人', en: 'Who decided' },
    words: { zh: '批示原文', en: 'The words as written' },
  },
  rejectPaperApproval: { words: { zh: '哪里不符', en: 'What does not agree' } },
  grantException: { words: { zh: '理由', en: 'Reason' } },
};

const reasonsOf: Readonly<Partial<Record<CommandType, Readonly<Record<string, Text>>>>> = {
  return: missionProcess.returnReasons,
  suspend: missionProcess.suspendReasons,
  annul: missionProcess.endReasons,
  terminate: missionProcess.endReasons,
  grantException: missionProcess.exceptionReasons,
};

const optionalWords: ReadonlySet<ActField> = new Set(['conditions']);
const wordsOptional: ReadonlySet<CommandType> = new Set([
  'approve',
  'answer',
  'transfer',
  'addSigner',
  'suspend',
  'annul',
  'terminate',
  'acceptWithPromise',
  'registerPaperApproval',
]);

/** The fields of one act, one column, labels above. */
export function ActFields(props: ActFieldsProps) {
  return (
    <div className="schema-form">
      {props.fields.map((field) => (
        <Field key={field} field={field} {...props} />
      ))}
    </div>
  );
}

function Field({ field, ...props }: ActFieldsProps & { readonly field: ActField }) {
  const { command, draft, onChange } = props;
  const label = byCommand[command]?.[field] ?? labels[field];
  const optional = optionalWords.has(field) || (field === 'words' && wordsOptional.has(command));
  const set = (change: Partial<ActDraft>) => onChange({ ...draft, ...change });
  switch (field) {
    case 'words':
    case 'conditions':
      return (
        <Frame label={label} optional={optional}>
          {(id) => (
            <>
              {field === 'words' && <UsualWords command={command} onChoose={(words) => set({ words })} />}
              <Input.TextArea
                id={id}
                value={draft[field]}
                maxLength={2000}
                autoSize={{ minRows: field === 'words' ? 2 : 1, maxRows: 8 }}
                onChange={(event) => set({ [field]: event.target.value })}
              />
            </>
          )}
        </Frame>
      );
    case 'person':
      return (
        <Frame label={label}>
          {(id) => <PersonPicker id={id} value={draft.person} onChange={(person) => set({ person })} />}
        </Frame>
      );
    case 'persons':
      return (
        <Frame label={label}>
          {(id) => <PeoplePicker id={id} value={draft.persons} onChange={(persons) => set({ persons })} />}
        </Frame>
      );
    case 'due':
    case 'signedOn':
      return (
        <Frame label={label}>
          {(id) => (
            <DateField
              id={id}
              value={draft[field]}
              onChange={(day) => set({ [field]: day })}
              guess={field === 'due' ? 'nearest' : 'past'}
            />
          )}
        </Frame>
      );
    case 'reason':
      return <Reasons {...props} label={label} set={set} />;
    case 'papers':
      return <Papers {...props} label={label} set={set} />;
    case 'file':
      return <Scan {...props} label={label} set={set} />;
    case 'to':
      return <Targets {...props} label={label} set={set} />;
    default:
      return <Choices {...props} field={field} label={label} set={set} />;
  }
}

interface PartProps extends ActFieldsProps {
  readonly label: Text;
  readonly set: (change: Partial<ActDraft>) => void;
}

function Frame({
  label,
  optional,
  children,
}: {
  readonly label: Text;
  readonly optional?: boolean;
  readonly children: (id: string) => ReactNode;
}) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(label)}
        {optional && <span className="field-optional">{t({ zh: '选填', en: 'optional' })}</span>}
      </label>
      <div className="field-control act-control">{children(id)}</div>
    </div>
  );
}

function Group({ label, children }: { readonly label: Text; readonly children: ReactNode }) {
  const t = useText();
  return (
    <fieldset className="field">
      <legend>{t(label)}</legend>
      {children}
    </fieldset>
  );
}

function UsualWords({
  command,
  onChoose,
}: {
  readonly command: CommandType;
  readonly onChoose: (words: string) => void;
}) {
  const t = useText();
  const usual = usualWords[command];
  if (!usual) return null;
  return (
    <p className="row usual-words">
      <span className="quiet">{t({ zh: '常用', en: 'Usual' })}</span>
      {usual.map((words) => (
        <button key={words} type="button" className="link" lang="zh-CN" onClick={() => onChoose(words)}>
          {words}
        </button>
      ))}
    </p>
  );
}

function Reasons({ command, draft, label, set }: PartProps) {
  const t = useText();
  const reasons = Object.entries(reasonsOf[command] ?? {});
  return (
    <Frame label={label}>
      {(id) => (
        <Select<string>
          id={id}
          value={draft.reason}
          placeholder={t({ zh: '选择原因', en: 'Choose a reason' })}
          options={reasons.map(([value, words]) => ({ value, label: t(words) }))}
          onChange={(reason) => set({ reason })}
        />
      )}
    </Frame>
  );
}

function Targets({ page, act, draft, label, set }: PartProps) {
  const t = useText();
  const steps = earlierSteps(page, act.node);
  return (
    <Group label={label}>
      <Radio.Group
        className="act-choices"
        value={draft.to}
        onChange={(event) => set({ to: event.target.value })}
        options={[
          {
            value: 'applicant',
            label: t({ zh: `申报人补正（${page.unit.name}）`, en: `The applicant, to mend it (${page.unit.name})` }),
          },
          ...steps.map((step) => ({ value: step.node, label: t(step.label) })),
        ]}
      />
    </Group>
  );
}

function Papers({ page, draft, label, set }: PartProps) {
  const t = useText();
  const missing = page.missingPapers.filter((paper) => paper in missionProcess.papers);
  return (
    <Group label={label}>
      <Checkbox.Group
        className="act-choices"
        value={[...draft.papers]}
        onChange={(papers) => set({ papers })}
        options={missing.map((paper) => ({
          value: paper,
          label: t(missionProcess.papers[paper] ?? { zh: paper, en: paper }),
        }))}
      />
    </Group>
  );
}

const scanTypes = '.jpg,.jpeg,.png,.pdf';
const scanLimit = 20 * 1_048_576;

function Scan({ page, draft, label, set }: PartProps) {
  const [sent, setSent] = useState({ name: '', size: 0 });
  return (
    <UploadList
      label={label}
      accept={scanTypes}
      maxSize={scanLimit}
      multiple={false}
      files={draft.file === null ? [] : [{ id: draft.file, ...sent }]}
      onUpload={async (file) => {
        const { fileId, name, size } = await sendFile(page.id, 'paper-decision', file);
        setSent({ name, size });
        set({ file: fileId });
      }}
      onRemove={() => set({ file: null })}
    />
  );
}

const choices: Readonly<Partial<Record<ActField, Readonly<Record<string, Text>>>>> = {
  way: {
    'come-back': { zh: '直接回到我这里', en: 'straight back to me' },
    'run-again': { zh: '从那里按流程重走', en: 'run again from there' },
  },
  position: {
    before: { zh: '在我之前', en: 'before me' },
    beside: { zh: '与我并列', en: 'beside me' },
    after: { zh: '在我之后', en: 'after me' },
  },
  outcome: {
    correct: { zh: '修改后再提交', en: 'mend and submit again' },
    end: { zh: '不再申报，本件办结', en: 'give it up; the case ends' },
  },
  decision: { approve: { zh: '同意', en: 'Approved' }, refuse: { zh: '不同意', en: 'Not approved' } },
  opinion: {
    agree: { zh: '同意', en: 'Agree' },
    'agree-with-conditions': { zh: '同意，有要求', en: 'Agree with conditions' },
    disagree: { zh: '不同意', en: 'Disagree' },
  },
  changes: missionProcess.changes,
};

function Choices({ field, draft, label, set }: PartProps & { readonly field: ActField }) {
  const t = useText();
  const options = Object.entries(choices[field] ?? {}).map(([value, words]) => ({ value, label: t(words) }));
  return (
    <Group label={label}>
      {field === 'changes' ? (
        <Checkbox.Group
          className="act-choices"
          value={[...draft.changes]}
          options={options}
          onChange={(changes) => set({ changes })}
        />
      ) : (
        <Radio.Group
          className="act-choices"
          value={draft[field]}
          options={options}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Group>
  );
}
