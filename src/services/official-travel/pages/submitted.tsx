import './application/application.css';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { instantWords, moneyWords } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { HolderLine } from '#kernel/ui/parts/holder-line.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { PathSteps } from '#kernel/ui/parts/path-steps.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import type { MissionPage } from '../answers.ts';
import { commands, read } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { holderFacts } from './holder-facts.ts';
import { applicationPath, casePath, paths } from './paths.ts';

/** After sending: the number, who has it, the next date, what to do meanwhile. */
export default function Submitted() {
  const { id = '' } = useParams();
  const page = useRead(read, { params: { id } });
  return <Answered of={page}>{(found) => <Receipt page={found} />}</Answered>;
}

function Receipt({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const urge = useAct(commands.urge);
  const mayUrge = page.actions.some(({ command }) => command === 'urge');
  const notYet = page.closed.find(({ command }) => command === 'urge');
  const mayWithdraw = page.actions.some(({ command }) => command === 'withdraw');
  const at = page.submittedAt && instantWords(page.submittedAt);
  const posts = page.path.some(({ node, status }) => node === 'publicity' && status !== 'skipped');
  const { check } = page;
  if (!at) {
    return (
      <Page title={{ zh: '尚未提交', en: 'Not submitted yet' }} width="reading">
        <p>
          <Link to={applicationPath(page.id)}>{t({ zh: '回到申报', en: 'Back to the application' })}</Link>
        </p>
      </Page>
    );
  }
  return (
    <Page
      title={{ zh: '已提交', en: 'Submitted' }}
      {...(page.number ? { number: page.number } : {})}
      width="reading"
      head={
        <p>
          <StatusTag label={page.stateLabel} tone={page.tone} />
        </p>
      }
      acts={
        <Button onClick={() => window.print()}>
          <Icon name="print" />
          {t({ zh: '打印回执', en: 'Print the receipt' })}
        </Button>
      }
    >
      <HolderLine {...holderFacts(page)} />
      <PathSteps path={page.path} />
      <Facts
        items={[
          { label: { zh: '编号', en: 'Number' }, value: <strong className="figures">{page.number}</strong> },
          { label: { zh: '团组', en: 'Mission' }, value: page.title },
          { label: { zh: '申报单位', en: 'Unit' }, value: page.unit.name },
          { label: { zh: '提交时间', en: 'Submitted' }, value: t(at) },
          {
            label: { zh: '要点', en: 'In figures' },
            value: [
              check.facts.members && t({ zh: `${check.facts.members} 人`, en: `${check.facts.members} members` }),
              check.facts.days && t({ zh: `${check.facts.days} 天`, en: `${check.facts.days} days` }),
              check.facts.budgetCny !== null && t(moneyWords(check.facts.budgetCny.toFixed(2))),
            ]
              .filter(Boolean)
              .join(t({ zh: '，', en: ', ' })),
          },
        ]}
      />
      <section className="stack-close">
        <h2>{t({ zh: '这期间请您', en: 'Meanwhile' })}</h2>
        <ul className="section-gaps">
          {posts && (
            <li>
              {t({
                zh: '单位签批后按所填方式公示不少于 5 个工作日，公示情况到时在本件登记。',
                en: 'After the unit has signed, post the notice for at least 5 working days and record it in the case.',
              })}
            </li>
          )}
          {page.missingPapers.length > 0 && (
            <li>
              {t({
                zh: `备齐：${page.missingPapers.map((code) => missionProcess.papers[code]?.zh ?? code).join('、')}。`,
                en: `Get ready: ${page.missingPapers.map((code) => missionProcess.papers[code]?.en ?? code).join(', ')}.`,
              })}
            </li>
          )}
          <li>
            {t({
              zh: '行程、人员有变化，先撤回修改，或提出变更；不要等批件出来再说。',
              en: 'If route or people change, withdraw or ask for an amendment now; do not wait for the paper.',
            })}
          </li>
          <li>
            {t({
              zh: '批件下达前不订不能退改的机票和酒店。',
              en: 'Book nothing that cannot be changed before the approval paper is out.',
            })}
          </li>
        </ul>
      </section>
      <ProblemNotice problem={urge.error} />
      <div className="row screen-only">
        <Link className="link-button main" to={casePath(page.id)}>
          {t({ zh: '打开办件', en: 'Open the case' })}
        </Link>
        <Link className="link-button" to={paths.serviceDesk}>
          {t({ zh: '回服务台', en: 'Service desk' })}
        </Link>
        {mayUrge && (
          <Button
            loading={urge.isPending}
            onClick={() => urge.mutate({ params: { id: page.id }, body: {}, version: page.version })}
          >
            {t({ zh: '催办', en: 'Remind' })}
          </Button>
        )}
        {urge.isSuccess && (
          <span role="status">{t({ zh: '已催办，办理人会收到待办提醒。', en: 'The holder has been reminded.' })}</span>
        )}
        {!mayUrge && notYet && (
          <span className="quiet">
            {t({ zh: '催办：', en: 'Remind: ' })}
            {t(notYet.text)}
          </span>
        )}
        {mayWithdraw && (
          <span className="quiet">
            {t({
              zh: '下一环节办理前可在办件页撤回。',
              en: 'It can be withdrawn on the case page until the next step is done.',
            })}
          </span>
        )}
      </div>
    </Page>
  );
}
