import { Children, type ReactNode } from 'react';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { readState } from '../endpoints.ts';

type State = Answer<typeof readState>;

const checkNames: Readonly<Record<State['checks'][number]['kind'], Text>> = {
  cases: { zh: '办件状态与历史', en: 'Cases against their history' },
  files: { zh: '文件与登记', en: 'Files against their rows' },
  audit: { zh: '审计链与签名链头', en: 'Audit chain against its signed heads' },
};

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(bytes < 10 * 1024 ** 3 ? 1 : 0)} GB`;

/** 系统状态: what is wrong first, then backup, disk, database, jobs, trail and nightly comparisons. */
export default function SystemState() {
  const t = useText();
  const answer = useRead(readState, {}, { every: 30_000 });
  return (
    <Page title={{ zh: '系统状态', en: 'System state' }} width="reading">
      <Answered of={answer} part={{ zh: '系统状态', en: 'System state' }}>
        {(state) => (
          <>
            <Alarms alarms={state.alarms} />
            <Backups backup={state.backup} />
            <Block title={{ zh: '数据库', en: 'Database' }}>
              <Line name={{ zh: '承诺', en: 'Promise' }}>{t(state.database.promise)}</Line>
              <Line name={{ zh: '版本', en: 'Version' }}>
                PostgreSQL {state.database.version} · {t({ zh: '鸿胪', en: 'Honglu' })} {state.version}
              </Line>
              <Line name={{ zh: '磁盘', en: 'Disk' }}>
                {t({
                  zh: `可用 ${gigabytes(state.disk.free)}，共 ${gigabytes(state.disk.total)}`,
                  en: `${gigabytes(state.disk.free)} free of ${gigabytes(state.disk.total)}`,
                })}
                {state.disk.level !== 'enough' && (
                  <StatusTag
                    tone="soon"
                    icon="alert"
                    label={
                      state.disk.level === 'full' ? { zh: '系统只读', en: 'Read only' } : { zh: '空间不足', en: 'Low' }
                    }
                  />
                )}
              </Line>
            </Block>
            <Block title={{ zh: '后台任务', en: 'Background work' }}>
              <Line name={{ zh: '本节点', en: 'This node' }}>
                {state.jobs.works
                  ? t({ zh: '办理后台任务', en: 'Does background work' })
                  : t({ zh: '只应答请求', en: 'Answers requests only' })}
              </Line>
              <Line name={{ zh: '任务', en: 'Jobs' }}>
                {t({
                  zh: `等待 ${state.jobs.waiting}，进行 ${state.jobs.active}，失败 ${state.jobs.failed}`,
                  en: `${state.jobs.waiting} waiting, ${state.jobs.active} running, ${state.jobs.failed} failed`,
                })}
              </Line>
            </Block>
            <Block title={{ zh: '审计记录', en: 'Audit trail' }}>
              <Line name={{ zh: '已入链', en: 'In the chain' }}>{state.audit.entries.toLocaleString()}</Line>
              <Line name={{ zh: '未入链', en: 'Outside' }}>{state.audit.unlinked.toLocaleString()}</Line>
              <Line name={{ zh: '占用', en: 'Takes' }}>
                {gigabytes(state.audit.bytes)} / {gigabytes(state.audit.space)}
              </Line>
            </Block>
            <Block
              title={{ zh: '夜间核对', en: 'Nightly comparisons' }}
              empty={{ zh: '还没有核对过，今夜起每夜一次。', en: 'None yet; the first is tonight.' }}
            >
              {state.checks.map((check) => (
                <Line key={check.kind} name={checkNames[check.kind]}>
                  <span className="figures">{tableInstant(check.checkedAt)}</span>
                  {t({
                    zh: `　核对 ${check.lookedAt}，不符 ${check.found}`,
                    en: ` ${check.lookedAt} compared, ${check.found} differ`,
                  })}
                </Line>
              ))}
            </Block>
          </>
        )}
      </Answered>
    </Page>
  );
}

/** @param empty said where there is no line */
function Block({
  title,
  empty,
  children,
}: {
  readonly title: Text;
  readonly empty?: Text;
  readonly children: ReactNode;
}) {
  const t = useText();
  return (
    <section className="card stack">
      <h2>{t(title)}</h2>
      {empty && Children.count(children) === 0 ? <Empty why={empty} /> : <dl className="facts">{children}</dl>}
    </section>
  );
}

function Line({ name, children }: { readonly name: Text; readonly children: ReactNode }) {
  const t = useText();
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Alarms({ alarms }: { readonly alarms: State['alarms'] }) {
  const t = useText();
  if (alarms.length === 0) return <p>{t({ zh: '没有告警。', en: 'Nothing is wrong.' })}</p>;
  return (
    <ul className="stack" aria-label={t({ zh: '告警', en: 'Alarms' })}>
      {alarms.map((alarm) => (
        <li className="card stack" key={alarm.kind}>
          <p className="row">
            <StatusTag tone="soon" icon="alert" label={alarm.label} />
            <span className="quiet figures">{tableInstant(alarm.raisedAt)}</span>
          </p>
          <p>{t(alarm.act)}</p>
        </li>
      ))}
    </ul>
  );
}

function Backups({ backup }: { readonly backup: State['backup'] }) {
  const t = useText();
  const when = (at: string | null) =>
    at === null ? t({ zh: '还没有', en: 'None yet' }) : <span className="figures">{tableInstant(at)}</span>;
  const { schedule } = backup;
  return (
    <Block title={{ zh: '备份', en: 'Backups' }}>
      <Line name={{ zh: '上次备份', en: 'Last backup' }}>{when(backup.lastAt)}</Line>
      <Line name={{ zh: '上次恢复演练', en: 'Last restore drill' }}>{when(backup.drillAt)}</Line>
      <Line name={{ zh: '安排', en: 'Schedule' }}>
        {!backup.needed
          ? t({ zh: '演示单位不备份', en: 'A demonstration is not backed up' })
          : schedule === null
            ? t({ zh: '由外部安排（HONGLU_BACKUPS=off）', en: 'Made from outside (HONGLU_BACKUPS=off)' })
            : t({
                zh: `每夜 01:30，存 ${schedule.place}${schedule.secondPlace ? `，另存 ${schedule.secondPlace}` : '，没有第二处'}，留 ${schedule.keepDays} 天；每月恢复演练一次`,
                en: `Nightly 01:30 to ${schedule.place}${schedule.secondPlace ? `, copied to ${schedule.secondPlace}` : ', no second place'}, kept ${schedule.keepDays} days; a drill each month`,
              })}
      </Line>
    </Block>
  );
}
