import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import type { FactDefinition } from '#kernel/cases/definition.ts';
import type { FactValue } from '#kernel/cases/facts.ts';
import type { RouteForm, RouteTrialAnswer } from '#kernel/cases/route-endpoints.ts';
import { isRegionCode } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { missionProcess } from '../../../process.ts';
import { missionRoutes } from '../../../routes.ts';
import { commonFacts, factChoices, rankChoices, type SampleFacts } from './sample-facts.ts';

export interface RouteTrialProps {
  /** A route in the making, tried out as if it were in force; without it, the routes as they stand. */
  readonly draft?: RouteForm;
}

const regionOptions = ['JP', 'KR', 'DE', 'FR', 'GB', 'US', 'SG', 'TH', 'HK', 'MO'];

/** 试运行: sample facts in, the chosen route and its steps out, with what was skipped and why. Changes nothing. */
export function RouteTrial({ draft }: RouteTrialProps) {
  const t = useText();
  const heading = useId();
  const dayId = useId();
  const today = beijing(useNow()).day;
  const [facts, setFacts] = useState<SampleFacts>(commonFacts);
  const [on, setOn] = useState<string | null>(null);
  const [changes, setChanges] = useState<readonly string[]>([]);
  const run = useAct(missionRoutes.tryRoutes, { refresh: [] });
  const day = on ?? (draft && draft.validFrom > today ? draft.validFrom : today);
  const begin = () =>
    run.mutate({
      body: {
        ...(draft ? { route: draft } : {}),
        facts: facts as Record<string, FactValue & (boolean | number | string | string[])>,
        day,
        amendment: changes.length > 0,
        changes: [...changes],
      },
    });
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t({ zh: '试运行', en: 'Try it out' })}</h2>
      <p className="quiet">
        {t({
          zh: '填一个例子，看会走哪条路线、哪些环节。试运行不改变任何办件。',
          en: 'Enter an example and see which route and steps it takes. Nothing is changed.',
        })}
      </p>
      <div className="trial-facts">
        {Object.entries(missionProcess.facts).map(([name, definition]) => (
          <FactField
            key={name}
            name={name}
            definition={definition}
            value={facts[name]}
            onChange={(value) => setFacts({ ...facts, [name]: value })}
          />
        ))}
        <div className="filter-field">
          <label htmlFor={dayId}>{t({ zh: '提交日期', en: 'Submitted on' })}</label>
          <DateField id={dayId} value={day} onChange={setOn} />
        </div>
      </div>
      <fieldset className="field">
        <legend>{t({ zh: '如是变更，变更事项', en: 'If it is an amendment, what changes' })}</legend>
        <Checkbox.Group
          value={[...changes]}
          options={Object.entries(missionProcess.changes).map(([value, label]) => ({ value, label: t(label) }))}
          onChange={setChanges}
        />
      </fieldset>
      <p>
        <Button loading={run.isPending} onClick={begin}>
          {t({ zh: '试运行', en: 'Try it out' })}
        </Button>
      </p>
      <ProblemNotice problem={run.error} />
      {run.data && <Result trial={run.data} />}
    </section>
  );
}

const whyWords: Readonly<Record<string, Text>> = {
  'not-in-force': { zh: '当日无效', en: 'not in force on that day' },
  'condition-false': { zh: '条件不成立', en: 'its condition does not hold' },
  'condition-failed': { zh: '条件无法计算', en: 'its condition cannot be computed' },
};

function Result({ trial }: { readonly trial: RouteTrialAnswer }) {
  const t = useText();
  return (
    <div className="stack" role="status">
      {trial.faults.length > 0 && (
        <div className="error-summary">
          <h3>
            <Icon name="alert" />
            {t({
              zh: `路线有 ${trial.faults.length} 处问题，改好才能启用`,
              en: `${trial.faults.length} faults; mend them first`,
            })}
          </h3>
          <ol>
            {trial.faults.map((fault) => (
              <li key={fault.at + fault.code}>{t(fault.message)}</li>
            ))}
          </ol>
        </div>
      )}
      <p>
        {trial.chosen ? (
          <>
            {t({ zh: '走路线', en: 'Takes the route' })} <strong>{t(trial.chosen.title)}</strong>
          </>
        ) : (
          <span className="tone-text-stop">
            {t({
              zh: '没有适用的路线：这样的申报提交不了。',
              en: 'No route fits: such an application cannot be submitted.',
            })}
          </span>
        )}
      </p>
      <ol className="trial-nodes">
        {trial.nodes.map((node) => (
          <li key={node.key} className={node.runs ? '' : 'quiet'}>
            <span className="figures">{node.stage}</span>
            <Icon name={node.runs ? 'check' : 'close'} />
            {t(node.label)}
            {!node.runs && <span>{t({ zh: '略过：条件不成立', en: 'skipped: condition does not hold' })}</span>}
            {node.why === 'condition-failed' && (
              <span className="tone-text-soon">
                {t({
                  zh: `条件无法计算，照办不略过：${node.message ?? ''}`,
                  en: `condition cannot be computed, so it is not skipped: ${node.message ?? ''}`,
                })}
              </span>
            )}
          </li>
        ))}
      </ol>
      {trial.rejected.length > 0 && (
        <ul className="quiet">
          {trial.rejected.map((one) => (
            <li key={one.route + one.why}>
              {t({ zh: `路线“${one.route}”没有选用：`, en: `Route "${one.route}" was not chosen: ` })}
              {t(whyWords[one.why] ?? { zh: one.why, en: one.why })} {one.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The ranks are explained by the words to choose from, not in the label. */
const labelOf = (definition: FactDefinition): Text => ({
  zh: definition.label.zh.replace(/（6.*）/, ''),
  en: definition.label.en.replace(/, 6 .*/, ''),
});

function FactField({
  name,
  definition,
  value,
  onChange,
}: {
  readonly name: string;
  readonly definition: FactDefinition;
  readonly value: FactValue | undefined;
  readonly onChange: (value: FactValue) => void;
}) {
  const t = useText();
  const id = useId();
  const choices = factChoices[name];
  if (definition.type === 'bool')
    return (
      <Checkbox className="trial-yes" checked={value === true} onChange={(event) => onChange(event.target.checked)}>
        {t(labelOf(definition))}
      </Checkbox>
    );
  return (
    <div className="filter-field">
      <label htmlFor={id}>{t(labelOf(definition))}</label>
      {name === 'rank' ? (
        <Select<number>
          id={id}
          value={Number(value ?? 0)}
          options={rankChoices.map((rank) => ({ value: rank.value, label: t(rank.label) }))}
          onChange={onChange}
        />
      ) : choices ? (
        <Select<string>
          id={id}
          value={String(value ?? '')}
          options={Object.entries(choices).map(([one, label]) => ({ value: one, label: t(label) }))}
          onChange={onChange}
        />
      ) : definition.type === 'list<string>' ? (
        <Select<string[]>
          id={id}
          mode="multiple"
          value={Array.isArray(value) ? value.map(String) : []}
          options={regionOptions.filter(isRegionCode).map((code) => ({ value: code, label: t(regionListName(code)) }))}
          onChange={onChange}
        />
      ) : (
        <InputNumber<number>
          controls={false}
          id={id}
          value={typeof value === 'number' ? value : 0}
          min={0}
          onChange={(next) => onChange(next ?? 0)}
        />
      )}
    </div>
  );
}
