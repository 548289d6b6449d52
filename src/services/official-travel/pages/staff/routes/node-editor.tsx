import { Button, Input, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { places } from '#kernel/cases/route-endpoints.ts';
import type { Fault } from '#kernel/http/problem.ts';
import { PersonPicker } from '#kernel/identity/pages/person-picker.tsx';
import { listUnits } from '#kernel/identity/registry-endpoints.ts';
import { type Role, roles } from '#kernel/identity/roles.ts';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { missionProcess } from '../../../process.ts';
import { type RouteNodeForm, type SignerForm, thresholdFor } from './route-draft.ts';
import { Faults, stepLabel, TextField } from './route-fields.tsx';

export interface NodeEditorProps {
  readonly node: RouteNodeForm;
  readonly place: number;
  readonly readOnly: boolean;
  readonly faults: readonly Fault[];
  readonly onChange: (node: RouteNodeForm) => void;
  readonly onUp?: () => void;
  readonly onDown?: () => void;
  readonly onRemove: () => void;
}

/** One step of a route: who signs, when it is needed, how long it may take, what runs beside it. */
export function NodeEditor({ node, place, readOnly, faults, onChange, onUp, onDown, onRemove }: NodeEditorProps) {
  const t = useText();
  const days = useId();
  const name = t(stepLabel(node.step));
  const set = (change: Partial<RouteNodeForm>) => onChange({ ...node, ...change });
  const setSigners = (signers: SignerForm[]) =>
    set({ signers, threshold: thresholdFor(signers.length, node.threshold) });
  return (
    <details className="section-facts route-node" open={faults.length > 0}>
      <summary>
        <h3>
          <span className="figures quiet">{place}</span> {name}
        </h3>
        <span className="quiet">{t(nodeWords(node))}</span>
      </summary>
      {!readOnly && (
        <p className="row">
          {onUp && (
            <Button size="small" onClick={onUp}>
              {t({ zh: '上移', en: 'Up' })}
              <span className="for-readers"> {name}</span>
            </Button>
          )}
          {onDown && (
            <Button size="small" onClick={onDown}>
              {t({ zh: '下移', en: 'Down' })}
              <span className="for-readers"> {name}</span>
            </Button>
          )}
          <Button size="small" onClick={onRemove}>
            {t({ zh: '去掉这一环节', en: 'Remove this step' })}
            <span className="for-readers"> {name}</span>
          </Button>
          <span className="quiet">{t({ zh: `代号 ${node.key}`, en: `key ${node.key}` })}</span>
        </p>
      )}
      <div className="stack">
        {node.signers.map((signer, index) => (
          <SignerEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: signers have no identity but their place
            key={index}
            signer={signer}
            readOnly={readOnly}
            onChange={(next) => setSigners(node.signers.map((one, other) => (other === index ? next : one)))}
            onRemove={() => setSigners(node.signers.filter((_signer, other) => other !== index))}
          />
        ))}
        {!readOnly && (
          <p className="row">
            <Button size="small" onClick={() => setSigners([...node.signers, { role: 'reviewer', at: 'office' }])}>
              {t({ zh: '加一个职责', en: 'Add a duty' })}
            </Button>
          </p>
        )}
      </div>
      <div className="route-node-fields">
        {node.signers.length > 1 && <ThresholdField node={node} readOnly={readOnly} onChange={set} />}
        <TextField
          label={{ zh: '需要本环节的条件（选填）', en: 'Needed when (optional)' }}
          value={node.when ?? ''}
          readOnly={readOnly}
          code
          onChange={(when) => set({ when })}
        />
        <TextField
          label={{ zh: '并行组（选填）', en: 'Group run at once (optional)' }}
          value={node.group ?? ''}
          readOnly={readOnly}
          onChange={(group) => set({ group })}
        />
        <div className="field">
          <label htmlFor={days}>{t({ zh: '时限（工作日，选填）', en: 'Working days (optional)' })}</label>
          <InputNumber<number>
            controls={false}
            id={days}
            value={node.workingDays ?? null}
            min={0}
            max={366}
            readOnly={readOnly}
            onChange={(workingDays) => {
              const { workingDays: _, ...rest } = node;
              onChange(workingDays === null ? rest : { ...rest, workingDays });
            }}
          />
        </div>
      </div>
      <Faults faults={faults} />
    </details>
  );
}

const atWords = (signer: SignerForm): Text => {
  if ('person' in signer) return { zh: '指定人员', en: 'a named person' };
  const duty = roles[signer.role];
  if (typeof signer.at === 'object') return { zh: `指定单位 ${duty.zh}`, en: `${duty.en}, a named unit` };
  const place = places[signer.at];
  return { zh: `${place.zh} ${duty.zh}`, en: `${duty.en}, ${place.en.toLowerCase()}` };
};

/** A step in one line: who, when it is needed, what runs beside it, how long. */
function nodeWords(node: RouteNodeForm): Text {
  const signers = node.signers.map(atWords);
  const days = node.workingDays ?? missionProcess.steps[node.step]?.workingDays;
  const parts: readonly (Text | null)[] = [
    { zh: signers.map(({ zh }) => zh).join('、'), en: signers.map(({ en }) => en).join('; ') },
    node.when ? { zh: `条件 ${node.when}`, en: `when ${node.when}` } : null,
    node.group ? { zh: '与同组环节并行', en: 'at once with its group' } : null,
    days === undefined ? null : { zh: `${days} 个工作日`, en: `${days} working days` },
  ];
  const said = parts.filter((part) => part !== null);
  return { zh: said.map(({ zh }) => zh).join(' · '), en: said.map(({ en }) => en).join(' · ') };
}

function ThresholdField({
  node,
  readOnly,
  onChange,
}: {
  readonly node: RouteNodeForm;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<RouteNodeForm>) => void;
}) {
  const t = useText();
  const id = useId();
  const value = typeof node.threshold === 'object' ? 'share' : node.threshold;
  return (
    <div className="field">
      <label htmlFor={id}>{t({ zh: '通过条件', en: 'Passes when' })}</label>
      <div className="row">
        <Select<string>
          id={id}
          value={value}
          disabled={readOnly}
          popupMatchSelectWidth={false}
          options={[
            { value: 'any', label: t({ zh: '任一人同意', en: 'any approves' }) },
            { value: 'all', label: t({ zh: '全部同意（会签）', en: 'all approve' }) },
            { value: 'share', label: t({ zh: '至少几人同意', en: 'at least so many approve' }) },
          ]}
          onChange={(next) =>
            onChange({ threshold: next === 'share' ? { atLeast: node.signers.length } : (next as 'any' | 'all') })
          }
        />
        {typeof node.threshold === 'object' && (
          <InputNumber<number>
            controls={false}
            aria-label={t({ zh: '人数', en: 'How many' })}
            value={node.threshold.atLeast}
            min={1}
            max={node.signers.length}
            readOnly={readOnly}
            onChange={(atLeast) => onChange({ threshold: { atLeast: atLeast ?? 1 } })}
          />
        )}
      </div>
    </div>
  );
}

