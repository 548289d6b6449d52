import './application/application.css';
import { useEffect } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { NoticeCard } from '#kernel/privacy/pages/notice-card.tsx';
import type { Text } from '#kernel/text.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { beijing, instantWords, moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { ReviewPage } from '#kernel/ui/patterns/review-page.tsx';
import type { MissionFinding, MissionPage } from '../answers.ts';
import { commands, read } from '../endpoints.ts';
import { applicationSections, type DraftMission } from '../model.ts';
import { listLines } from '../plan/endpoints.ts';
import { travelNotice } from '../privacy.ts';
import { missionProcess } from '../process.ts';
import { checkContext } from './application/check-context.ts';
import { byRule, gapFault, placeOf, stopsSubmission, titleOf, viewOf } from './application/check-views.ts';
import { FindingCards } from './application/finding-cards.tsx';
import { liveCheck, shownCheck } from './application/live-check.ts';
import { MissionFacts } from './application/mission-facts.tsx';
import { readLine } from './application/plan-lines.ts';
import { ReturnedNotice } from './application/returned-notice.tsx';
import { markChecked } from './application/was-checked.ts';
import { ForecastSteps } from './forecast-steps.tsx';
import { applicationPath, casePath, submittedPath } from './paths.ts';
import { routePreview } from './route-preview.ts';

/** 核对后提交. */
export default function ReviewBeforeSubmission() {
  const { id = '' } = useParams();
  const page = useRead(read, { params: { id } });
  useEffect(() => markChecked(id), [id]);
  return <Answered of={page}>{(found) => <Review page={found} />}</Answered>;
}

const nameOf = (section: string): Text => missionProcess.sections[section] ?? { zh: section, en: section };

/** Words of the plan lines that the application names. */
function usePlanLines(page: MissionPage, mission: DraftMission): Readonly<Record<string, string>> {
  const year = mission.route?.departure ? Number(mission.route.departure.slice(0, 4)) : page.plan?.year;
  const wanted = mission.plan?.lineId ?? mission.plan?.swapFor ?? null;
  const { data } = useRead(
    listLines,
    { query: { year: year ?? 2026, unit: page.unit.id, own: 'yes', limit: 200 } },
    { when: wanted !== null && year !== undefined },
  );
  return Object.fromEntries(
    (data?.rows ?? []).map((row) => [row.id, [row.number, readLine(row.line)?.title].filter(Boolean).join(' ')]),
  );
}

function whatWillHappen(page: MissionPage, mission: DraftMission, budgetCny: number | null): readonly Text[] {
  const { steps, own } = routePreview(page.path);
  const words = (language: 'zh' | 'en') =>
    steps
      .map(({ label, depends }) =>
        depends ? `${label[language]}${language === 'zh' ? '（视情况）' : ' (if needed)'}` : label[language],
      )
      .join(' › ');
  const lines: Text[] = page.forecast
    ? []
    : [
        own
          ? { zh: `提交后：${words('zh')}`, en: `After submission: ${words('en')}` }
          : {
              zh: `提交后，系统按本件情况从办理路线中选定环节，通常为：${words('zh')}`,
              en: `After submission the steps are chosen by the facts of the case, usually: ${words('en')}`,
            },
      ];
  if (page.correction?.way === 'come-back') {
    lines.unshift({
      zh: `补正后直接回到${page.correction.from?.zh ?? '退回的环节'}，此前环节不重走。`,
      en: `It goes straight back to ${page.correction.from?.en ?? 'the step it came from'}; earlier steps are not repeated.`,
    });
  }
  if (mission.plan?.lineId) {
    const people = mission.members?.people?.length ?? 0;
    const year = mission.route?.departure?.slice(0, 4) ?? '';
    const money = budgetCny === null ? null : moneyWords(budgetCny.toFixed(2));
    lines.push({
      zh: `占用：${year} 年计划 1 个团组、${people} 人次${money ? `；预算 ${money.zh}` : ''}。`,
      en: `Reserves: 1 mission and ${people} person-trips of the ${year} plan${money ? `; ${money.en}` : ''}.`,
    });
  }
  if (page.missingPapers.length > 0) {
    const papers = (language: 'zh' | 'en') =>
      page.missingPapers
        .map((code) => missionProcess.papers[code]?.[language] ?? code)
        .join(language === 'zh' ? '、' : ', ');
    lines.push({
      zh: `尚缺材料：${papers('zh')}。可先提交，受理时由经办人决定补齐期限。`,
      en: `Papers missing: ${papers('en')}. You may submit; intake decides by when they must follow.`,
    });
  }
  lines.push({
    zh: '在下一环节办理前可撤回修改。',
    en: 'It can be withdrawn for changes until the next step is done.',
  });
  return lines;
}

