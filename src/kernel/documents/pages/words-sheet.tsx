import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { faultsOf } from '#kernel/http/faults.ts';
import type { Text } from '#kernel/text.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { listTemplates, setWords, tryTemplate } from '../template-endpoints.ts';
import { type Phrase, wordingForm } from '../wording.ts';

export type Template = Answer<typeof listTemplates>['templates'][number];

/** Opens a paper that came with an answer in a tab of its own. */
function openPaper(pdf: string): void {
  const bytes = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  window.open(address, '_blank', 'noopener');
  // The new tab has read it by then; kept longer it would only take memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

interface TrialProps {
  readonly template: Template;
  readonly words: Readonly<Record<string, string>>;
  readonly label: Text;
  readonly disabled?: boolean;
}

/** Sets an invented case by the template in these words, and shows the paper. */
export function TrialButton({ template, words, label, disabled = false }: TrialProps) {
  const t = useText();
  const trial = useAct(tryTemplate, { refresh: [], onDone: ({ pdf }) => openPaper(pdf) });
  return (
    <>
      <Button
        size="small"
        loading={trial.isPending}
        disabled={disabled}
        onClick={() => trial.mutate({ params: { kind: template.key }, body: { words: { ...words } } })}
      >
        {t(label)}
        <span className="for-readers"> {t(template.title)}</span>
      </Button>
      <ProblemNotice problem={trial.error} />
    </>
  );
}

/** Standing words of a kind of document: tried on an invented case first, then laid down from a day on. */
export function WordsSheet({ template, onClose }: { readonly template: Template; readonly onClose: () => void }) {
  const t = useText();
  const ids = { from: useId(), reason: useId() };
  const today = beijing(useNow()).day;
  const [schema] = useState(() => wordingForm(template.phrases as Readonly<Record<string, Phrase>>));
  const [value, setValue] = useState<DraftRecord>({ ...template.words });
  const [from, setFrom] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const parsed = schema.safeParse(value, { reportInput: true });
  const faults = parsed.success ? [] : faultsOf(parsed.error, schema);
  const set = useAct(setWords, { refresh: [listTemplates], onDone: onClose });
  const missing = !parsed.success
    ? { zh: '用语还有误，请改正。', en: 'Mend the words first.' }
    : from === null
      ? { zh: '请填写生效日期。', en: 'Enter the first day.' }
      : reason.trim().length < 2
        ? { zh: '请写明依据或理由。', en: 'Write the basis or reason.' }
        : null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `更改${template.title.zh}的用语`, en: `Words of: ${template.title.en}` }}
      sentence={{
        zh: `自 ${from ?? '—'} 起编号的文书用新的用语；已编号的不变，原用语留在沿革里。`,
        en: `Documents numbered from ${from ?? '—'} on use the new words; those numbered before stay as they are.`,
      }}
      act={{ zh: '更改用语', en: 'Change the words' }}
      busy={set.isPending}
      problem={set.error}
      missing={missing}
      onClose={onClose}
      onAct={() => {
        if (missing || from === null || !parsed.success) return;
        set.mutate({
          params: { kind: template.key },
          body: { words: parsed.data as Record<string, string>, validFrom: from as never, reason: reason.trim() },
        });
      }}
    >
      <div className="stack">
        <SchemaForm schema={schema} value={value} onChange={setValue} faults={faults} />
        <div className="row">
          <TrialButton
            template={template}
            words={parsed.success ? (parsed.data as Record<string, string>) : {}}
            label={{ zh: '试排样张', en: 'Set a sample' }}
            disabled={!parsed.success}
          />
          <span className="quiet">{t({ zh: '不保存，不占文号', en: 'Saves nothing, takes no number' })}</span>
        </div>
        <div className="schema-form">
          <div className="field">
            <label htmlFor={ids.from}>{t({ zh: '生效日期', en: 'In force from' })}</label>
            <DateField id={ids.from} value={from} onChange={setFrom} />
          </div>
          <div className="field">
            <label htmlFor={ids.reason}>{t({ zh: '依据或理由', en: 'Basis or reason' })}</label>
            <Input.TextArea
              id={ids.reason}
              maxLength={500}
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        </div>
      </div>
    </ConfirmSheet>
  );
}
