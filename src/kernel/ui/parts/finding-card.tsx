import { Button } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { instantWords } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { type FindingView, severityWords } from './finding.ts';
import { ReasonPicker, type ReasonValue } from './reason-picker.tsx';

/** One way to mend: goes to the place, or does it. */
export interface Remedy {
  readonly label: Text;
  readonly to?: string;
  readonly onAct?: () => void;
}

export interface GrantedException {
  readonly by: string;
  /** Day or instant. */
  readonly at: string;
  readonly reason: string;
}

export interface FindingCardProps {
  readonly finding: FindingView;
  /** The subject of the rule: 在外天数. Its id always stands at the right. */
  readonly title?: Text;
  /** How to mend it, in words and with buttons that go there. */
  readonly advice?: Text;
  readonly remedies?: readonly Remedy[];
  /** Who may grant an exception, and the act of asking; once granted it stays on the card. */
  readonly exceptionRoute?: { readonly by: Text; readonly onAsk?: () => void };
  readonly exception?: GrantedException;
  /** Since when and by whose decision the office applies the rule; what kind of source it is. */
  readonly basisNote?: Text;
  readonly onBasis?: () => void;
  readonly ruleSet?: string;
  /** When it was checked. */
  readonly checkedAt?: string;
  /** Names of the values that the rule looked at, by key of `params`. */
  readonly valueLabels?: Readonly<Record<string, Text>>;
  /** For rules that want a reason: coded reasons to choose from, and where a written one goes. Left out: read only. */
  readonly reasons?: readonly { readonly code: string; readonly label: Text }[];
  readonly onReason?: (reason: ReasonValue) => void | Promise<void>;
  /** For information: taken note of. */
  readonly onNoted?: () => void;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return Array.isArray(value) ? value.join('、') : String(value);
}

/**
 * What a rule found: what is wrong in numbers, how to mend it with a button that goes there, who may grant an exception, the basis, the
 * values and the time. Severity is word, icon and shape of edge (bar solid, dashed, thin), never colour alone.
 */
export function FindingCard(props: FindingCardProps) {
  const { finding, title, advice, remedies = [], exceptionRoute, exception, reasons, onReason, onNoted } = props;
  const t = useText();
  const heading = useId();
  const severity = severityWords[finding.severity];
  const open = finding.severity !== 'informs' && !exception && finding.reason === null;
  return (
    <article className={`finding finding-${finding.severity}${open ? '' : ' settled'}`} aria-labelledby={heading}>
      <header className="finding-head">
        <p id={heading} className="finding-title">
          <span className={`finding-severity tone-text-${severity.tone}`}>
            <Icon name={severity.icon} />
            {t(severity.label)}
          </span>
          {title && t(title)}
        </p>
        <span className="quiet figures">
          {finding.rule}
          {props.ruleSet && ` · ${t({ zh: `规则集 ${props.ruleSet}`, en: `rule set ${props.ruleSet}` })}`}
        </span>
      </header>
      <p className="finding-words">{t(finding.message)}</p>
      <dl className="finding-facts">
        {(advice || remedies.length > 0) && (
          <Row label={{ zh: '怎么改', en: 'To correct' }}>
            {advice && <span>{t(advice)}</span>}
            {remedies.map((remedy) => (
              <RemedyButton key={remedy.label.zh} remedy={remedy} />
            ))}
          </Row>
        )}
        {exceptionRoute && !exception && (
          <Row label={{ zh: '或', en: 'Or' }}>
            <span>
              {t({
                zh: `申请例外：由${exceptionRoute.by.zh}批准`,
                en: `Ask for an exception, granted by ${exceptionRoute.by.en}`,
              })}
            </span>
            {exceptionRoute.onAsk && (
              <Button size="small" onClick={exceptionRoute.onAsk}>
                {t({ zh: '申请例外…', en: 'Ask for an exception…' })}
              </Button>
            )}
          </Row>
        )}
        {exception && (
          <Row label={{ zh: '已准例外', en: 'Exception granted' }}>
            <span>
              {t({
                zh: `${exception.by}，${exception.at.slice(0, 10)}，理由：${exception.reason}`,
                en: `${exception.by}, ${exception.at.slice(0, 10)}: ${exception.reason}`,
              })}
            </span>
          </Row>
        )}
        <Basis finding={finding} note={props.basisNote} onBasis={props.onBasis} />
        <Values finding={finding} labels={props.valueLabels} checkedAt={props.checkedAt} />
      </dl>
      {finding.severity === 'warns' && finding.reason !== null && (
        <p className="finding-reason">
          <strong>{t({ zh: '已说明：', en: 'Explained: ' })}</strong>
          {finding.reason}
        </p>
      )}
      {finding.severity === 'warns' && onReason && (
        <ReasonEntry given={finding.reason} reasons={reasons ?? []} onReason={onReason} />
      )}
      {finding.severity === 'informs' && onNoted && (
        <Button size="small" onClick={onNoted}>
          {t({ zh: '知道了', en: 'Noted' })}
        </Button>
      )}
    </article>
  );
}

