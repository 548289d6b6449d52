import { Button, Drawer, Select } from 'antd';
import { regions } from '#kernel/places/regions.ts';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { FindingCard } from '#kernel/ui/parts/finding-card.tsx';
import { member } from '../../model/members.ts';
import { words } from '../../words.ts';
import { FamilyDeclaration } from './family-declaration.tsx';
import type { SectionProps } from './section-props.ts';
import { rowsOf } from './section-props.ts';

interface MemberDrawerProps {
  readonly section: SectionProps;
  readonly index: number;
  readonly row: DraftRecord;
  readonly onChange: (row: DraftRecord) => void;
  readonly onClose: () => void;
}

const optionsOf = (
  list: Readonly<Record<string, { readonly zh: string; readonly en: string }>>,
  language: 'zh' | 'en',
) => Object.entries(list).map(([value, label]) => ({ value, label: label[language] }));

/** One member in full: what the table has no room for, kinship within the mission, earlier missions. */
export function MemberDrawer({ section, index, row, onChange, onClose }: MemberDrawerProps) {
  const t = useText();
  const at = `/members/people/${index}`;
  const name = typeof row.name === 'string' ? row.name : t({ zh: `第 ${index + 1} 位成员`, en: `Member ${index + 1}` });
  const findings = section.findings.filter((one) => one.at === at || one.at.startsWith(`${at}/`));
  const others = rowsOf(section.value.people).filter((one, place) => place !== index && typeof one.id === 'string');
  return (
    <Drawer
      open
      onClose={onClose}
      size="large"
      title={name}
      footer={
        <div className="confirm-foot">
          <span className="quiet">{t({ zh: '改动随本节自动保存', en: 'Changes are saved with the section' })}</span>
          <Button type="primary" onClick={onClose}>
            {t({ zh: '回到名单', en: 'Back to the list' })}
          </Button>
        </div>
      }
    >
      <div className="stack">
        {typeof row.id === 'string' && (
          <p className="quiet">
            {t({
              zh: '来自人员库。在此修改只用于本件；长期有误的，请在人员库更正。',
              en: 'From the register. Changes here hold for this application only; mend lasting errors in the register.',
            })}
          </p>
        )}
        {findings.map((finding) => (
          <FindingCard key={finding.rule + finding.at} finding={finding} />
        ))}
        <SchemaForm
          schema={member}
          value={row}
          onChange={onChange}
          onBlur={section.onBlur}
          at={at}
          faults={section.faults}
          findings={section.findings}
          readOnly={section.readOnly}
          asks={(field, value) => field !== 'leadershipRole' || value.leadershipTeamOf !== null}
          custom={{
            relations: (control) => <Relations control={control} others={others} />,
            earlier: (control) => <Earlier control={control} />,
            family: (control) => <FamilyDeclaration control={control} />,
          }}
        />
      </div>
    </Drawer>
  );
}

const listIn = (value: unknown): readonly DraftRecord[] => (Array.isArray(value) ? value.filter(isDraftRecord) : []);

function Relations({ control, others }: { readonly control: ControlProps; readonly others: readonly DraftRecord[] }) {
  const t = useText();
  const language = t({ zh: 'zh', en: 'en' }) as 'zh' | 'en';
  const rows = listIn(control.value);
  const set = (place: number, change: DraftRecord) =>
    control.onChange(rows.map((row, index) => (index === place ? { ...row, ...change } : row)));
  return (
    <ul className="small-rows" id={control.ties.id} tabIndex={-1}>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
        <li key={place}>
          <Select<string>
            aria-label={t({ zh: '成员', en: 'Member' })}
            value={typeof row.with === 'string' ? row.with : null}
            options={others.map((one) => ({ value: String(one.id), label: String(one.name ?? '') }))}
            onChange={(id) => set(place, { with: id })}
            style={{ minWidth: 140 }}
          />
          <Select<string>
            aria-label={t({ zh: '关系', en: 'Kinship' })}
            value={typeof row.as === 'string' ? row.as : null}
            options={optionsOf(words.kinships, language)}
            onChange={(as) => set(place, { as })}
            style={{ minWidth: 120 }}
          />
          <Button size="small" onClick={() => control.onChange(rows.filter((_row, index) => index !== place))}>
            {t({ zh: '删去', en: 'Remove' })}
          </Button>
        </li>
      ))}
      <li>
        {rows.length === 0 && <span className="quiet">{t({ zh: '没有', en: 'None' })}</span>}
        {!control.readOnly && others.length > 0 && (
          <Button size="small" onClick={() => control.onChange([...rows, {}])}>
            {t({ zh: '加一项', en: 'Add' })}
          </Button>
        )}
      </li>
    </ul>
  );
}

