import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { callWith } from '#kernel/ui/api/call.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { memberOfPerson, type PersonRow, searchPeople } from '../../people/endpoints.ts';
import { words } from '../../words.ts';

interface PersonSearchProps {
  readonly unit: string;
  readonly departure: string | null;
  /** What the search begins with: the name of a typed row. */
  readonly begins: string;
  readonly listed: (id: string) => boolean;
  readonly onChoose: (person: DraftRecord) => void;
  readonly onNew: () => void;
  readonly onClose: () => void;
}

/** The register of travellers by name, initials of pinyin or last four of the number; a choice brings all that is known. */
export function PersonSearch({ departure, begins, listed, onChoose, onNew, onClose }: PersonSearchProps) {
  const t = useText();
  const [typed, setTyped] = useState(begins);
  const [asked, setAsked] = useState(begins.trim());
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const read = useRead(
    searchPeople,
    { query: { state: 'active', limit: 20, ...(asked ? { q: asked } : {}) } },
    { keep: true },
  );
  const choose = async (row: PersonRow) => {
    setBusy(row.id);
    setProblem(null);
    try {
      const query = departure ? { departure } : {};
      const answer = await callWith(memberOfPerson, {}, { params: { id: row.id }, query });
      onChoose({ ...answer.member, id: row.id });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <Modal
      open
      onCancel={onClose}
      width={640}
      title={t({ zh: '从人员库添加', en: 'Add from the register' })}
      footer={
        <div className="confirm-foot">
          <Button onClick={onNew}>{t({ zh: '库中没有，登记新人员', en: 'Not there: enter a new person' })}</Button>
          <Button onClick={onClose}>{t({ zh: '选好了', en: 'Done' })}</Button>
        </div>
      }
    >
      <div className="stack">
        <Input.Search
          value={typed}
          autoFocus
          aria-label={t({
            zh: '姓名、拼音首字母或证件号末四位',
            en: 'Name, initials of pinyin, or last four of the number',
          })}
          placeholder={t({ zh: '如 陈守一、csy、4471', en: 'e.g. 陈守一, csy, 4471' })}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setAsked(text.trim())}
          enterButton={t({ zh: '查找', en: 'Find' })}
        />
        <ProblemNotice problem={problem} />
        <Answered of={read} part={{ zh: '人员库', en: 'Register' }} rows={3}>
          {({ rows }) => (
            <ul className="found-persons" aria-live="polite">
              {rows.length === 0 && (
                <li className="quiet">
                  {t({
                    zh: `没有找到“${asked}”。可换用拼音首字母或证件号末四位，或登记新人员。`,
                    en: `No "${asked}" found. Try initials or the last four of the number, or enter a new person.`,
                  })}
                </li>
              )}
              {rows.map((row) => (
                <li key={row.id}>
                  <span>
                    <strong>{row.maskedName}</strong> {row.post} <span className="quiet">{row.unit.name}</span>{' '}
                    <span className="quiet">
                      {t(words.ranks[row.rank as keyof typeof words.ranks] ?? { zh: row.rank, en: row.rank })}{' '}
                      <span className="figures">{row.maskedNumber}</span>{' '}
                      {t({
                        zh: `近两年出访 ${row.tripsInTwoYears} 次`,
                        en: `${row.tripsInTwoYears} missions in two years`,
                      })}
                    </span>
                    {row.verifyAgain && (
                      <span className="tone-text-soon">
                        {' '}
                        {t({
                          zh: `资料核对于 ${row.verifiedOn}，须复核`,
                          en: `checked on ${row.verifiedOn}, to be checked again`,
                        })}
                      </span>
                    )}
                  </span>
                  {listed(row.id) ? (
                    <span className="quiet">{t({ zh: '已在名单', en: 'listed' })}</span>
                  ) : (
                    <Button size="small" loading={busy === row.id} onClick={() => void choose(row)}>
                      {t({ zh: '加入', en: 'Add' })}
                      <span className="for-readers">{row.maskedName}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Answered>
      </div>
    </Modal>
  );
}
