import '../staff.css';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { severityWords } from '#kernel/ui/parts/finding.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { listRules, type OfficeRuleRow } from '../../../office-rules/endpoints.ts';
import { RuleHistory } from './rule-history.tsx';
import { RuleSheet } from './rule-sheet.tsx';
import { deciders, figureWords, groupWords, isSetRule, verifiedWords } from './rule-words.ts';

const views = {
  all: { zh: '全部', en: 'All' },
  unconfirmed: { zh: '未核定', en: 'Not confirmed' },
  off: { zh: '本市不执行', en: 'Not enforced here' },
  person: { zh: '须人工判断', en: 'For a person to judge' },
} as const;
type View = keyof typeof views;

function fits(rule: OfficeRuleRow, view: View): boolean {
  if (view === 'unconfirmed') return rule.unconfirmed;
  if (view === 'off') return rule.value?.applies === false;
  return view === 'all' || rule.decidedBy === view;
}

/** Every rule with its basis; what the head of the office has laid down for the city, since when and why; figures can be tried out first. */
export default function RuleList() {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const answer = useRead(listRules);
  const [changing, setChanging] = useState<OfficeRuleRow | null>(null);
  const asked = search.get('view') ?? 'all';
  const view: View = asked in views ? (asked as View) : 'all';
  const words = (search.get('q') ?? '').trim().toLowerCase();
  const to = (changes: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  };
  const says = (rule: OfficeRuleRow) =>
    [rule.id, t(rule.subject), t(rule.asks), ...rule.sources.map(({ title, number }) => `${title}${number ?? ''}`)]
      .join(' ')
      .toLowerCase()
      .includes(words);
  return (
    <Page title={{ zh: '规则', en: 'Rules' }}>
      <Answered of={answer} part={{ zh: '规则', en: 'Rules' }} rows={12}>
        {({ rules, mayChange, mayTry }) => {
          const chosen = rules.filter((rule) => fits(rule, view) && says(rule));
          return (
            <div className="stack">
              <p className="quiet">
                {t({
                  zh: '核对按办理当日有效的规则和本市核定的参数进行；在办件按其报送日。未核定的参数来源不足两处，请对照本市文件核定后执行。',
                  en: 'Missions are checked by the rules in force on the day of the act, with the figures the city has confirmed. Figures not confirmed are attested by fewer than two texts: compare the city’s own papers.',
                })}
              </p>
              <nav className="views" aria-label={t({ zh: '范围', en: 'Scope' })}>
                {(Object.keys(views) as View[]).map((one) => (
                  <a
                    key={one}
                    href={`?view=${one}`}
                    {...(one === view ? { 'aria-current': 'page' as const } : {})}
                    onClick={(event) => {
                      event.preventDefault();
                      to({ view: one === 'all' ? '' : one });
                    }}
                  >
                    {t(views[one])} <span className="figures">{rules.filter((rule) => fits(rule, one)).length}</span>
                  </a>
                ))}
              </nav>
              <Input
                allowClear
                aria-label={t({ zh: '按编号、名称、依据查找', en: 'Find by id, name or basis' })}
                placeholder={t({ zh: '按编号、名称、依据查找', en: 'Find by id, name or basis' })}
                defaultValue={search.get('q') ?? ''}
                onChange={(event) => to({ q: event.target.value })}
                style={{ maxWidth: 360 }}
              />
              {chosen.length === 0 && <Empty why={{ zh: '没有符合的规则。', en: 'No rule fits.' }} />}
              <ul className="cards">
                {chosen.map((rule) => (
                  <RuleCard
                    key={rule.id}
                    rule={rule}
                    {...((mayChange || mayTry) && isSetRule(rule) ? { onChange: () => setChanging(rule) } : {})}
                    mayChange={mayChange}
                  />
                ))}
              </ul>
              {changing && <RuleSheet rule={changing} mayChange={mayChange} onClose={() => setChanging(null)} />}
            </div>
          );
        }}
      </Answered>
    </Page>
  );
}

function RuleCard({
  rule,
  mayChange,
  onChange,
}: {
  readonly rule: OfficeRuleRow;
  readonly mayChange: boolean;
  readonly onChange?: () => void;
}) {
  const t = useText();
  const severity = severityWords[rule.severity];
  const figures = figureWords(rule.id, rule.value);
  return (
    <li className="card" style={{ alignContent: 'start' }}>
      <header className="row spread">
        <h2>
          <span className="figures">{rule.id}</span> {t(rule.subject)}
        </h2>
        <span className="row">
          <StatusTag label={severity.label} tone={severity.tone} icon={severity.icon} />
          {rule.value?.applies === false && (
            <StatusTag label={{ zh: '本市不执行', en: 'Not enforced' }} tone="neutral" icon="document" />
          )}
          {rule.unconfirmed && <StatusTag label={{ zh: '未核定', en: 'Not confirmed' }} tone="soon" icon="alert" />}
        </span>
      </header>
      <p>{t(rule.asks)}</p>
      <p className="quiet">
        {t(groupWords(rule.group))}
        {t({ zh: '；', en: '; ' })}
        {t(deciders[rule.decidedBy])}
        {t({ zh: '；', en: '; ' })}
        {t(verifiedWords[rule.verified])}
        {rule.inForce.from && t({ zh: `；${rule.inForce.from} 起`, en: `; from ${rule.inForce.from}` })}
        {rule.inForce.to && t({ zh: `，至 ${rule.inForce.to}`, en: ` until ${rule.inForce.to}` })}
      </p>
      {rule.sources.length > 0 && (
        <details>
          <summary>{t({ zh: `依据 ${rule.sources.length} 件`, en: `Basis: ${rule.sources.length}` })}</summary>
          <ul lang="zh-CN">
            {rule.sources.map(({ source, title, number, article }) => (
              <li key={source}>
                {title}　{number ?? ''} <span className="quiet">{article ?? ''}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {figures.length > 0 && (
        <ul className="small-rows">
          {figures.map(({ label, value }) => (
            <li key={label.en}>
              <span className="quiet">{t(label)}</span> <strong className="figures">{t(value)}</strong>
            </li>
          ))}
        </ul>
      )}
      <RuleHistory rule={rule} />
      {onChange && (
        <p className="screen-only">
          <Button size="small" onClick={onChange}>
            {mayChange ? t({ zh: '核定参数…', en: 'Set…' }) : t({ zh: '试算…', en: 'Try out…' })}
            <span className="for-readers"> {rule.id}</span>
          </Button>
        </p>
      )}
    </li>
  );
}
