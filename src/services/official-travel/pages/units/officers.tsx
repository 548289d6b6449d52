import { Button } from 'antd';
import { useState } from 'react';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { addOfficer, setOfficerState, type UnitFilePage } from '../../units/endpoints.ts';
import { officerStates } from '../../units/model.ts';
import { HandOverSheet } from './hand-over-sheet.tsx';
import { personControl } from './person-control.tsx';
import { UnitPaper } from './unit-paper.tsx';
import { termState, termWords } from './unit-words.ts';

type Officer = UnitFilePage['officers'][number];
type Sheet = { readonly officer: Officer; readonly act: 'on-duty' | 'paused' | 'hand-over' };

const tones = {
  pending: 'info',
  'on-duty': 'done',
  paused: 'pause',
  'handing-over': 'soon',
  left: 'neutral',
} as const;

/** 外事专办员: term, training, substitute; confirmed by the office; leaving goes through a hand-over. */
export function Officers({ page }: { readonly page: UnitFilePage }) {
  const t = useText();
  const today = beijing(useNow()).day;
  const [adding, setAdding] = useState(false);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  return (
    <section className="stack">
      <h2>
        {t({ zh: `外事专办员（最多 ${page.mostOfficers} 名）`, en: `Liaison officers (at most ${page.mostOfficers})` })}
      </h2>
      {page.officers.length === 0 && <p className="quiet">{t({ zh: '还没有登记。', en: 'None entered yet.' })}</p>}
      <ul className="small-rows">
        {page.officers.map((officer) => {
          const term = termWords[termState(officer.termTo, today)];
          const active = officer.state !== 'left' && officer.state !== 'handing-over';
          return (
            <li key={officer.id}>
              <strong>{officer.person.name}</strong>{' '}
              <StatusTag label={officerStates[officer.state]} tone={tones[officer.state]} />{' '}
              <span className="figures">
                {officer.termFrom} {t({ zh: '至', en: 'to' })} {officer.termTo}
              </span>{' '}
              {active && term !== termWords.running && <StatusTag label={term.label} tone={term.tone} icon="alert" />}{' '}
              <span className="quiet">
                {officer.trainedOn
                  ? t({ zh: `培训 ${officer.trainedOn}`, en: `trained on ${officer.trainedOn}` })
                  : t({ zh: '未培训', en: 'not trained' })}
                {officer.substitute &&
                  t({ zh: `，替补 ${officer.substitute.name}`, en: `, substitute ${officer.substitute.name}` })}
              </span>
              {page.mayConfirm && (officer.state === 'pending' || officer.state === 'paused') && (
                <Button size="small" onClick={() => setSheet({ officer, act: 'on-duty' })}>
                  {officer.state === 'pending'
                    ? t({ zh: '核定在岗…', en: 'Confirm…' })
                    : t({ zh: '恢复在岗…', en: 'Resume…' })}
                </Button>
              )}
              {page.mayConfirm && officer.state === 'on-duty' && (
                <Button size="small" onClick={() => setSheet({ officer, act: 'paused' })}>
                  {t({ zh: '暂停…', en: 'Pause…' })}
                </Button>
              )}
              {page.mayPrepare && active && (
                <Button size="small" onClick={() => setSheet({ officer, act: 'hand-over' })}>
                  {t({ zh: '离任交接…', en: 'Hand over…' })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {page.mayPrepare && page.state !== 'closed' && (
        <p className="screen-only">
          <Button onClick={() => setAdding(true)}>{t({ zh: '登记专办员…', en: 'Enter a liaison officer…' })}</Button>
        </p>
      )}
      {adding && <AddSheet page={page} onClose={() => setAdding(false)} />}
      {sheet && sheet.act !== 'hand-over' && (
        <StateSheet page={page} officer={sheet.officer} to={sheet.act} onClose={() => setSheet(null)} />
      )}
      {sheet?.act === 'hand-over' && (
        <HandOverSheet page={page} officer={sheet.officer} onClose={() => setSheet(null)} />
      )}
    </section>
  );
}

function AddSheet({ page, onClose }: { readonly page: UnitFilePage; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={addOfficer}
      params={{ unit: page.unit.id }}
      initial={{ filingFileId: null, trainedOn: null, substituteId: null }}
      custom={{
        personId: personControl,
        substituteId: personControl,
        filingFileId: (control) => <UnitPaper control={control} unit={page.unit.id} />,
      }}
      title={{ zh: `登记专办员 ${page.unit.name}`, en: `A liaison officer of ${page.unit.name}` }}
      sentence={{
        zh: '登记后由市外办核定在岗；账号和岗位由管理员开通。',
        en: 'The office confirms the officer; account and post are given by the administrator.',
      }}
      act={{ zh: '登记专办员', en: 'Enter' }}
      onClose={onClose}
    />
  );
}

function StateSheet({
  page,
  officer,
  to,
  onClose,
}: {
  readonly page: UnitFilePage;
  readonly officer: Officer;
  readonly to: 'on-duty' | 'paused';
  readonly onClose: () => void;
}) {
  const verb = to === 'paused' ? { zh: '暂停', en: 'Pause' } : { zh: '核定在岗', en: 'Confirm on duty' };
  return (
    <FormSheet
      endpoint={setOfficerState}
      params={{ unit: page.unit.id, id: officer.id }}
      initial={{ state: to }}
      only={['reason']}
      title={{ zh: `${verb.zh} ${officer.person.name}`, en: `${verb.en}: ${officer.person.name}` }}
      sentence={
        to === 'paused'
          ? { zh: '暂停期间由替补人或另一名专办员办理。', en: 'Meanwhile the substitute or the other officer works.' }
          : {
              zh: '核定后计入在岗专办员，是单位开户的条件之一。',
              en: 'Counts as on duty, one of the conditions of an opening.',
            }
      }
      act={verb}
      onClose={onClose}
    />
  );
}
