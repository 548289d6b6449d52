import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import { CaseTimeline } from '#kernel/ui/parts/case-timeline.tsx';
import { DocumentChip, FigureChip, PersonChip, UnitChip } from '#kernel/ui/parts/chips.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { EvidenceList } from '#kernel/ui/parts/evidence-list.tsx';
import { FindingCard } from '#kernel/ui/parts/finding-card.tsx';
import { FindingRail } from '#kernel/ui/parts/finding-rail.tsx';
import { HolderLine } from '#kernel/ui/parts/holder-line.tsx';
import { OpenActs } from '#kernel/ui/parts/open-acts.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { PathSteps } from '#kernel/ui/parts/path-steps.tsx';
import { ReasonPicker, type ReasonValue } from '#kernel/ui/parts/reason-picker.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import { LockCard } from '#kernel/ui/patterns/lock-card.tsx';
import { findings, history, now, path, rows } from './samples.ts';

const noop = () => undefined;

export function CaseParts() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ReasonValue>({ code: null, text: '' });
  const [first, second, third, fourth] = findings;
  return (
    <Page
      title={{ zh: '市农技中心赴日本、韩国农产品推介团', en: 'Agricultural promotion in Japan and Korea' }}
      number="321300-2026-0147"
      trail={[
        { label: { zh: '待办', en: 'To do' }, to: '/desk/gallery' },
        { label: { zh: '因公出国（境）', en: 'Official travel' }, to: '/desk/gallery/list' },
      ]}
      head={
        <>
          <HolderLine
            stage={{ zh: '市外办审核', en: 'Review by the office' }}
            holders={['李静']}
            since="2026-11-20"
            due={{ dueAt: '2026-11-25T16:00:00Z' }}
            previous="市农业农村局 孙* 11月19日"
            now={now}
          />
          <PathSteps path={path} />
        </>
      }
      acts={
        <>
          <StatusTag label={{ zh: '审核中', en: 'Under review' }} tone="blue" />
          <Button>{t({ zh: '打印', en: 'Print' })}</Button>
        </>
      }
    >
      <div className="case-page">
        <div className="stack">
          <Facts
            items={[
              { label: { zh: '时间', en: 'Time' }, value: '2027-03-09 至 2027-03-17', was: '2027-03-16' },
              {
                label: { zh: '天数', en: 'Days' },
                value: (
                  <FigureChip
                    value={9}
                    unit={{ zh: '天', en: 'days' }}
                    arithmetic={{ zh: '03-09 至 03-17，离、抵境当日都计入', en: '03-09 to 03-17, both ends count' }}
                  />
                ),
              },
              {
                label: { zh: '成员', en: 'Members' },
                value: <PersonChip name="张*" post="副处长" unit="市农技中心" />,
              },
              { label: { zh: '单位', en: 'Unit' }, value: <UnitChip name="市农技中心" to="/desk/gallery" /> },
              {
                label: { zh: '文书', en: 'Document' },
                value: (
                  <DocumentChip
                    title="任务批件"
                    number="外批〔2026〕37号"
                    state={{ label: { zh: '已签发', en: 'Signed' }, tone: 'green' }}
                    to="/desk/gallery"
                  />
                ),
              },
              {
                label: { zh: '同类', en: 'Same kind' },
                value: <FigureChip value={12480} unit={{ zh: '批', en: 'approvals' }} to="/desk/gallery/list" />,
              },
            ]}
          />
          {first && (
            <FindingCard
              finding={first}
              title={{ zh: '在外天数超限', en: 'Days abroad' }}
              ruleSet="2026.1"
              advice={{ zh: '把抵境日期改为 3月16日或更早', en: 'Move the return to 16 Mar or earlier' }}
              remedies={[
                { label: { zh: '去改日程', en: 'To the programme' }, to: '/desk/gallery/form' },
                { label: { zh: '改到 3-16', en: 'Set 16 Mar' }, onAct: noop },
              ]}
              exceptionRoute={{ by: { zh: '市外办负责人', en: 'the head of the office' }, onAsk: noop }}
              basisNote={{
                zh: '内部文件，按公开执行规定转述；本办 2026-03-01 核定启用，参数 8 天',
                en: 'Internal source, rendered through a published rule; in use here since 2026-03-01',
              }}
              valueLabels={{ countries: { zh: '国家数', en: 'Countries' }, days: { zh: '天数', en: 'Days' } }}
              checkedAt="2026-11-05T06:32:00Z"
            />
          )}
          {second && (
            <FindingCard
              finding={second}
              title={{ zh: '班子成员同团', en: 'Leaders together' }}
              reasons={[{ code: 'tasks', label: { zh: '任务分工', en: 'Division of tasks' } }]}
              onReason={noop}
            />
          )}
          {third && (
            <FindingCard
              finding={third}
              title={{ zh: '提前量', en: 'Lead time' }}
              exception={{ by: '刘*', at: '2026-11-20', reason: '展会不能改期' }}
            />
          )}
          {fourth && (
            <FindingCard finding={fourth} title={{ zh: '周六无公务安排', en: 'Free Saturday' }} onNoted={noop} />
          )}
          <FindingRail findings={findings} onGo={noop} passed={{ count: 23 }} />
          <LockCard
            what={{ zh: '张伟暂不能列入新团', en: '张伟 cannot join a new mission' }}
            not={{ zh: '本单位其他人；在办的团组照常', en: 'Others of the unit; running cases' }}
            since="2026-11-16"
            facts={[
              { zh: '1 本公务护照应于 11月15日归还，已逾期 8 天', en: '1 passport was due on 15 Nov, 8 days late' },
            ]}
            lifts={{ zh: '归还登记后自动解除', en: 'Recording the return' }}
            ask={{ zh: '证照室 陈* 0527-xxxx', en: 'Documents section, 0527-xxxx' }}
            acts={<Button size="small">{t({ zh: '申诉…', en: 'Appeal…' })}</Button>}
          />
          <CaseTimeline entries={history} />
          <EvidenceList
            items={[{ id: '1', kind: 'document', title: '邀请函', reference: '2026-10-30', to: '/desk/gallery' }]}
          />
          <EvidenceList items={[]} />
          <div className="row">
            {rows.map((row) => (
              <StatusTag key={row.id} label={row.label} tone={row.tone} />
            ))}
          </div>
          <div className="row">
            {['2026-12-06', '2026-11-26', '2026-11-24', '2026-11-21'].map((dueAt) => (
              <DueLabel key={dueAt} due={{ dueAt }} now={now} />
            ))}
            <DueLabel due={{ dueAt: '2026-11-20', paused: { since: '2026-11-12' } }} now={now} />
            <DueLabel due={{ dueAt: '2027-01-08', provisional: true }} now={now} />
          </div>
        </div>
        <OpenActs
          reader="李静"
          open={[
            { command: 'approve', label: { zh: '同意，转市领导', en: 'Approve, to the city leader' } },
            { command: 'return', label: { zh: '退回补正…', en: 'Return for correction…' } },
            {
              command: 'addSigner',
              label: { zh: '加签…', en: 'Add a signer…' },
              effect: {
                zh: '三人中两人同意即通过，加一人后仍为两人',
                en: 'Two of three suffice; still two after adding one',
              },
            },
          ]}
          closed={[
            {
              command: 'issue',
              label: { zh: '出批件', en: 'Issue the paper' },
              text: { zh: '还差 市领导审批', en: 'The city leader has not decided' },
            },
          ]}
          onAct={() => setOpen(true)}
        />
      </div>
      <ConfirmSheet
        open={open}
        title={{ zh: '退回补正 农产品推介团', en: 'Return for correction: promotion' }}
        sentence={{
          zh: '退回给市农技中心补正，期限 11月30日，补好后直接回到您。',
          en: 'Goes back to the unit until 30 Nov, then straight back to you.',
        }}
        takeBack={{ zh: '对方办理前可撤回', en: 'You can take it back until they act' }}
        act={{ zh: '退回补正', en: 'Return' }}
        missing={reason.text === '' ? { zh: '请先写明退回原因。', en: 'Write the reason first.' } : null}
        onAct={() => setOpen(false)}
        onClose={() => setOpen(false)}
      >
        <ReasonPicker
          label={{ zh: '退回原因', en: 'Reason' }}
          reasons={[{ code: 'papers', label: { zh: '材料问题', en: 'Papers' } }]}
          value={reason}
          onChange={setReason}
        />
      </ConfirmSheet>
    </Page>
  );
}
