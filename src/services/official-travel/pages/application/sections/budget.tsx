import { Button, Select } from 'antd';
import { amountInWords } from '#kernel/money/amount-in-words.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { SheetTable } from '#kernel/ui/forms/sheet-table.tsx';
import { moneyWords, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { advance } from '../../../model/money.ts';
import { words } from '../../../words.ts';
import {
  type BudgetDraft,
  bornBy,
  budgetSums,
  byCurrency,
  foreignCurrencies,
  headcount,
  type LineDraft,
  lineCny,
  takeStandards,
  withAmounts,
  withShares,
} from '../budget-lines.ts';
import { BudgetRates } from '../budget-rates.tsx';
import { BudgetStandards, useCeilings } from '../budget-standards.tsx';
import { fieldNamed, formOf, rowsOf, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

const lines = fieldNamed('budget', 'lines');
const sources = fieldNamed('budget', 'sources');
const hosting = fieldNamed('budget', 'hosting');
const lineColumns = ['item', 'region', 'city', 'currency', 'unit', 'quantity', 'amount', 'payment'];
/** Asked only where such an item is in the budget. */
const extraColumns: Readonly<Record<string, readonly string[]>> = {
  'international-travel': ['ticket'],
  intercity: ['from', 'to'],
  lodging: ['conferenceHotel'],
  banquet: ['counterparty'],
  gifts: ['counterparty'],
};
const columnsFor = (rows: readonly DraftRecord[], severalUnits: boolean): readonly string[] => [
  ...lineColumns,
  ...(severalUnits ? ['payer'] : []),
  ...rows.flatMap(({ item }) => extraColumns[String(item)] ?? []),
];

export function BudgetSection(props: SectionProps) {
  const { value, onChange, onBlur, readOnly, mission, faults, findings } = props;
  const t = useText();
  const read = useCeilings(props);
  const budget = value as BudgetDraft;
  const members = (mission.members?.people ?? []).flatMap(({ id }) => (id ? [id] : []));
  const lineRows = rowsOf(value.lines);
  const sourceRows = rowsOf(value.sources);
  const sums = budgetSums(budget);
  const severalUnits = (mission.members?.senders ?? []).length > 0 || lineRows.some(({ payer }) => Boolean(payer));
  const setLines = (next: readonly DraftRecord[]) =>
    onChange({ ...value, lines: withAmounts(next as readonly LineDraft[], members) });
  const money = (amount: number) => t(moneyWords(amount.toFixed(2)));
  return (
    <div className="stack">
      <RequiredNote />
      <BudgetStandards
        section={props}
        read={read}
        onTake={(found) => {
          onChange({ ...value, lines: takeStandards(lineRows as readonly LineDraft[], found.lines, members) });
          onBlur();
        }}
      />
      <BudgetRates section={props} currencies={foreignCurrencies(budget, read.data?.lines ?? [])} />
      <h3>{t({ zh: '预算明细', en: 'Budget lines' })}</h3>
      <p className="quiet">
        {t({
          zh: '金额 = 标准 × 数量 × 人数，由系统算出；国际旅费按每人票价填标准，数量填 1。',
          en: 'Amount = unit price × quantity × members, worked out by the system; for tickets enter the price of one and quantity 1.',
        })}
      </p>
      <SheetTable
        field={lines}
        at="/budget/lines"
        rows={lineRows}
        columns={columnsFor(lineRows, severalUnits)}
        blank={{ members: 'all', currency: 'CNY', quantity: 1 }}
        onChange={setLines}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-budget-lines' }}
      />
      <TableFaults at="/budget/lines" faults={faults} findings={findings} />
      <LineMembers section={props} rows={lineRows} onChange={setLines} />
      <div className="sum-line" role="status">
        <span>
          {t({ zh: '合计', en: 'Total' })} <strong className="figures">{money(sums.totalCny ?? sums.knownCny)}</strong>
        </span>
        {sums.openLines > 0 && (
          <span className="tone-text-soon">
            {t({
              zh: `另有 ${sums.openLines} 项金额或汇率未填，未计入`,
              en: `${sums.openLines} lines without amount or rate are not counted`,
            })}
          </span>
        )}
        {sums.totalCny !== null && (
          <span lang="zh-CN">{t({ zh: amountInWords(sums.totalCny), en: amountInWords(sums.totalCny) })}</span>
        )}
        {sums.leftCny !== null && (
          <span className={sums.leftCny < 0 ? 'tone-text-stop' : 'tone-text-done'}>
            {sums.leftCny < 0
              ? t({
                  zh: `超出可用预算 ${money(-sums.leftCny)}，请减项或申请调剂`,
                  en: `Short by ${money(-sums.leftCny)}: reduce lines or ask for a transfer`,
                })
              : t({
                  zh: `可用预算内，余 ${money(sums.leftCny)}`,
                  en: `Within the budget, ${money(sums.leftCny)} left`,
                })}
          </span>
        )}
      </div>
      <Beside budget={budget} applicant={props.page.unit.name} severalUnits={severalUnits} />
      <SchemaForm {...formOf(props)} only={['inAnnualBudget', 'availableCny']} />
      <h3>{t({ zh: '经费来源', en: 'Funding' })}</h3>
      <SheetTable
        field={sources}
        at="/budget/sources"
        rows={sourceRows}
        blank={{ percent: Math.max(0, 100 - sums.sharePercent) || null }}
        onChange={(next) => onChange({ ...value, sources: withShares(next as NonNullable<BudgetDraft['sources']>) })}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-budget-sources' }}
      />
      {sourceRows.length > 0 && (
        <p className={sums.sharePercent === 100 ? 'tone-text-done' : 'tone-text-stop'} role="status">
          {sums.sharePercent === 100
            ? t({ zh: '占比合计 100 %', en: 'Shares add up to 100 %' })
            : t({
                zh: `占比合计 ${sums.sharePercent} %，应为 100 %`,
                en: `Shares add up to ${sums.sharePercent} %; they must be 100 %`,
              })}
        </p>
      )}
      <TableFaults at="/budget/sources" faults={faults} findings={findings} />
      <h3>{t({ zh: '外方承担情况', en: 'Borne by the host' })}</h3>
      <p className="quiet">
        {t({
          zh: '外方负担食宿、交通的逐段填写；相应的伙食、公杂、住宿不再领取，没有的不填。',
          en: 'Periods in which the host gives board, lodging or transport; what the host gives is not drawn. None if there is none.',
        })}
      </p>
      <SheetTable
        field={hosting}
        at="/budget/hosting"
        rows={rowsOf(value.hosting)}
        columns={['from', 'to', 'provides']}
        blank={{ members: 'all' }}
        onChange={(next) => onChange({ ...value, hosting: next })}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-budget-hosting' }}
      />
      <TableFaults at="/budget/hosting" faults={faults} findings={findings} />
      <HiredCar section={props} />
      <Advance section={props} />
    </div>
  );
}

/** The same money by currency and by who bears it. */
function Beside({
  budget,
  applicant,
  severalUnits,
}: {
  readonly budget: BudgetDraft;
  readonly applicant: string;
  readonly severalUnits: boolean;
}) {
  const t = useText();
  const currencies = byCurrency(budget);
  const units = severalUnits ? bornBy(budget, applicant) : [];
  if (currencies.length < 2 && units.length === 0) return null;
  return (
    <p className="quiet figures">
      {currencies.length > 1 &&
        t({
          zh: `按币种：${currencies.map(({ currency, amount }) => `${currency} ${writeNumber(amount.toFixed(2))}`).join('，')}。`,
          en: `By currency: ${currencies.map(({ currency, amount }) => `${currency} ${writeNumber(amount.toFixed(2))}`).join(', ')}. `,
        })}
      {units.length > 0 &&
        t({
          zh: `分摊：${units.map(({ unit, cny }) => `${unit} ${moneyWords(cny.toFixed(2)).zh}`).join('，')}。`,
          en: `Borne by: ${units.map(({ unit, cny }) => `${unit} ${moneyWords(cny.toFixed(2)).en}`).join(', ')}.`,
        })}
    </p>
  );
}

/** 预借外汇: asked for here, cleared by finance in its opinion. */
function Advance({ section }: { readonly section: SectionProps }) {
  const { value, onChange, onBlur, readOnly, faults } = section;
  const t = useText();
  const asked = value.advance;
  const set = (next: DraftRecord | null) => onChange({ ...value, advance: next });
  return (
    <>
      <h3 id="field-budget-advance" tabIndex={-1}>
        {t({ zh: '预借外汇（选填）', en: 'Advance (optional)' })}
      </h3>
      {isDraftRecord(asked) ? (
        <>
          <SchemaForm
            schema={advance}
            value={asked}
            onChange={set}
            onBlur={onBlur}
            at="/budget/advance"
            faults={faults}
            readOnly={readOnly}
          />
          {!readOnly && (
            <p>
              <Button size="small" onClick={() => set(null)}>
                {t({ zh: '不预借', en: 'No advance' })}
              </Button>
            </p>
          )}
        </>
      ) : readOnly ? (
        <p className="quiet">{t({ zh: '没有申请预借。', en: 'None was asked for.' })}</p>
      ) : (
        <p>
          <Button
            size="small"
            onClick={() =>
              set({
                currency: byCurrency(value as BudgetDraft).find((one) => one.currency !== 'CNY')?.currency ?? null,
              })
            }
          >
            {t({ zh: '申请预借外汇', en: 'Ask for an advance' })}
          </Button>
        </p>
      )}
    </>
  );
}

/** Who a line is for, where it is not for all; with its sum in CNY. */
function LineMembers({
  section,
  rows,
  onChange,
}: {
  readonly section: SectionProps;
  readonly rows: readonly DraftRecord[];
  readonly onChange: (rows: readonly DraftRecord[]) => void;
}) {
  const { mission, value, readOnly } = section;
  const t = useText();
  const people = (mission.members?.people ?? []).flatMap(({ id, name }) => (id ? [{ id, name: name ?? '' }] : []));
  if (rows.length === 0) return null;
  const set = (index: number, members: 'all' | readonly string[]) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, members } : row)));
  return (
    <details>
      <summary>{t({ zh: '各项适用人员和折合人民币', en: 'Members and CNY of each line' })}</summary>
      <ul className="small-rows">
        {rows.map((row, index) => {
          const line = row as LineDraft;
          const cny = lineCny(line, value as BudgetDraft);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
            <li key={index}>
              <span className="figures">{index + 1}</span>
              <span>{line.item ? t(words.budgetItems[line.item]) : t({ zh: '未选项目', en: 'no item' })}</span>
              <Select<string[]>
                mode="multiple"
                aria-label={t({ zh: `第 ${index + 1} 项适用人员`, en: `Members of line ${index + 1}` })}
                disabled={readOnly}
                placeholder={t({ zh: '全体成员', en: 'All members' })}
                value={line.members === 'all' || !line.members ? [] : line.members.flatMap((id) => (id ? [id] : []))}
                options={people.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(chosen) => set(index, chosen.length === 0 ? 'all' : chosen)}
                style={{ minWidth: 220 }}
              />
              <span className="quiet figures">
                {t({
                  zh: `${headcount(
                    line,
                    people.map(({ id }) => id),
                  )} 人`,
                  en: `${headcount(
                    line,
                    people.map(({ id }) => id),
                  )} members`,
                })}
              </span>
              <span className="figures">
                {cny === null ? t({ zh: '待填', en: 'open' }) : t(moneyWords(cny.toFixed(2)))}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function HiredCar({ section }: { readonly section: SectionProps }) {
  const { value, onChange, onBlur, readOnly } = section;
  const t = useText();
  const rows = rowsOf(value.hiredCar);
  const set = (next: readonly DraftRecord[]) => onChange({ ...value, hiredCar: next });
  const change = (place: number, part: DraftRecord) =>
    set(rows.map((row, index) => (index === place ? { ...row, ...part } : row)));
  return (
    <>
      <h3 id="field-budget-hiredCar" tabIndex={-1}>
        {t({ zh: '包车', en: 'Hired car' })}
      </h3>
      <p className="quiet">
        {t({
          zh: '须经批准；包车的日子公杂费按 40 % 计。',
          en: 'Needs approval; on these days incidentals count 40 %.',
        })}
      </p>
      <ul className="small-rows">
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
          <li key={place}>
            {(['from', 'to'] as const).map((end) => (
              <DateField
                key={end}
                aria-label={end === 'from' ? t({ zh: '起', en: 'From' }) : t({ zh: '止', en: 'To' })}
                value={typeof row[end] === 'string' ? (row[end] as string) : null}
                onChange={(day) => change(place, { [end]: day })}
                onBlur={onBlur}
                readOnly={readOnly}
              />
            ))}
            {!readOnly && (
              <Button size="small" onClick={() => set(rows.filter((_row, index) => index !== place))}>
                {t({ zh: '删去', en: 'Remove' })}
              </Button>
            )}
          </li>
        ))}
        {!readOnly && (
          <li>
            <Button size="small" onClick={() => set([...rows, {}])}>
              {t({ zh: '加一段包车', en: 'Add a period' })}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}
