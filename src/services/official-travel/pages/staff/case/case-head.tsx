import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { Due } from '#kernel/ui/parts/due.ts';
import { HolderLine } from '#kernel/ui/parts/holder-line.tsx';
import { PathSteps } from '#kernel/ui/parts/path-steps.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import type { MissionPage } from '../../../answers.ts';
import { applicationSections } from '../../../model.ts';
import { applicationPath } from '../../paths.ts';

function dueOf(page: Pick<MissionPage, 'due' | 'provisional' | 'suspended' | 'since'>): Due | undefined {
  if (page.due === null) return undefined;
  return {
    dueAt: page.due,
    ...(page.provisional ? { provisional: true } : {}),
    ...(page.suspended && page.since ? { paused: { since: page.since } } : {}),
  };
}

/** Status, who holds it since when and until when, and the path of this case. */
export function CaseHead({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const due = dueOf(page);
  const current = page.path.filter((item) => item.status === 'current');
  const stage =
    current.length > 0
      ? {
          zh: current.map(({ label }) => label.zh).join('、'),
          en: current.map(({ label }) => label.en).join(', '),
        }
      : page.stateLabel;
  return (
    <>
      <div className="row">
        <StatusTag label={page.stateLabel} tone={page.tone} />
        {page.holder && (
          <HolderLine
            stage={stage}
            holders={[t(page.holder)]}
            {...(page.since ? { since: page.since } : {})}
            {...(due ? { due } : {})}
            {...before(page)}
          />
        )}
        <span className="quiet">{page.unit.name}</span>
      </div>
      {page.path.length > 0 && <PathSteps path={page.path} />}
    </>
  );
}

/** Who acted last, worded for the holder line. */
function before(page: MissionPage): { readonly previous?: string } {
  const last = page.history.findLast((entry) => !entry.system && entry.by !== null);
  return last?.by ? { previous: `${last.by.name} ${tableInstant(last.at).slice(5, 10)}` } : {};
}

/** Not acts on the case: fill in, print, send the address on. */
export function PageActs({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const share = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
  };
  return (
    <span className="row screen-only">
      {applicationSections.some((section) => page.writable.includes(section)) && (
        <Link className="link-button" to={applicationPath(page.id)}>
          <Icon name="pencil" />
          {t({ zh: '填写申报', en: 'Fill in' })}
        </Link>
      )}
      <Button icon={<Icon name="print" />} onClick={() => window.print()}>
        {t({ zh: '打印', en: 'Print' })}
      </Button>
      <Button icon={<Icon name="link" />} onClick={() => void share()}>
        {copied ? t({ zh: '链接已复制', en: 'Link copied' }) : t({ zh: '复制链接', en: 'Copy the link' })}
      </Button>
    </span>
  );
}
