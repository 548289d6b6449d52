import { Button } from 'antd';
import { useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { FindingCard, type Remedy } from '#kernel/ui/parts/finding-card.tsx';
import type { ReasonValue } from '#kernel/ui/parts/reason-picker.tsx';
import type { MissionFinding } from '../../answers.ts';
import { type Section, sections } from '../../model.ts';
import { missionProcess } from '../../process.ts';
import { byRule, comesLater, leastReason, titleOf, viewOf } from './check-views.ts';
import { ExceptionRequest } from './exception-request.tsx';
import { labelAt } from './open-gaps.ts';

/** 去改：拟抵境日 — the field by its own name, else the section. */
export function goLabel({ section, at }: Pick<MissionFinding, 'section' | 'at'>): Text {
  const schema = section in sections ? sections[section as Section] : undefined;
  const field = schema && labelAt(schema, at.split('/').slice(1));
  const name = field ?? missionProcess.sections[section] ?? { zh: section, en: section };
  return { zh: `去改：${name.zh}`, en: `Go to: ${name.en}` };
}

export interface FindingCardsProps {
  readonly findings: readonly MissionFinding[];
  readonly readOnly: boolean;
  readonly onGo: (finding: MissionFinding) => void;
  readonly onReason: (rule: string, text: string) => void;
  /** A change that mends it in one press, where there is only one. */
  readonly mendOf?: (finding: MissionFinding) => Remedy | null;
  readonly onException: (rule: string, request: { readonly code: string; readonly text: string } | null) => void;
}

export function FindingCards(props: FindingCardsProps) {
  const t = useText();
  const now = byRule(props.findings.filter((finding) => !comesLater(finding)));
  const later = byRule(props.findings.filter(comesLater));
  if (props.findings.length === 0) return null;
  return (
    <div className="stack">
      {now.map((finding) => (
        <OneFinding key={`${finding.rule}${finding.section}`} {...props} finding={finding} />
      ))}
      {later.length > 0 && (
        <details className="section-gaps">
          <summary>
            {t({
              zh: `提交后再办的 ${later.length} 项（不影响提交）`,
              en: `${later.length} for after the submission (does not hold it up)`,
            })}
          </summary>
          <div className="stack">
            {later.map((finding) => (
              <OneFinding key={`${finding.rule}${finding.section}`} {...props} finding={finding} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function OneFinding({
  finding,
  readOnly,
  onGo,
  onReason,
  onException,
  mendOf,
}: FindingCardsProps & { finding: MissionFinding }) {
  const t = useText();
  const [short, setShort] = useState(false);
  const [asking, setAsking] = useState(false);
  const mend = readOnly ? null : (mendOf?.(finding) ?? null);
  const remedies: readonly Remedy[] = [
    { label: goLabel(finding), onAct: () => onGo(finding) },
    ...(mend ? [mend] : []),
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
