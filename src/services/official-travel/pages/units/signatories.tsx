import { Button } from 'antd';
import { useState } from 'react';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { addSignatory, endSignatory, type UnitFilePage } from '../../units/endpoints.ts';
import { signsFor } from '../../units/model.ts';
import { personControl } from './person-control.tsx';
import { UnitPaper } from './unit-paper.tsx';
import { termState, termWords } from './unit-words.ts';

type Signatory = UnitFilePage['signatories'][number];

/** 签批人: who signs for the unit, for what and until when. */
export function Signatories({ page }: { readonly page: UnitFilePage }) {
  const t = useText();
  const today = beijing(useNow()).day;
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Signatory | null>(null);
  return (
    <section className="stack">
      <h2>
        {t({ zh: `签批人（最多 ${page.mostSignatories} 名）`, en: `Signatories (at most ${page.mostSignatories})` })}
      </h2>
      {page.signatories.length === 0 && <p className="quiet">{t({ zh: '还没有登记。', en: 'None entered yet.' })}</p>}
      <ul className="small-rows">
        {page.signatories.map((one) => {
          const term = termWords[termState(one.validTo, today)];
          return (
            <li key={one.id}>
              <strong>{one.person.name}</strong> {one.post}{' '}
              <span className="quiet">
                {one.signsFor.map((what) => t(signsFor[what])).join(t({ zh: '、', en: ', ' }))}
              </span>{' '}
              <span className="figures">
                {one.validFrom} {t({ zh: '至', en: 'to' })} {one.validTo}
              </span>{' '}
              <StatusTag label={term.label} tone={term.tone} />
              {page.mayPrepare && one.inForce && (
                <Button size="small" onClick={() => setEnding(one)}>
                  {t({ zh: '终止…', en: 'End…' })}
                  <span className="for-readers"> {one.person.name}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {page.mayPrepare && page.state !== 'closed' && (
        <p className="screen-only">
          <Button onClick={() => setAdding(true)}>{t({ zh: '登记签批人…', en: 'Enter a signatory…' })}</Button>
        </p>
      )}
      {adding && <AddSheet page={page} onClose={() => setAdding(false)} />}
      {ending && <EndSheet page={page} one={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function AddSheet({ page, onClose }: { readonly page: UnitFilePage; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={addSignatory}
      params={{ unit: page.unit.id }}
      initial={{ appointmentFileId: null, specimenFileId: null }}
      custom={{
        personId: personControl,
        appointmentFileId: (control) => <UnitPaper control={control} unit={page.unit.id} />,
        specimenFileId: (control) => <UnitPaper control={control} unit={page.unit.id} />,
      }}
      title={{ zh: `登记签批人 ${page.unit.name}`, en: `A signatory of ${page.unit.name}` }}
      sentence={{
        zh: '签批人在权限期内代表单位签批；本人参加的团组，本人不得签批。',
        en: 'Signs for the unit within the term, never for a mission of their own.',
      }}
      act={{ zh: '登记签批人', en: 'Enter' }}
      onClose={onClose}
    />
  );
}

function EndSheet({
  page,
  one,
  onClose,
}: {
  readonly page: UnitFilePage;
  readonly one: Signatory;
  readonly onClose: () => void;
}) {
  return (
    <FormSheet
      endpoint={endSignatory}
      params={{ unit: page.unit.id, id: one.id }}
      title={{ zh: `终止签批权限 ${one.person.name}`, en: `End the power of ${one.person.name}` }}
      sentence={{ zh: '自今天起不再签批；已签批的不变。', en: 'Signs nothing from today on; what was signed stands.' }}
      act={{ zh: '终止权限', en: 'End it' }}
      danger
      onClose={onClose}
    />
  );
}
