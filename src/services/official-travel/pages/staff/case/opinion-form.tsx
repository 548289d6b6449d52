import { Input, Radio, Select } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useLocation } from 'react-router';
import { call } from '#kernel/ui/api/call.ts';
import { ConflictDialog } from '#kernel/ui/forms/conflict-dialog.tsx';
import type { CustomControl } from '#kernel/ui/forms/control.tsx';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { asDraftRecord, type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { SavedLine } from '#kernel/ui/forms/saved-line.tsx';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { UploadList } from '#kernel/ui/forms/upload-list.tsx';
import { useAutosave } from '#kernel/ui/forms/use-autosave.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import type { MissionPage } from '../../../answers.ts';
import { read, saveSection } from '../../../endpoints.ts';
import { type Section, sections } from '../../../model.ts';
import { missionProcess } from '../../../process.ts';
import { ownWords } from '../../../words.ts';
import { fileAddress, sendFile } from '../acts/mission-files.ts';
import { memberNames, missionOf, sectionOf } from './mission-facts.ts';
import { judge, verdictOf, withRow } from './opinion-rows.ts';
import { verdicts } from './section-words.tsx';

/** One opinion sheet, filled in where the case is read; saved while typing, signed with the approval. */
export function OpinionForm({ page, section }: { readonly page: MissionPage; readonly section: Section }) {
  const t = useText();
  const heading = useId();
  const place = useArrival(`opinion-${section}`);
  const state = page.sections.find((one) => one.section === section);
  const form = useAutosave({
    key: `official-travel:${page.id}:${section}`,
    value: sectionOf(page, section),
    version: state?.version ?? 0,
    savedAt: state?.savedAt ?? null,
    save: async (content, version) =>
      call(saveSection, { params: { id: page.id, section }, body: { content: { ...content } }, version }),
    reload: async () => {
      const fresh = await call(read, { params: { id: page.id } });
      const theirs = fresh.sections.find((one) => one.section === section);
      return {
        value: sectionOf(fresh, section),
        version: theirs?.version ?? 0,
        ...(theirs?.savedBy ? { by: theirs.savedBy.name } : {}),
        ...(theirs?.savedAt ? { at: theirs.savedAt } : {}),
      };
    },
  });
  const label = missionProcess.sections[section] ?? { zh: section, en: section };
  return (
    <section className="card opinion" id={`opinion-${section}`} aria-labelledby={heading} ref={place}>
      <header className="row spread">
        <h2 id={heading}>{t({ zh: `请填写：${label.zh}`, en: `To fill in: ${label.en}` })}</h2>
        <SavedLine saving={form.saving} />
      </header>
      <SchemaForm
        schema={sections[section]}
        value={form.value}
        onChange={form.edit}
        onBlur={form.saveNow}
        at={`/${section}`}
        custom={customOf(section, page)}
        {...(section === 'publicity' ? { only: ['place', 'from', 'to', 'contents', 'objections'] } : {})}
      />
      {form.conflict && (
        <ConflictDialog
          schema={sections[section]}
          mine={form.value}
          conflict={form.conflict}
          onResolve={form.resolve}
        />
      )}
    </section>
  );
}

/** Who followed the link to this sheet sees it: pages are drawn after the browser has looked for the place. */
function useArrival(name: string) {
  const place = useRef<HTMLElement>(null);
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: following the same link again leads here again
  useEffect(() => {
    if (hash === `#${name}`) place.current?.scrollIntoView({ block: 'start' });
  }, [hash, name, key]);
  return place;
}

function customOf(section: Section, page: MissionPage): Readonly<Record<string, CustomControl>> {
  switch (section) {
    case 'filing':
      return {
        people: ({ value, onChange, onBlur }) => (
          <Filings page={page} value={value} onChange={onChange} {...(onBlur ? { onBlur } : {})} />
        ),
      };
    case 'review':
      return { judged: ({ value, onChange }) => <Judged page={page} value={value} onChange={onChange} /> };
    case 'province-reply':
      return { fileId: ({ value, onChange }) => <Reply page={page} value={value} onChange={onChange} /> };
    case 'return':
      return {
        absent: ({ value, onChange, ties }) => <Absent page={page} value={value} onChange={onChange} id={ties.id} />,
      };
    default:
      return {};
  }
}

interface RowsProps {
  readonly page: MissionPage;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onBlur?: () => void;
}

const rowsOf = (value: unknown): readonly DraftRecord[] => (Array.isArray(value) ? value.filter(isDraftRecord) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** 备案 member by member: body, number and day only; what was said about a person is never kept here. */
function Filings({ page, value, onChange, onBlur }: RowsProps) {
  const clearing = useClearing();
  const t = useText();
  const rows = rowsOf(value);
  const people = (missionOf(page).members?.people ?? []).filter((person) => person.staffKind !== 'student');
  return (
    <ul className="filings">
      {people.map((person) => {
        const own = asDraftRecord(rows.find((row) => row.memberId === person.id));
        const set = (change: DraftRecord) => onChange(withRow(rows, 'memberId', String(person.id), change));
        const name = person.name ?? '';
        const blur = onBlur ? { onBlur } : {};
        return (
          <li key={person.id}>
            <strong>{name}</strong>
            <Input
              aria-label={t({ zh: `${name}的备案机关`, en: `Filing body of ${name}` })}
              placeholder={t({ zh: '如 市委组织部', en: 'e.g. organisation department' })}
              value={textOf(own.body)}
              onChange={(event) => set({ body: event.target.value || null })}
              {...blur}
            />
            <Input
              aria-label={t({ zh: `${name}的备案号`, en: `Filing number of ${name}` })}
              placeholder={t({ zh: '如 备〔2026〕11', en: 'e.g. 2026-11' })}
              value={textOf(own.number)}
              onChange={(event) => set({ number: event.target.value || null })}
              {...blur}
            />
            <DateField
              id={`filed-${person.id}`}
              aria-label={t({ zh: `${name}的备案日期`, en: `Filed on, ${name}` })}
              value={textOf(own.filedOn) || null}
              onChange={(filedOn) => set({ filedOn })}
              guess="past"
              {...blur}
            />
            <div className="row filing-more">
              <Select<string>
                aria-label={t({ zh: `派出单位对${name}的意见`, en: `Opinion of the unit on ${name}` })}
                placeholder={t({ zh: '派出单位意见', en: 'Opinion of the unit' })}
                allowClear={clearing}
                value={textOf(own.unitOpinion) || null}
                options={Object.entries(ownWords.filingOpinions).map(([value, label]) => ({ value, label: t(label) }))}
                onChange={(unitOpinion) => set({ unitOpinion: unitOpinion ?? null })}
                {...blur}
              />
              <label htmlFor={`valid-${person.id}`}>{t({ zh: '有效期至', en: 'Valid until' })}</label>
              <DateField
                id={`valid-${person.id}`}
                aria-label={t({ zh: `${name}的备案有效期至`, en: `Filing of ${name} valid until` })}
                value={textOf(own.validUntil) || null}
                onChange={(validUntil) => set({ validUntil })}
                {...blur}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Matters that no data decides: each is judged by name at the review. */
function Judged({ page, value, onChange }: RowsProps) {
  const t = useText();
  const rows = rowsOf(value);
  return (
    <ul className="judged">
      {page.check.forPerson.map(({ rule, subject, text }) => {
        const own = asDraftRecord(rows.find((row) => row.rule === rule));
        return (
          <li key={rule}>
            <p>
              <strong>{t(subject)}</strong> <span className="quiet figures">{rule}</span>
              <br />
              {t(text)}
            </p>
            <Radio.Group
              aria-label={t(subject)}
              value={verdictOf(own)}
              options={Object.entries(verdicts).map(([verdict, label]) => ({ value: verdict, label: t(label) }))}
              onChange={(event) => onChange(judge(rows, rule, { verdict: event.target.value }))}
            />
            <Input
              aria-label={t({ zh: `${subject.zh}：说明`, en: `${subject.en}: note` })}
              placeholder={t({ zh: '说明（选填）', en: 'note (optional)' })}
              maxLength={500}
              value={textOf(own.note)}
              onChange={(event) => onChange(judge(rows, rule, { note: event.target.value }))}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** 未成行人员, by name. */
function Absent({ page, value, onChange, id }: RowsProps & { readonly id: string }) {
  const t = useText();
  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      value={Array.isArray(value) ? value.map(String) : []}
      placeholder={t({ zh: '全体成行则不选', en: 'Nobody if all travelled' })}
      options={[...memberNames(page)].map(([person, name]) => ({ value: person, label: name }))}
      onChange={onChange}
    />
  );
}

function Reply({ page, value, onChange }: RowsProps) {
  const t = useText();
  const fileId = textOf(value);
  return (
    <UploadList
      label={{ zh: '批复扫描件', en: 'Scan of the reply' }}
      accept=".pdf,.jpg,.jpeg,.png"
      maxSize={20 * 1_048_576}
      multiple={false}
      files={
        fileId
          ? [{ id: fileId, name: t({ zh: '批复扫描件', en: 'Scan' }), size: 0, href: fileAddress(page.id, fileId) }]
          : []
      }
      onUpload={async (file) => onChange((await sendFile(page.id, 'province-reply', file)).fileId)}
      onRemove={() => onChange(null)}
    />
  );
}
