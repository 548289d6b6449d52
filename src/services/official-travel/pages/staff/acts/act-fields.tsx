import { Checkbox, Input, Radio, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { CommandType } from '#kernel/cases/commands.ts';
import { PeoplePicker, PersonPicker } from '#kernel/identity/pages/person-picker.tsx';
import type { Text } from '#kernel/text.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { UploadList } from '#kernel/ui/forms/upload-list.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { MissionPage } from '../../../answers.ts';
import { applicationSections } from '../../../model.ts';
import { missionProcess } from '../../../process.ts';
import type { ActDraft, ActField, MissionAct } from './act-draft.ts';
import { byCommand, choices, labels, optionalWords, reasonsOf, usualWords, wordsOptional } from './act-labels.ts';
import { earlierSteps } from './act-words.ts';
import { sendFile } from './mission-files.ts';

export interface ActFieldsProps {
  readonly command: CommandType;
  readonly act: MissionAct;
  readonly page: MissionPage;
  readonly fields: readonly ActField[];
  readonly draft: ActDraft;
  readonly onChange: (draft: ActDraft) => void;
}

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
    case 'reopens':
      return <Reopened {...props} label={label} set={set} />;
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

/** Only what is wrong is opened, so that nothing else is changed on the way. */
function Reopened({ draft, label, set }: PartProps) {
  const t = useText();
  if (draft.to !== 'applicant') return null;
  return (
    <Group label={label}>
      <Checkbox.Group
        className="act-choices"
        value={[...draft.reopens]}
        onChange={(reopens) => set({ reopens })}
        options={applicationSections.map((section) => ({
          value: section,
          label: t(missionProcess.sections[section] ?? { zh: section, en: section }),
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
