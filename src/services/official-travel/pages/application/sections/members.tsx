import { Button } from 'antd';
import { useRef, useState } from 'react';
import { callWith } from '#kernel/ui/api/call.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { SheetTable } from '#kernel/ui/forms/sheet-table.tsx';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { memberOfPerson } from '../../../people/endpoints.ts';
import { ConsentsOfMission } from '../../consents/consents-of-mission.tsx';
import { MemberDrawer } from '../member-drawer.tsx';
import { blankMember, isListed, tripsBefore, unlinked, withPerson } from '../members-list.ts';
import { NewPerson } from '../new-person.tsx';
import { PersonSearch } from '../person-search.tsx';
import { fieldNamed, rowsOf, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

const columns = ['name', 'unit', 'post', 'rank', 'groupRole', 'duty', 'passportType', 'passportExpiresOn'];
const people = fieldNamed('members', 'people');
const senders = fieldNamed('members', 'senders');

type Open =
  | { readonly at: 'search' | 'new'; readonly row: number | null }
  | { readonly at: 'member'; readonly row: number };

export function MembersSection(props: SectionProps) {
  const { page, mission, value, readOnly, onChange, onBlur, faults, findings } = props;
  const t = useText();
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const rows = rowsOf(value.people);
  const departure = mission.route?.departure ?? null;
  const set = (next: readonly DraftRecord[]) => onChange({ ...value, people: next });
  // A person's facts arrive a moment after the press; the row joins the list as it is then.
  const latest = useRef(value);
  latest.current = value;
  const join = (person: DraftRecord, row: number | null) => {
    const people = withPerson(rowsOf(latest.current.people), row, person, page.unit.name);
    latest.current = { ...latest.current, people };
    onChange(latest.current);
  };
  const loose = unlinked(rows);
  const addNew = async (id: string, row: number | null) => {
    setOpen(null);
    try {
      const answer = await callWith(memberOfPerson, {}, { params: { id }, query: departure ? { departure } : {} });
      join({ ...answer.member, id }, row);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <div className="stack">
      {!readOnly && (
        <div className="row">
          <Button type="primary" ghost onClick={() => setOpen({ at: 'search', row: null })}>
            <Icon name="search" />
            {t({ zh: '从人员库添加', en: 'Add from the register' })}
          </Button>
          <Button onClick={() => setOpen({ at: 'new', row: null })}>
            <Icon name="plus" />
            {t({ zh: '登记新人员', en: 'Enter a new person' })}
          </Button>
          <span className="quiet">
            {t({
              zh: '可从表格软件复制多行后在表内粘贴，先预览再加入',
              en: 'Rows copied from a spreadsheet can be pasted into the table; a preview comes first',
            })}
          </span>
        </div>
      )}
      <ProblemNotice problem={problem} />
      <SheetTable
        field={people}
        at="/members/people"
        rows={rows}
        columns={columns}
        blank={blankMember(page.unit.name, rows.length === 0)}
        onChange={set}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-members-people' }}
      />
      <TableFaults at="/members/people" faults={faults} findings={findings} />
      {rows.length > 0 && (
        <ScrollFrame className="sheet-frame">
          <table className="plain-table">
            <caption className="for-readers">{t({ zh: '成员情况', en: 'About the members' })}</caption>
            <thead>
              <tr>
                <th scope="col">{t({ zh: '成员', en: 'Member' })}</th>
                <th scope="col">{t({ zh: '人员库', en: 'Register' })}</th>
                <th scope="col" className="right">
                  {t({ zh: '近两年出访', en: 'Missions in two years' })}
                </th>
                <th scope="col">{t({ zh: '核对', en: 'Check' })}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
                <tr key={index}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => setOpen({ at: 'member', row: index })}>
                      {typeof row.name === 'string' && row.name !== ''
                        ? row.name
                        : t({ zh: `第 ${index + 1} 行`, en: `Row ${index + 1}` })}
                      <span className="for-readers">{t({ zh: '，打开全部资料', en: ', open in full' })}</span>
                    </button>
                  </th>
                  <td>
                    {loose.includes(index) ? (
                      <>
                        <span className="tone-text-soon">{t({ zh: '未关联', en: 'Not linked' })}</span>{' '}
                        {!readOnly && (
                          <button type="button" className="link" onClick={() => setOpen({ at: 'search', row: index })}>
                            {t({ zh: '按姓名查找', en: 'Find by name' })}
                          </button>
                        )}
                      </>
                    ) : (
                      t({ zh: '已关联', en: 'Linked' })
                    )}
                  </td>
                  <td className="right figures">{tripsBefore(row, departure) ?? t({ zh: '未知', en: 'unknown' })}</td>
                  <td>
                    <MemberIssues index={index} section={props} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      <h3>{t({ zh: '其他派员单位', en: 'Other sending units' })}</h3>
      <p className="quiet">
        {t({
          zh: '成员来自组团单位以外的，逐个单位填写；没有的不填。',
          en: 'One row for each unit besides the organiser that sends members; none if there is none.',
        })}
      </p>
      <SheetTable
        field={senders}
        at="/members/senders"
        rows={rowsOf(value.senders)}
        blank={{ inPlan: false, documents: [] }}
        onChange={(next) => onChange({ ...value, senders: next })}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-members-senders' }}
      />
      <TableFaults at="/members/senders" faults={faults} findings={findings} />
      <ConsentsOfMission page={page} mission={mission} />
      {open?.at === 'search' && (
        <PersonSearch
          unit={page.unit.id}
          departure={departure}
          begins={open.row === null ? '' : String(rows[open.row]?.name ?? '')}
          listed={(id) => isListed(rows, id)}
          onChoose={(person) => {
            join(person, open.row);
            if (open.row !== null) setOpen(null);
          }}
          onNew={() => setOpen({ at: 'new', row: open.row })}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.at === 'new' && (
        <NewPerson
          unit={page.unit}
          act={{ zh: '登记并加入名单', en: 'Enter and add to the list' }}
          onDone={(id) => void addNew(id, open.row)}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.at === 'member' && rows[open.row] && (
        <MemberDrawer
          section={props}
          index={open.row}
          row={rows[open.row] ?? {}}
          onChange={(row) => set(rows.map((one, index) => (index === open.row ? row : one)))}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function MemberIssues({ index, section }: { readonly index: number; readonly section: SectionProps }) {
  const t = useText();
  const at = `/members/people/${index}`;
  const count = [...section.faults, ...section.findings].filter(
    (one) => one.at === at || one.at.startsWith(`${at}/`),
  ).length;
  return count === 0 ? (
    <span className="quiet">—</span>
  ) : (
    <span className="tone-text-stop">{t({ zh: `${count} 处`, en: String(count) })}</span>
  );
}
