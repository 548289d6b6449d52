import './application/application.css';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { missionProcess } from '../process.ts';
import { rulesCatalogue } from '../rules/catalogue.ts';
import { standardRoute } from '../standard-route.ts';
import { ownWords } from '../words.ts';
import { paths } from './paths.ts';

/** When a paper is asked for: the same distinctions as the list of required papers. */
const when: Readonly<Partial<Record<keyof typeof ownWords.attachmentPurposes, Text>>> = {
  'request-letter': { zh: '自组团', en: 'own missions' },
  'inviter-note': { zh: '自组团', en: 'own missions' },
  'task-notice': { zh: '参加他团', en: 'joining a mission' },
  'invitation-translation': { zh: '邀请函为外文', en: 'letters in a foreign language' },
  agenda: { zh: '会议、展会', en: 'conferences and exhibitions' },
  'training-approval': { zh: '培训团组', en: 'training' },
  'consent-letter': { zh: '成员来自其他单位', en: 'members of other units' },
  'finance-basis': { zh: '宴请、礼品、会议指定酒店、包车', en: 'banquets, gifts, conference hotels, hired cars' },
  'health-proof': { zh: '退休返聘、高龄人员', en: 're-hired and elderly members' },
  'in-service-proof': { zh: '退休返聘人员', en: 're-hired members' },
};
const asked = [
  'invitation',
  'invitation-translation',
  'commitment',
  'request-letter',
  'inviter-note',
  'task-notice',
  'agenda',
  'training-approval',
  'consent-letter',
  'finance-basis',
  'health-proof',
  'in-service-proof',
] as const;

/** Documents that the rules rest on, each once. */
const bases = [
  ...new Map(
    rulesCatalogue
      .flatMap(({ sources }) => sources)
      .filter(({ number }) => number)
      .map((source) => [source.number, source] as const),
  ).values(),
];
const conditions = rulesCatalogue.filter(
  ({ severity, decidedBy, group }) =>
    severity === 'blocks' && decidedBy === 'data' && !['budget', 'air', 'travel-class', 'tw'].includes(group),
);

/** What the applicant waits for; the journey and the closing of the case have dates of their own. */
const untilGranted = standardRoute.nodes.slice(
  0,
  standardRoute.nodes.findIndex(({ key }) => key === standardRoute.grantedAfter) + 1,
);

/** 办事指南: composed of the process, the papers and the rules that the form itself works by, so that it cannot disagree with them. */
export default function Guide() {
  const t = useText();
  const me = useMe();
  const terms = untilGranted.flatMap(({ key, step, when: condition }) => {
    const found = missionProcess.steps[step];
    return found ? [{ key, label: found.label, days: found.workingDays ?? 0, depends: condition !== undefined }] : [];
  });
  const rows: readonly { readonly label: Text; readonly value: ReactNode }[] = [
    { label: { zh: '事项名称', en: 'Matter' }, value: t(missionProcess.title) },
    {
      label: { zh: '依据', en: 'Basis' },
      value: (
        <details>
          <summary>{t({ zh: `${bases.length} 件文件`, en: `${bases.length} documents` })}</summary>
          <ul lang="zh-CN">
            {bases.map(({ number, title }) => (
              <li key={number}>
                {title}　{number}
              </li>
            ))}
          </ul>
        </details>
      ),
    },
    {
      label: { zh: '谁能办', en: 'Who applies' },
      value: t({
        zh: '派员单位的外事专办员填报，单位负责人签批。赴台由台办办理。',
        en: 'The liaison officer of the sending unit fills in, its head signs. Missions to Taiwan go through the Taiwan affairs office.',
      }),
    },
    {
      label: { zh: '受理条件', en: 'Conditions' },
      value: (
        <details>
          <summary>
            {t({
              zh: `${conditions.length} 项，填报时逐项核对`,
              en: `${conditions.length}, each checked while you fill in`,
            })}
          </summary>
          <ul>
            {conditions.map(({ id, subject, asks }) => (
              <li key={id}>
                <strong>{t(subject)}</strong>　{t(asks)} <span className="quiet figures">{id}</span>
              </li>
            ))}
          </ul>
        </details>
      ),
    },
    {
      label: { zh: '材料', en: 'Papers' },
      value: (
        <ul>
          {asked.map((purpose) => (
            <li key={purpose}>
              {t(ownWords.attachmentPurposes[purpose])}{' '}
              <span className="quiet">
                {t({ zh: '1 份，PDF 或图片', en: '1 copy, PDF or picture' })}
                {when[purpose] && t({ zh: `，${when[purpose].zh}`, en: `, ${when[purpose].en}` })}
              </span>
            </li>
          ))}
          <li className="quiet">
            {t({
              zh: '日程、名单、审批意见表由系统生成，不必提供。',
              en: 'Programme, list of members and opinion sheet are composed by the system.',
            })}
          </li>
        </ul>
      ),
    },
    {
      label: { zh: '流程和时限', en: 'Steps and terms' },
      value: (
        <ol>
          {terms.map(({ key, label, days, depends }) => (
            <li key={key}>
              {t(label)}{' '}
              <span className="quiet">
                {t({ zh: `${days} 个工作日`, en: `${days} working days` })}
                {depends && t({ zh: '（视情况）', en: ' (if needed)' })}
              </span>
            </li>
          ))}
        </ol>
      ),
    },
    { label: { zh: '收费', en: 'Fee' }, value: t({ zh: '不收费', en: 'None' }) },
    {
      label: { zh: '结果', en: 'Result' },
      value: t({ zh: '任务批件，或附理由的不予批准通知', en: 'The approval paper, or a refusal with its reasons' }),
    },
    {
      label: { zh: '在哪办', en: 'Where' },
      value: t({
        zh: '本系统；涉密事项线下办理',
        en: 'In this system; matters under state secrecy are handled offline',
      }),
    },
    { label: { zh: '咨询', en: 'Ask' }, value: t({ zh: me.officeName, en: me.officeNameEnglish }) },
    {
      label: { zh: '监督救济', en: 'Complaints' },
      value: t({
        zh: '对退回、不予批准有异议的，可在办件页说明后请求复核，或向同级纪检监察机关反映。',
        en: 'Whoever disagrees with a return or refusal may ask for a review on the case page, or turn to the discipline inspection.',
      }),
    },
    { label: { zh: '版本', en: 'Version' }, value: <span className="figures">{__VERSION__}</span> },
  ];
  return (
    <Page
      title={{ zh: '办事指南：因公临时出国（境）', en: 'Guide: official missions abroad' }}
      width="reading"
      trail={[{ label: { zh: '因公出国服务台', en: 'Service desk' }, to: paths.serviceDesk }]}
      acts={
        <button type="button" className="link-button" onClick={() => window.print()}>
          <Icon name="print" />
          {t({ zh: '打印指南', en: 'Print the guide' })}
        </button>
      }
    >
      <table className="plain-table guide-table">
        <tbody>
          {rows.map(({ label, value }) => (
            <tr key={label.en}>
              <th scope="row">{t(label)}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="screen-only">
        <Link className="link-button" to={paths.newApplication}>
          {t({ zh: '新建申报', en: 'New application' })}
        </Link>
      </p>
    </Page>
  );
}