function Review({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const navigate = useNavigate();
  const today = beijing(useNow()).day;
  // While something is missing the act stands among those that are not open; that is what this page is for.
  const resubmits = [...page.actions, ...page.closed].some(({ command }) => command === 'resubmit');
  const open = applicationSections.some((section) => page.writable.includes(section));
  const done = () => navigate(submittedPath(page.id));
  const submit = useAct(commands.submit, { onDone: done });
  const again = useAct(commands.resubmit, { onDone: done });
  const act = resubmits ? again : submit;
  const mission = Object.fromEntries(
    Object.entries(page.content).filter(([, value]) => value !== null && value !== undefined),
  ) as DraftMission;
  const planLines = usePlanLines(page, mission);
  const check = shownCheck(page.check, liveCheck(mission, checkContext(page, mission, today), today), false, mission);
  const stops = check.findings.filter(stopsSubmission);
  const told = byRule(check.findings.filter((finding) => !stopsSubmission(finding)));
  const go = (at: string) => navigate(applicationPath(page.id, at.split('/')[1], at));
  const goFinding = (finding: MissionFinding) => go(placeOf(finding));
  if (!open) return <AlreadySubmitted page={page} />;
  return (
    <div className="review-page">
      <ReviewPage
        {...(page.number ? { number: page.number } : {})}
        status={
          <>
            <p className="row">
              <StatusTag label={page.stateLabel} tone={page.tone} />
              <span>{page.title}</span>
              <span className="quiet">{page.unit.name}</span>
            </p>
            {page.correction && <ReturnedNotice correction={page.correction} provisional={page.provisional} />}
            <NoticeCard about={travelNotice.about} />
          </>
        }
        faults={check.gaps.map(gapFault)}
        findings={stops.map(viewOf)}
        card={(view) => {
          const finding = stops.find((one) => one.rule === view.rule && placeOf(one) === view.at);
          return finding
            ? {
                title: titleOf(finding),
                remedies: [
                  {
                    label: { zh: `去改：${nameOf(finding.section).zh}`, en: `Go to: ${nameOf(finding.section).en}` },
                    onAct: () => goFinding(finding),
                  },
                ],
                ...(finding.severity === 'warns'
                  ? { advice: { zh: '在该节的卡片上写理由', en: 'Write the reason on its card in that section' } }
                  : {}),
              }
            : {};
        }}
        onGo={go}
        groups={[
          ...applicationSections.map((section) => ({
            key: section,
            title: nameOf(section),
            changeTo: applicationPath(page.id, section),
            children: <MissionFacts section={section} mission={mission} planLines={planLines} />,
          })),
          ...(page.forecast
            ? [
                {
                  key: 'forecast',
                  title: { zh: '办理路线预计', en: 'The way it will take' },
                  children: <ForecastSteps forecast={page.forecast} />,
                },
              ]
            : []),
          ...(told.length > 0
            ? [
                {
                  key: 'told',
                  title: {
                    zh: `其他核对结果（不影响提交）${told.length}`,
                    en: `Further findings (submission goes on): ${told.length}`,
                  },
                  children: (
                    <FindingCards
                      findings={told}
                      readOnly
                      onGo={goFinding}
                      onReason={() => undefined}
                      onException={() => undefined}
                    />
                  ),
                },
              ]
            : []),
        ]}
        willHappen={whatWillHappen(page, mission, check.facts.budgetCny)}
        statement={{
          zh: '以上内容真实完整，不含国家秘密；没有安排与任务无关的人员和行程，邀请未经中介。',
          en: 'The above is true and complete and holds no state secret; nobody and nothing is included that the task does not need; no agency arranged the invitation.',
        }}
        submitLabel={resubmits ? { zh: '重新提交', en: 'Submit again' } : { zh: '提交审核', en: 'Submit for review' }}
        backTo={applicationPath(page.id)}
        busy={act.isPending}
        problem={act.error}
        onSubmit={() => act.mutate({ params: { id: page.id }, body: {}, version: page.version })}
      />
      {act.error && act.error.faults.length > 0 && (
        <ul className="field-faults">
          {act.error.faults.map((fault) => (
            <li key={fault.at + fault.code}>
              <button type="button" className="link" onClick={() => go(fault.at)}>
                {t(fault.message)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A second press, a second tab, or somebody else was first: nothing is sent twice. */
function AlreadySubmitted({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const at = page.submittedAt && instantWords(page.submittedAt);
  return (
    <Page
      title={at ? { zh: '已经提交', en: 'Already submitted' } : { zh: '尚未提交', en: 'Not submitted yet' }}
      {...(page.number ? { number: page.number } : {})}
      width="reading"
    >
      <p>
        {at
          ? t({
              zh: `本件已于${at.zh}提交，编号 ${page.number ?? ''}，没有重复提交。现在${page.stateLabel.zh}。`,
              en: `Already submitted on ${at.en}, number ${page.number ?? ''}. It was not sent twice. Now: ${page.stateLabel.en}.`,
            })
          : t({
              zh: '您的岗位不能提交本件；由本单位专办员提交。',
              en: 'Your post cannot submit this application; a liaison officer of the unit does.',
            })}
      </p>
      <p className="row">
        <Link className="link-button" to={submittedPath(page.id)}>
          {t({ zh: '看提交情况', en: 'See the submission' })}
        </Link>
        <Link className="link-button" to={casePath(page.id)}>
          {t({ zh: '打开办件', en: 'Open the case' })}
        </Link>
      </p>
    </Page>
  );
}
