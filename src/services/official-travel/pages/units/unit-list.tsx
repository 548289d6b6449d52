import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { listUnitFiles } from '../../units/endpoints.ts';
import { type UnitFileState, unitFileKinds, unitFileStates, unitTiers } from '../../units/model.ts';
import { unitFilePath } from '../paths.ts';
import { HandOvers } from './hand-overs.tsx';
import { wordIn } from './unit-words.ts';

export const stateTones = {
  awaiting: 'info',
  normal: 'done',
  restricted: 'soon',
  suspended: 'stop',
  closed: 'neutral',
} as const satisfies Record<UnitFileState, string>;

/** 单位档案: every unit below the reader's, at any depth, with its people and its standing. */
export default function UnitList() {
  const t = useText();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state') ?? '';
  const state = asked in unitFileStates ? (asked as UnitFileState) : undefined;
  const answer = useRead(listUnitFiles, { query: state ? { state } : {} }, { keep: true });
  return (
    <Page title={{ zh: '单位档案', en: 'Files of units' }}>
      <div className="stack">
        <HandOvers />
        <div className="row">
          <Select<string>
            aria-label={t({ zh: '状态', en: 'State' })}
            value={state ?? ''}
            style={{ minWidth: 160 }}
            options={[
              { value: '', label: t({ zh: '全部状态', en: 'All states' }) },
              ...Object.entries(unitFileStates).map(([value, label]) => ({ value, label: t(label) })),
            ]}
            onChange={(next) => setSearch(next ? { state: next } : {}, { replace: true })}
          />
          {me.posts
            .filter(({ roles }) => roles.includes('liaison-officer') || roles.includes('unit-head'))
            .map(({ unitId, unitName }) => (
              <Link key={unitId} to={unitFilePath(unitId)}>
                {t({ zh: `本单位：${unitName}`, en: `Own unit: ${unitName}` })}
              </Link>
            ))}
        </div>
        <Answered of={answer} part={{ zh: '单位档案', en: 'Files of units' }}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty
                why={
                  state
                    ? { zh: '没有这种状态的单位。', en: 'No unit is in this state.' }
                    : {
                        zh: '还没有单位建档。由单位专办员填写，市外办开户。',
                        en: 'No unit has a file yet. Its liaison officer fills it in, the office opens it.',
                      }
                }
              />
            ) : (
              <ScrollFrame className="table-frame">
                <table className="list-table">
                  <caption className="for-readers">{t({ zh: '单位档案', en: 'Files of units' })}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t({ zh: '单位', en: 'Unit' })}</th>
                      <th scope="col">{t({ zh: '状态', en: 'State' })}</th>
                      <th scope="col">{t({ zh: '类别', en: 'Kind' })}</th>
                      <th scope="col">{t({ zh: '层级', en: 'Tier' })}</th>
                      <th scope="col">{t({ zh: '初审单位', en: 'First review' })}</th>
                      <th scope="col" className="right">
                        {t({ zh: '签批人 / 专办员', en: 'Signatories / officers' })}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.unit.id}>
                        <th scope="row">
                          <Link className="row-link" to={unitFilePath(row.unit.id)}>
                            {row.unit.name}
                          </Link>
                        </th>
                        <td>
                          <StatusTag label={unitFileStates[row.state]} tone={stateTones[row.state]} />
                          {row.stateReason && <span className="quiet"> {row.stateReason}</span>}
                        </td>
                        <td>{t(wordIn(unitFileKinds, row.kind))}</td>
                        <td>{t(wordIn(unitTiers, row.tier))}</td>
                        <td>{row.firstReviewUnit?.name ?? '—'}</td>
                        <td className="right figures">
                          {row.signatories} / {row.officers}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollFrame>
            )
          }
        </Answered>
      </div>
    </Page>
  );
}
