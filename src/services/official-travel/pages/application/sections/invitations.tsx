import { Button, Checkbox } from 'antd';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { invitation } from '../../../model/journey.ts';
import { words } from '../../../words.ts';
import { rowsOf, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

/** What a new letter begins with: whoever is on the list is invited until somebody says otherwise; nothing about the letter itself. */
function blankLetter({ mission }: SectionProps): DraftRecord {
  const people = (mission.members?.people ?? []).flatMap(({ id }) => (id ? [id] : []));
  const visit = mission.route?.stops?.find(({ use }) => use !== 'transit');
  return {
    invitees: people,
    elements: [],
    ...(visit?.region ? { region: visit.region } : {}),
    ...(mission.route?.departure ? { coversFrom: mission.route.departure } : {}),
    ...(mission.route?.return ? { coversTo: mission.route.return } : {}),
  };
}

export function InvitationsSection(props: SectionProps) {
  const { value, readOnly, onChange, onBlur, faults, findings } = props;
  const t = useText();
  const letters = rowsOf(value.letters);
  const set = (next: readonly DraftRecord[]) => onChange({ ...value, letters: next });
  return (
    <div className="stack">
      <RequiredNote />
      {letters.length === 0 && (
        <Empty
          why={{
            zh: '还没有邀请函。每个访问国家（地区）至少一份，每增加一站须有相应邀请。',
            en: 'No invitation yet. Each country (region) visited needs one, and so does each further stop.',
          }}
        />
      )}
      <TableFaults
        at="/invitations/letters"
        faults={faults.filter(({ at }) => at === '/invitations/letters')}
        findings={findings.filter(({ at }) => at === '/invitations/letters')}
      />
      <ol className="letters" id="field-invitations-letters" tabIndex={-1}>
        {letters.map((letter, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
          <li key={index} className="card letter" id={`field-invitations-letters-${index}`} tabIndex={-1}>
            <header>
              <h3>
                {t({ zh: `邀请函 ${index + 1}`, en: `Invitation ${index + 1}` })}{' '}
                <span className="quiet">{typeof letter.inviter === 'string' ? letter.inviter : ''}</span>
              </h3>
              {!readOnly && (
                <div className="row">
                  <Button size="small" onClick={() => set([...letters, { ...letter }])}>
                    {t({ zh: '复制本份', en: 'Copy it' })}
                  </Button>
                  <Button size="small" onClick={() => set(letters.filter((_one, place) => place !== index))}>
                    {t({ zh: '删去本份', en: 'Remove it' })}
                  </Button>
                </div>
              )}
            </header>
            <SchemaForm
              schema={invitation}
              value={letter}
              onChange={(next) => set(letters.map((one, place) => (place === index ? next : one)))}
              onBlur={onBlur}
              at={`/invitations/letters/${index}`}
              faults={faults}
              findings={findings}
              readOnly={readOnly}
              custom={{
                invitees: (control) => <Invitees control={control} section={props} />,
                elements: (control) => <Elements control={control} />,
              }}
            />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div className="row">
          <Button onClick={() => set([...letters, blankLetter(props)])}>
            {t({ zh: '加一份邀请函', en: 'Add an invitation' })}
          </Button>
        </div>
      )}
    </div>
  );
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function Invitees({ control, section }: { readonly control: ControlProps; readonly section: SectionProps }) {
  const t = useText();
  const people = (section.mission.members?.people ?? []).flatMap(({ id, name }) =>
    id ? [{ id, name: name ?? '' }] : [],
  );
  if (people.length === 0) {
    return (
      <span id={control.ties.id} tabIndex={-1}>
        {t({ zh: '成员名单还没有填。', en: 'The list of members is still empty.' })}{' '}
        <button type="button" className="link" onClick={() => section.go('members')}>
          {t({ zh: '去成员', en: 'Go to members' })}
        </button>
      </span>
    );
  }
  const chosen = strings(control.value);
  const gone = chosen.filter((id) => !people.some((one) => one.id === id));
  return (
    <div className="stack-close" id={control.ties.id} tabIndex={-1}>
      <Checkbox.Group
        value={[...chosen]}
        disabled={control.readOnly ?? false}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={control.onChange}
      />
      {gone.length > 0 && (
        <p className="tone-text-soon">
          {t({
            zh: `${gone.length} 位被邀请人已不在成员名单。`,
            en: `${gone.length} invitees are no longer on the list of members.`,
          })}{' '}
          <button
            type="button"
            className="link"
            onClick={() => control.onChange(chosen.filter((id) => !gone.includes(id)))}
          >
            {t({ zh: '从本份去掉', en: 'Take them off' })}
          </button>
        </p>
      )}
    </div>
  );
}

const elements = Object.entries(words.letterElements);

/** A check list to go through with the letter in hand. */
function Elements({ control }: { readonly control: ControlProps }) {
  const t = useText();
  const there = strings(control.value);
  const missing = elements.filter(([key]) => !there.includes(key));
  return (
    <div className="stack-close" id={control.ties.id} tabIndex={-1}>
      <Checkbox.Group
        value={[...there]}
        disabled={control.readOnly ?? false}
        options={elements.map(([value, label]) => ({ value, label: t(label) }))}
        onChange={control.onChange}
      />
      <p className={missing.length > 0 ? 'tone-text-soon' : 'tone-text-done'}>
        {missing.length > 0
          ? t({
              zh: `信中没有：${missing.map(([, label]) => label.zh).join('、')}`,
              en: `Not in the letter: ${missing.map(([, label]) => label.en).join(', ')}`,
            })
          : t({ zh: '要素齐全', en: 'All elements are there' })}
      </p>
    </div>
  );
}
