import { Button, InputNumber, Select } from 'antd';
import { useId } from 'react';
import type { Day } from '#kernel/calendar/day.ts';
import type { RouteForm } from '#kernel/cases/route-endpoints.ts';
import type { Fault } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { missionProcess } from '../../../process.ts';
import { NodeEditor } from './node-editor.tsx';
import { keyFor, moved, type RouteNodeForm } from './route-draft.ts';
import { Faults, type FieldProps, stepLabel, TextField } from './route-fields.tsx';

export interface RouteEditorProps {
  readonly route: RouteForm;
  readonly onChange: (route: RouteForm) => void;
  readonly readOnly: boolean;
  /** The id of a route that is there stays. */
  readonly idFixed: boolean;
  readonly faults: readonly Fault[];
}

const names = [...Object.keys(missionProcess.facts), 'amendment', 'changes'].map((name) => `\`${name}\``);
const conditionHelp: Text = {
  zh: `CEL 条件，可用：${names.join('、')}；如 \`rank >= 2 || cityLeader\``,
  en: `A CEL condition over ${names.join(', ')}; e.g. \`rank >= 2 || cityLeader\``,
};

/** Head and steps of a route. Order is changed by buttons; nothing has to be dragged. */
export function RouteEditor({ route, onChange, readOnly, idFixed, faults }: RouteEditorProps) {
  const t = useText();
  const set = (change: Partial<RouteForm>) => onChange({ ...route, ...change });
  const setNode = (at: number, node: RouteNodeForm) =>
    set({ nodes: route.nodes.map((one, index) => (index === at ? node : one)) });
  const at = (pointer: string) => faults.filter((fault) => fault.at === pointer);
  return (
    <>
      <section className="card route-head">
        <TextField
          label={{ zh: '名称（中文）', en: 'Title (Chinese)' }}
          value={route.title.zh}
          readOnly={readOnly}
          onChange={(zh) => set({ title: { ...route.title, zh } })}
        />
        <TextField
          label={{ zh: '名称（英文）', en: 'Title (English)' }}
          value={route.title.en}
          readOnly={readOnly}
          onChange={(en) => set({ title: { ...route.title, en } })}
        />
        <TextField
          label={{ zh: '代号', en: 'Id' }}
          value={route.id}
          readOnly={readOnly || idFixed}
          onChange={(id) => set({ id })}
        />
        <DayField
          label={{ zh: '生效日', en: 'First day' }}
          value={route.validFrom}
          readOnly={readOnly}
          onChange={(validFrom) => validFrom && set({ validFrom })}
        />
        <DayField
          label={{ zh: '失效日（选填，含当日）', en: 'Last day (optional)' }}
          value={route.validTo ?? null}
          readOnly={readOnly}
          onChange={(validTo) => {
            const { validTo: _, ...rest } = route;
            onChange(validTo ? { ...rest, validTo } : rest);
          }}
        />
        <NumberField
          label={{ zh: '顺序（小的先选）', en: 'Order (lowest first)' }}
          value={route.order}
          readOnly={readOnly}
          onChange={(order) => set({ order })}
        />
        <div className="route-wide">
          <TextField
            label={{ zh: '适用条件', en: 'Condition' }}
            help={conditionHelp}
            value={route.when}
            readOnly={readOnly}
            code
            faults={at('/when')}
            onChange={(when) => set({ when })}
          />
        </div>
        <GrantedAfter
          route={route}
          readOnly={readOnly}
          faults={at('/grantedAfter')}
          onChange={(grantedAfter) => set({ grantedAfter })}
        />
      </section>
      <section className="stack">
        <h2>{t({ zh: '环节', en: 'Steps' })}</h2>
        <ol className="route-nodes">
          {route.nodes.map((node, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: keys of nodes are edited here and may be twice the same meanwhile
            <li key={index}>
              <NodeEditor
                node={node}
                place={index + 1}
                readOnly={readOnly}
                faults={faults.filter(
                  (fault) => fault.at.startsWith(`/nodes/${index}/`) || fault.at === `/nodes/${index}`,
                )}
                onChange={(next) => setNode(index, next)}
                {...(index > 0 ? { onUp: () => set({ nodes: [...moved(route.nodes, index, -1)] }) } : {})}
                {...(index < route.nodes.length - 1
                  ? { onDown: () => set({ nodes: [...moved(route.nodes, index, 1)] }) }
                  : {})}
                onRemove={() => set({ nodes: route.nodes.filter((_node, other) => other !== index) })}
              />
            </li>
          ))}
        </ol>
        {!readOnly && <AddNode nodes={route.nodes} onAdd={(node) => set({ nodes: [...route.nodes, node] })} />}
      </section>
    </>
  );
}

function DayField({
  label,
  value,
  readOnly,
  onChange,
}: {
  readonly label: Text;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly onChange: (value: Day | null) => void;
}) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      <DateField id={id} value={value} readOnly={readOnly} onChange={onChange} />
    </div>
  );
}

function NumberField({ label, value, readOnly, onChange }: FieldProps<number>) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      <InputNumber<number>
        controls={false}
        id={id}
        value={value}
        min={0}
        readOnly={readOnly}
        onChange={(next) => onChange(next ?? 0)}
      />
    </div>
  );
}

function GrantedAfter({
  route,
  readOnly,
  faults,
  onChange,
}: {
  readonly route: RouteForm;
  readonly readOnly: boolean;
  readonly faults: readonly Fault[];
  readonly onChange: (key: string) => void;
}) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t({ zh: '走完哪一环节算批准', en: 'Granted once this step is behind it' })}</label>
      <Select<string>
        id={id}
        value={route.grantedAfter}
        disabled={readOnly}
        status={faults.length > 0 ? 'error' : ''}
        options={route.nodes.map((node) => ({ value: node.key, label: t(stepLabel(node.step)) }))}
        onChange={onChange}
      />
      <Faults faults={faults} />
    </div>
  );
}

function AddNode({
  nodes,
  onAdd,
}: {
  readonly nodes: readonly RouteNodeForm[];
  readonly onAdd: (node: RouteNodeForm) => void;
}) {
  const t = useText();
  return (
    <div className="row">
      {Object.entries(missionProcess.steps).map(([step, { label }]) => (
        <Button
          key={step}
          size="small"
          onClick={() =>
            onAdd({ key: keyFor(nodes, step), step, signers: [{ role: 'reviewer', at: 'office' }], threshold: 'one' })
          }
        >
          + {t(label)}
        </Button>
      ))}
    </div>
  );
}
