import { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { CaseTimeline } from '#kernel/ui/parts/case-timeline.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty, Loading, NoPermission, NotFound, PartFailed, ReadOnly, Stale } from '#kernel/ui/parts/page-states.tsx';
import { ApprovalPage } from '#kernel/ui/patterns/approval-page.tsx';
import { RecordFacts } from '#kernel/ui/patterns/facts.tsx';
import { PrintSheet } from '#kernel/ui/patterns/print-sheet.tsx';
import { ReviewPage } from '#kernel/ui/patterns/review-page.tsx';
import { filled, findings, history, mission } from './samples.ts';

const noop = () => undefined;

export function StateParts() {
  const t = useText();
  return (
    <Page title={{ zh: '页面状态', en: 'States of a page' }}>
      <ReadOnly
        why={{ zh: '本件已归档，只能查看。', en: 'This case is archived and can only be read.' }}
        icon="archive"
      />
      <Stale
        what={{ zh: '王敏 14:35 修改了行程。', en: '王敏 changed the itinerary at 14:35.' }}
        onRefresh={noop}
        onCompare={noop}
      />
      <Loading what={{ zh: '办件', en: 'the case' }} rows={3} />
      <Empty
        why={{
          zh: '没有待办。最近一件于今天 10:12 办结。',
          en: 'Nothing to do. The last case was closed at 10:12 today.',
        }}
      >
        <p>{t({ zh: '本周到期 3 件，最早是 11月25日。', en: 'Three are due this week, the first on 25 Nov.' })}</p>
      </Empty>
      <PartFailed
        what={{ zh: '附件', en: 'Files' }}
        problem={
          new ProblemError(503, 'x', {
            zh: '存储暂时不可用，请稍候再试。',
            en: 'Storage is not available; try again shortly.',
          })
        }
        onRetry={noop}
      />
      <NoPermission
        text={{
          zh: '您的岗位管宿城区，本件属沭阳县，不能办理。需要时请联系综合处周* 0527-xxxx。',
          en: 'Your post covers Sucheng; this case belongs to Shuyang. If needed, contact the general section.',
        }}
      />
      <NotFound />
    </Page>
  );
}

export function ReviewSample() {
  return (
    <ReviewPage
      number="321300-2026-0147"
      faults={[{ at: '/title', code: 'required', message: { zh: '请填写团长。', en: 'Enter the head of mission.' } }]}
      findings={findings}
      onGo={noop}
      groups={[
        {
          key: 'basics',
          title: { zh: '任务与时间', en: 'Task and time' },
          changeTo: '/desk/gallery/form',
          children: <RecordFacts schema={mission} value={filled} before={{ ...filled, days: 8 }} />,
        },
      ]}
      willHappen={[
        {
          zh: '提交后：单位负责人签批 › 经费先行审核 › 公示 5 个工作日 › 市农业农村局初审 › 市外办',
          en: 'Next: unit signature, budget pre-review, 5 working days of notice, first review, the office',
        },
        {
          zh: '预计：若不退回，约 2026-12-07 出批件（近一年同类中位数 22 个工作日，不是承诺）',
          en: 'Expected: about 7 Dec 2026 if not returned (median of 22 working days last year, no promise)',
        },
        {
          zh: '占用：2027 年计划 1 个团组、6 人次；预算 214,600.00 元',
          en: 'Reserves: 1 mission and 6 person-trips of the 2027 plan; CNY 214,600.00',
        },
      ]}
      statement={{
        zh: '以上内容真实，不含国家秘密；没有配偶子女同行；邀请未经中介',
        en: 'The above is true and holds no state secret; no family travels along; no agency arranged the invitation',
      }}
      submitLabel={{ zh: '提交审核', en: 'Submit for review' }}
      backTo="/desk/gallery/form"
      onSubmit={noop}
    />
  );
}

export function ApprovalSample() {
  return (
    <ApprovalPage
      title="市农技中心赴日本、韩国农产品推介团"
      status={{ label: { zh: '待市领导', en: 'Awaiting city leader' }, tone: 'blue' }}
      place={{ at: 1, of: 3 }}
      backTo="/desk/gallery"
      essentials={[
        { zh: '6 人　8 天　2027-03-09 至 03-16', en: '6 persons, 8 days, 2027-03-09 to 03-16' },
        { zh: '日本 4 天、韩国 4 天', en: 'Japan 4 days, Korea 4 days' },
        { zh: '214,600.00 元　财政拨款　先审已核定', en: 'CNY 214,600.00, public funds, pre-review done' },
      ]}
      findings={findings.slice(2, 3)}
      passed={23}
      since={{ zh: '上次退回：邀请函缺签字，已补', en: 'Returned before: a signature was missing; it is there now' }}
      opinions={['财务：同意　组织：同意', '市外办 李静：拟同意 11-24']}
      papers={[
        { id: '1', title: { zh: '请示', en: 'Request' }, pages: 2, read: true, onOpen: noop },
        { id: '2', title: { zh: '日程', en: 'Programme' }, pages: 1, read: false, onOpen: noop },
      ]}
      history={{ steps: 5, children: <CaseTimeline entries={history} /> }}
      nextStep={{ zh: '出批件（市外办）', en: 'The office issues the paper' }}
      refuse={{ key: 'refuse', label: { zh: '不同意…', en: 'Do not approve…' }, onAct: noop }}
      giveBack={{ key: 'return', label: { zh: '退回…', en: 'Return…' }, onAct: noop }}
      approve={{ key: 'approve', label: { zh: '同意', en: 'Approve' }, onAct: noop }}
      more={[
        { key: 'add', label: { zh: '加签', en: 'Add a signer' }, onAct: noop },
        { key: 'transfer', label: { zh: '转办', en: 'Transfer' }, onAct: noop },
        { key: 'consult', label: { zh: '征求意见', en: 'Consult' }, onAct: noop },
      ]}
    />
  );
}

export function PrintSample() {
  return (
    <Page title={{ zh: '打印单', en: 'Sheet for print' }}>
      <PrintSheet
        title="因公出国（境）任务审批意见表"
        printedBy="市外办 李静"
        note={{ zh: '样张', en: 'Specimen' }}
        verification={{
          number: '321300-2026-0147',
          code: '7F3K-22QX-9BTA',
          address: 'http://localhost/verify/7F3K22QX9BTA',
        }}
      >
        <RecordFacts schema={mission} value={filled} only={['title', 'departure', 'return', 'days', 'budget']} />
      </PrintSheet>
    </Page>
  );
}
