import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { address } from '#kernel/ui/api/request.ts';
import { fieldsOf } from '#kernel/ui/field.ts';
import { writeCell } from '#kernel/ui/forms/cell-text.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import { openUnitPaper, readUnitFile, type UnitFilePage } from '../../units/endpoints.ts';
import { unitFile, unitFileStates } from '../../units/model.ts';
import { unitFilesPath } from '../paths.ts';
import { EditUnit } from './edit-unit.tsx';
import { HandOvers } from './hand-overs.tsx';
import { Officers } from './officers.tsx';
import { Signatories } from './signatories.tsx';
import { stateTones } from './unit-list.tsx';
import { UnitStateSheet } from './unit-state-sheet.tsx';

/** The file of a unit: facts, papers, who signs, who is its liaison officer, and where it stands with the office. */
export default function UnitPage() {
  const { id = '' } = useParams();
  const answer = useRead(readUnitFile, { params: { unit: id } });
  return <Answered of={answer}>{(found) => <UnitFile page={found as UnitFilePage} />}</Answered>;
}

function UnitFile({ page }: { readonly page: UnitFilePage }) {
  const t = useText();
  const language = useLanguage();
  const [sheet, setSheet] = useState<'edit' | 'state' | null>(null);
  const close = () => setSheet(null);
  const { file, unit } = page;
  const facts = file
    ? fieldsOf(unitFile).map((field) => {
        const value = (file as Readonly<Record<string, unknown>>)[field.name];
        return { label: field.meta.label, value: shown(field, value) };
      })
    : [];
  function shown(field: ReturnType<typeof fieldsOf>[number], value: unknown) {
    if (value === null || value === undefined || value === '') return <span className="quiet">—</span>;
    if (field.name === 'firstReviewUnitId') return page.firstReviewUnit?.name ?? '';
    if (field.widget === 'file') {
      return (
        <a
          href={address(openUnitPaper.path, { params: { unit: unit.id, file: String(value) } })}
          target="_blank"
          rel="noreferrer"
        >
          {t({ zh: '查看附件', en: 'Open' })}
        </a>
      );
    }
    return writeCell(field, value, language) || String(value);
  }
  return (
    <Page
      title={{ zh: unit.name, en: unit.name }}
      trail={[{ label: { zh: '单位档案', en: 'Files of units' }, to: unitFilesPath }]}
      head={
        page.state && (
          <p className="row">
            <StatusTag label={unitFileStates[page.state]} tone={stateTones[page.state]} />
            {page.stateReason && <span className="quiet">{page.stateReason}</span>}
          </p>
        )
      }
      acts={
        <div className="row">
          {page.mayPrepare && page.state !== 'closed' && (
            <Button {...(file ? {} : { type: 'primary' as const })} onClick={() => setSheet('edit')}>
              {file ? t({ zh: '修改档案…', en: 'Change the file…' }) : t({ zh: '建立档案…', en: 'Begin the file…' })}
            </Button>
          )}
          {page.mayConfirm && file && page.state !== 'closed' && (
            <Button onClick={() => setSheet('state')}>
              {page.state === 'awaiting'
                ? t({ zh: '开户…', en: 'Open…' })
                : t({ zh: '变更状态…', en: 'Change its standing…' })}
            </Button>
          )}
        </div>
      }
    >
      <div className="stack">
        {file ? (
          <Facts items={facts} />
        ) : (
          <Empty
            why={{
              zh: '本单位还没有建档。由专办员填写档案、登记签批人和专办员，再由市外办开户。',
              en: 'The unit has no file yet. Its liaison officer fills it in and enters signatories and officers; the office then opens it.',
            }}
          />
        )}
        {file && (
          <>
            <Signatories page={page} />
            <Officers page={page} />
            <HandOvers unit={unit.id} />
          </>
        )}
      </div>
      {sheet === 'edit' && <EditUnit page={page} onClose={close} />}
      {sheet === 'state' && <UnitStateSheet page={page} onClose={close} />}
    </Page>
  );
}