/** Earlier official missions: from the office's records; what lies before them the unit adds, or states that there was none. */
function Earlier({ control }: { readonly control: ControlProps }) {
  const t = useText();
  const language = t({ zh: 'zh', en: 'en' }) as 'zh' | 'en';
  const known = Array.isArray(control.value);
  const rows = listIn(control.value);
  const set = (place: number, change: DraftRecord) =>
    control.onChange(rows.map((row, index) => (index === place ? { ...row, ...change } : row)));
  return (
    <ul className="small-rows" id={control.ties.id} tabIndex={-1}>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
        <li key={place}>
          <DateField
            aria-label={t({ zh: '离境', en: 'Departure' })}
            value={typeof row.departure === 'string' ? row.departure : null}
            guess="past"
            onChange={(departure) => set(place, { departure })}
            {...(control.readOnly ? { readOnly: true } : {})}
          />
          <DateField
            aria-label={t({ zh: '抵境', en: 'Return' })}
            value={typeof row.return === 'string' ? row.return : null}
            guess="past"
            onChange={(back) => set(place, { return: back })}
            {...(control.readOnly ? { readOnly: true } : {})}
          />
          <Select<string[]>
            mode="multiple"
            aria-label={t({ zh: '国家（地区）', en: 'Countries (regions)' })}
            placeholder={t({ zh: '国家（地区）', en: 'Countries (regions)' })}
            value={Array.isArray(row.regions) ? row.regions.map(String) : []}
            options={regions
              .filter(({ code }) => code !== 'CN')
              .map(({ code }) => ({ value: code, label: regionListName(code)[language] }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(chosen) => set(place, { regions: chosen })}
            style={{ minWidth: 180 }}
          />
          <Select<string>
            aria-label={t({ zh: '团组类别', en: 'Category' })}
            value={typeof row.category === 'string' ? row.category : null}
            options={optionsOf(words.missionCategories, language)}
            onChange={(category) => set(place, { category })}
            style={{ minWidth: 100 }}
          />
          {!control.readOnly && (
            <Button size="small" onClick={() => control.onChange(rows.filter((_row, index) => index !== place))}>
              {t({ zh: '删去', en: 'Remove' })}
            </Button>
          )}
        </li>
      ))}
      <li>
        {rows.length === 0 && (
          <span className={known ? 'quiet' : 'tone-text-soon'}>
            {known
              ? t({ zh: '近两年没有因公出访', en: 'No official mission in two years' })
              : t({
                  zh: '未知：系统记录之前的出访请补充，或确认没有',
                  en: 'Unknown: add missions before our records, or confirm there were none',
                })}
          </span>
        )}
        {!control.readOnly && (
          <>
            <Button
              size="small"
              onClick={() =>
                control.onChange([
                  ...rows,
                  { kind: 'abroad', category: 'general', regions: [], passportReturnedOn: null },
                ])
              }
            >
              {t({ zh: '补充一次', en: 'Add one' })}
            </Button>
            {!known && (
              <Button size="small" onClick={() => control.onChange([])}>
                {t({ zh: '确认没有', en: 'Confirm none' })}
              </Button>
            )}
          </>
        )}
      </li>
    </ul>
  );
}