function SignerEditor({
  signer,
  readOnly,
  onChange,
  onRemove,
}: {
  readonly signer: SignerForm;
  readonly readOnly: boolean;
  readonly onChange: (signer: SignerForm) => void;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const ids = { kind: useId(), at: useId() };
  const units = useRead(listUnits);
  const named = 'person' in signer;
  const at = named ? null : typeof signer.at === 'object' ? signer.at.unitId : signer.at;
  const isPlace = (value: string): value is keyof typeof places => value in places;
  return (
    <div className="signer">
      {named ? (
        <>
          <label htmlFor={ids.kind}>{t({ zh: '指定人员', en: 'A named person' })}</label>
          {readOnly ? (
            <Input id={ids.kind} value={signer.person} readOnly />
          ) : (
            <PersonPicker id={ids.kind} value={signer.person} onChange={(person) => person && onChange({ person })} />
          )}
        </>
      ) : (
        <>
          <label className="for-readers" htmlFor={ids.at}>
            {t({ zh: '哪里', en: 'Where' })}
          </label>
          <Select<string>
            id={ids.at}
            value={at}
            disabled={readOnly}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            options={[
              ...Object.entries(places).map(([value, label]) => ({ value, label: t(label) })),
              ...(units.data?.units ?? [])
                .filter(({ kind }) => kind === 'bureau' || kind === 'section' || kind === 'county')
                .map((unit) => ({ value: unit.id, label: t({ zh: unit.name, en: unit.nameEnglish }) })),
            ]}
            onChange={(value) => onChange({ role: signer.role, at: isPlace(value) ? value : { unitId: value } })}
          />
          <label className="for-readers" htmlFor={ids.kind}>
            {t({ zh: '职责', en: 'Duty' })}
          </label>
          <Select<Role>
            id={ids.kind}
            value={signer.role}
            disabled={readOnly}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            options={(Object.keys(roles) as Role[]).map((value) => ({ value, label: t(roles[value]) }))}
            onChange={(role) => onChange({ role, at: signer.at })}
          />
        </>
      )}
      {!readOnly && (
        <Button size="small" onClick={onRemove}>
          {t({ zh: '去掉', en: 'Remove' })}
        </Button>
      )}
    </div>
  );
}