function Row({ label, children }: { readonly label: Text; readonly children: React.ReactNode }) {
  const t = useText();
  return (
    <div className="finding-row">
      <dt>{t(label)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function RemedyButton({ remedy }: { readonly remedy: Remedy }) {
  const t = useText();
  if (remedy.to) return <Link to={remedy.to}>{t(remedy.label)}</Link>;
  return (
    <Button size="small" onClick={remedy.onAct}>
      {t(remedy.label)}
    </Button>
  );
}

function Basis({
  finding,
  note,
  onBasis,
}: {
  readonly finding: FindingView;
  readonly note: Text | undefined;
  readonly onBasis: (() => void) | undefined;
}) {
  const t = useText();
  const { citation } = finding;
  if (!citation && !note) return null;
  const source =
    citation &&
    [citation.title, citation.number, citation.article].filter((part) => part !== null && part !== '').join(' ');
  return (
    <Row label={{ zh: '依据', en: 'Basis' }}>
      {source && <span lang="zh-CN">{source}</span>}
      {note && <span className="quiet">{t(note)}</span>}
      {onBasis && (
        <Button type="link" size="small" onClick={onBasis}>
          {t({ zh: '看依据', en: 'See the basis' })}
        </Button>
      )}
    </Row>
  );
}

function Values({
  finding,
  labels,
  checkedAt,
}: {
  readonly finding: FindingView;
  readonly labels: Readonly<Record<string, Text>> | undefined;
  readonly checkedAt: string | undefined;
}) {
  const t = useText();
  const named = Object.entries(labels ?? {}).filter(([name]) => name in finding.params);
  if (named.length === 0 && !checkedAt) return null;
  const at = checkedAt && instantWords(checkedAt);
  return (
    <Row label={{ zh: '取值', en: 'Values' }}>
      {named.map(([name, label]) => (
        <span key={name} className="figures">
          {t(label)} {valueWords(finding.params[name] ?? null)}
        </span>
      ))}
      {at && <span className="quiet">{t({ zh: `核对于 ${at.zh}`, en: `Checked ${at.en}` })}</span>}
    </Row>
  );
}

interface ReasonEntryProps {
  readonly given: string | null;
  readonly reasons: readonly { readonly code: string; readonly label: Text }[];
  readonly onReason: (reason: ReasonValue) => void | Promise<void>;
}

function ReasonEntry({ given, reasons, onReason }: ReasonEntryProps) {
  const t = useText();
  const [value, setValue] = useState<ReasonValue>({ code: null, text: given ?? '' });
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await onReason(value);
    } finally {
      setSaving(false);
    }
  };
  return (
    <div className="finding-reason-entry">
      <ReasonPicker label={{ zh: '理由', en: 'Reason' }} reasons={reasons} value={value} onChange={setValue} compact />
      <Button size="small" loading={saving} disabled={value.text.trim() === '' && value.code === null} onClick={save}>
        {t({ zh: '保存理由', en: 'Save the reason' })}
      </Button>
    </div>
  );
}
