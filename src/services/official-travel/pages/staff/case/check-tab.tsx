import { Button } from 'antd';
import { roles } from '#kernel/identity/roles.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { bySeverity } from '#kernel/ui/parts/finding.ts';
import { FindingCard } from '#kernel/ui/parts/finding-card.tsx';
import type { MissionFinding, MissionPage } from '../../../answers.ts';
import { missionProcess } from '../../../process.ts';
import { applicationPath } from '../../paths.ts';

export interface CheckTabProps {
  readonly page: MissionPage;
  /** Whether the reader may except from this finding now. */
  readonly mayGrant: (finding: MissionFinding) => boolean;
  /** Opens the sheet that grants an exception from this finding. */
  readonly onGrant: (finding: MissionFinding) => void;
}

/** What the rules find, with basis and way out; what they passed; what only a person can judge. */
export function CheckTab({ page, mayGrant, onGrant }: CheckTabProps) {
  const t = useText();
  const { check } = page;
  const sorted = bySeverity(check.findings) as readonly MissionFinding[];
  return (
    <div className="stack">
      {!check.ran && (
        <p className="tone-text-soon">
          {t({
            zh: `还有 ${check.gaps.length} 处没有填好，规则只核对了已填的部分。`,
            en: `${check.gaps.length} places are still open; the rules have checked only what is there.`,
          })}
        </p>
      )}
      {sorted.length === 0 && (
        <p className="tone-text-done">
          {t({ zh: '没有问题，逐条核对结果在下面。', en: 'No findings; what was checked stands below.' })}
        </p>
      )}
      {sorted.map((finding) => (
        <Finding
          key={finding.rule + finding.at}
          page={page}
          finding={finding}
          {...(mayGrant(finding) ? { onGrant: () => onGrant(finding) } : {})}
        />
      ))}
      <Checked
        title={t({
          zh: `须人工判断 ${check.forPerson.length} 项`,
          en: `${check.forPerson.length} for a person to judge`,
        })}
        rows={check.forPerson.map(({ rule, subject, text }) => ({ rule, subject: t(subject), note: t(text) }))}
      />
      <Checked
        title={t({ zh: `通过 ${check.passed.length} 项`, en: `${check.passed.length} passed` })}
        rows={check.passed.map(({ rule, subject }) => ({ rule, subject: t(subject), note: '' }))}
      />
      <Checked
        title={t({ zh: `没有核对 ${check.unchecked.length} 项`, en: `${check.unchecked.length} not checked` })}
        rows={check.unchecked.map(({ rule, subject, reason }) => ({ rule, subject: t(subject), note: reason }))}
      />
    </div>
  );
}

function Finding({
  page,
  finding,
  onGrant,
}: {
  readonly page: MissionPage;
  readonly finding: MissionFinding;
  readonly onGrant?: () => void;
}) {
  const t = useText();
  const { exception } = finding;
  const code = exception && missionProcess.exceptionReasons[exception.code];
  const writable = page.writable.includes(finding.section);
  return (
    <div className="stack finding-with-act">
      <FindingCard
        finding={finding}
        {...(exception?.state === 'granted'
          ? {
              exception: {
                by: exception.by?.name ?? '',
                at: exception.at ?? '',
                reason: [code && t(code), exception.text].filter(Boolean).join(t({ zh: '，', en: ', ' })),
              },
            }
          : exception?.state === 'asked' || onGrant
            ? { exceptionRoute: { by: roles['office-head'] } }
            : {})}
        remedies={
          writable
            ? [
                {
                  label: {
                    zh: `去改${missionProcess.sections[finding.section]?.zh ?? ''}`,
                    en: `To ${missionProcess.sections[finding.section]?.en ?? finding.section}`,
                  },
                  to: applicationPath(page.id, finding.section, finding.at),
                },
              ]
            : []
        }
      />
      {exception?.state === 'asked' && (
        <p className="tone-text-soon">
          {t({
            zh: `申报单位申请例外：${code?.zh ?? ''}，${exception.text}`,
            en: `The applicant asks for an exception: ${code?.en ?? ''}, ${exception.text}`,
          })}
        </p>
      )}
      {onGrant && (
        <p>
          <Button onClick={onGrant}>{t({ zh: '准予例外…', en: 'Grant an exception…' })}</Button>
        </p>
      )}
    </div>
  );
}

function Checked({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly { readonly rule: string; readonly subject: string; readonly note: string }[];
}) {
  if (rows.length === 0) return null;
  return (
    <details className="section-facts">
      <summary>
        <h2>{title}</h2>
      </summary>
      <ul className="rule-notes">
        {rows.map((row) => (
          <li key={row.rule}>
            <span className="figures">{row.rule}</span> {row.subject}{' '}
            {row.note && <span className="quiet">{row.note}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
