import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import { FindingCard, type Remedy } from '#kernel/ui/parts/finding-card.tsx';
import type { ReasonValue } from '#kernel/ui/parts/reason-picker.tsx';
import type { MissionFinding } from '../../answers.ts';
import type { ApplicationSection } from '../../model.ts';
import { missionProcess } from '../../process.ts';
import { titleOf, viewOf } from './check-views.ts';
import { ExceptionRequest } from './exception-request.tsx';

/** What a reason or a request for an exception must hold at least (model: statements). */
export const leastReason = 10;

const sectionName = (section: string) => missionProcess.sections[section] ?? { zh: section, en: section };

export interface FindingCardsProps {
  readonly findings: readonly MissionFinding[];
  readonly readOnly: boolean;
  readonly onGo: (finding: MissionFinding) => void;
  readonly onReason: (rule: string, text: string) => void;
  readonly onException: (rule: string, request: { readonly code: string; readonly text: string } | null) => void;
  /** The section that is open: a remedy in it needs no words about where to go. */
  readonly section?: ApplicationSection | null;
}

export function FindingCards(props: FindingCardsProps) {
  return (
    <div className="stack">
      {props.findings.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule may be broken at one place in several ways
        <OneFinding key={`${finding.rule}${finding.at}${index}`} finding={finding} {...props} />
      ))}
    </div>
  );
}

function OneFinding({
  finding,
  readOnly,
  onGo,
  onReason,
  onException,
}: FindingCardsProps & { finding: MissionFinding }) {
  const t = useText();
  const [short, setShort] = useState(false);
  const [asking, setAsking] = useState(false);
  const name = sectionName(finding.section);
  const remedies: readonly Remedy[] = [
    { label: { zh: `去改：${name.zh}`, en: `Go to: ${name.en}` }, onAct: () => onGo(finding) },
  ];
  const takeReason = ({ text }: ReasonValue) => {
    const words = text.trim();
    setShort(words.length < leastReason);
    if (words.length >= leastReason) onReason(finding.rule, words);
  };
  const granted = finding.exception?.state === 'granted' ? finding.exception : null;
  const asked = finding.exception?.state === 'asked' ? finding.exception : null;
  const reasonWord = (code: string) => t(missionProcess.exceptionReasons[code] ?? { zh: code, en: code });
  return (
    <div className="stack-close" id={`finding-${finding.rule}`} tabIndex={-1}>
      <FindingCard
        finding={viewOf(finding)}
        title={titleOf(finding)}
        remedies={remedies}
        {...(finding.severity === 'blocks' && !readOnly && !asked
          ? {
              exceptionRoute: {
                by: { zh: '市外办负责人', en: 'the head of the office' },
                onAsk: () => setAsking(true),
              },
            }
          : {})}
        {...(granted
          ? {
              exception: {
                by: granted.by?.name ?? '',
                at: granted.at ?? '',
                reason: `${reasonWord(granted.code)}，${granted.text}`,
              },
            }
          : {})}
        {...(finding.severity === 'warns' && !readOnly ? { onReason: takeReason } : {})}
      />
      {short && (
        <p className="field-fault" role="alert">
          {t({
            zh: `理由不能少于 ${leastReason} 个字，没有保存。`,
            en: `A reason has at least ${leastReason} characters; not saved.`,
          })}
        </p>
      )}
      {finding.blocks === 'approve' && finding.severity !== 'informs' && !asked && (
        <p className="quiet">
          {t({
            zh: '不影响提交；市外办审批前须办好。',
            en: 'Does not hold up the submission; must be in order before the office approves.',
          })}
        </p>
      )}
      {asked && (
        <p className="asked-exception">
          <strong>{t({ zh: '已申请例外：', en: 'Exception asked for: ' })}</strong>
          {reasonWord(asked.code)}
          {t({ zh: '，', en: ', ' })}
          {asked.text}{' '}
          <span className="quiet">{t({ zh: '由市外办负责人决定', en: 'the head of the office decides' })}</span>
          {!readOnly && (
            <Button size="small" onClick={() => onException(finding.rule, null)}>
              {t({ zh: '撤回申请', en: 'Withdraw the request' })}
            </Button>
          )}
        </p>
      )}
      {asking && (
        <ExceptionRequest
          finding={finding}
          onClose={() => setAsking(false)}
          onAsk={(request) => {
            onException(finding.rule, request);
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}
