import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { moneyWords, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { FigureChip, PersonChip } from '#kernel/ui/parts/chips.tsx';
import { type Fact, Facts, RecordFacts } from '#kernel/ui/patterns/facts.tsx';
import type { MissionPage } from '../../../answers.ts';
import { tableWords } from '../../../budget/rate-table.ts';
import { invitation } from '../../../model/journey.ts';
import { applicationSections, type Section, sections } from '../../../model.ts';
import { missionProcess } from '../../../process.ts';
import { words } from '../../../words.ts';
import { planPath } from '../staff-paths.ts';
import { MendedCard } from './mended-card.tsx';
import {
  clearedWords,
  fundingWords,
  leaderOf,
  memberNames,
  missionOf,
  periodWords,
  regionWords,
  sectionOf,
  wordOf,
} from './mission-facts.ts';
import { OpinionForm } from './opinion-form.tsx';
import { opinionsOf } from './opinions-of.ts';
import { sectionTables, sectionWords, withNames } from './section-words.tsx';

/** Facts as people ask for them: who, when, where, why, money; below, everything as it was filled in. */
export function FactsTab({ page }: { readonly page: MissionPage }) {
  const { narrow } = useLooks();
  const opinions = (Object.keys(sections) as Section[]).filter(
    (section) =>
      !(applicationSections as readonly string[]).includes(section) &&
      page.content[section] !== null &&
      !page.writable.includes(section),
  );
  return (
    <div className="stack">
      <MendedCard page={page} />
      <Summary page={page} />
      {opinionsOf(page).map((section) => (
        <OpinionForm key={`${page.id}${section}`} page={page} section={section} />
      ))}
      {opinions.map((section) => (
        <SectionFacts key={section} page={page} section={section} open />
      ))}
      {applicationSections.map((section) => (
        <SectionFacts
          key={section}
          page={page}
          section={section}
          open={!narrow && (section === 'basics' || section === 'members')}
        />
      ))}
    </div>
  );
}

function Summary({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const { facts } = page.check;
  const mission = missionOf(page);
  const leader = leaderOf(page);
  const dash = '—';
  const say = (text: Text | null): ReactNode => (text ? t(text) : dash);
  const [departure, back] = [mission.route?.departure, mission.route?.return];
  const items: Fact[] = [
    { label: { zh: '任务', en: 'Task' }, value: mission.basics?.task ?? dash },
    {
      label: { zh: '类别', en: 'Kind' },
      value: [
        wordOf(words.missionKinds, mission.basics?.kind),
        wordOf(words.missionCategories, mission.basics?.category),
        wordOf(words.purposeTypes, mission.basics?.purposeType),
      ]
        .filter((one) => one !== null)
        .map((one) => t(one))
        .join(' · '),
    },
    {
      label: { zh: '时间', en: 'When' },
      value: (
        <span className="row">
          {say(periodWords(departure, back))}
          {facts.days !== null && (
            <>
              <FigureChip value={facts.days} unit={{ zh: '天', en: 'days' }} />
              <Calculated
                how={{ zh: '抵境日 − 离境日 + 1，两头都计入', en: 'return − departure + 1, both ends count' }}
              />
            </>
          )}
        </span>
      ),
    },
    {
      label: { zh: '国家（地区）', en: 'Where' },
      value: (
        <span className="row">
          {say(facts.visitedRegions && regionWords(facts.visitedRegions))}
          {facts.countedRegions !== null && (
            <>
              <FigureChip value={facts.countedRegions.length} unit={{ zh: '个', en: 'counted' }} />
              <Calculated how={{ zh: '不出机场的经停不计', en: 'airside transit does not count' }} />
            </>
          )}
        </span>
      ),
    },
    {
      label: { zh: '成员', en: 'Members' },
      value: (
        <span className="row">
          <FigureChip value={facts.members ?? dash} unit={{ zh: '人', en: 'people' }} />
          {leader && (
            <PersonChip
              name={leader.name}
              post={leader.post || t({ zh: '团长', en: 'head' })}
              unit={t({ zh: '团长', en: 'head of mission' })}
            />
          )}
        </span>
      ),
    },
    {
      label: { zh: '经费', en: 'Money' },
      value: (
        <span className="row">
          {facts.budgetCny === null ? dash : t(moneyWords(facts.budgetCny.toFixed(2)))}
          {facts.budgetCny !== null && <Calculated how={budgetArithmetic(page)} />}
          {fundingWords(page) && <span>{say(fundingWords(page))}</span>}
          {clearedWords(page) && <span className="quiet">{say(clearedWords(page))}</span>}
        </span>
      ),
    },
    {
      label: { zh: '费用标准', en: 'Rates' },
      value: page.rates.table ? t(tableWords(page.rates.table)) : dash,
    },
    {
      label: { zh: '计划', en: 'Plan' },
      value: (
        <span className="row">
          {say(wordOf(words.planStatuses, mission.plan?.status))}
          {page.plan && (
            <Link to={`${planPath}?year=${page.plan.year}&unit=${page.plan.unit.id}`}>
              {t({
                zh: `${page.plan.year} 年本单位下达 ${page.plan.given}、已批准 ${page.plan.granted}、占用 ${page.plan.held}、可用 ${page.plan.free}`,
                en: `${page.plan.year}: ${page.plan.given} given, ${page.plan.granted} granted, ${page.plan.held} held, ${page.plan.free} free`,
              })}
            </Link>
          )}
        </span>
      ),
    },
    {
      label: { zh: '公务占比', en: 'Official share' },
      value:
        facts.officialShare === null ? (
          dash
        ) : (
          <span className="row">
            <span className="figures">{(facts.officialShare * 100).toFixed(1)} %</span>
            <Calculated
              how={{
                zh: '公务半日 ÷ 除行程外的半日（日程）',
                en: 'official half-days ÷ half-days without travel (programme)',
              }}
            />
          </span>
        ),
    },
    {
      label: { zh: '邀请', en: 'Invitations' },
      value:
        (mission.invitations?.letters ?? [])
          .map((letter) => `${letter.inviterZh || letter.inviter || dash}（${letter.signedOn ?? dash}）`)
          .join('；') || dash,
    },
  ];
  return <Facts items={items} />;
}

function Calculated({ how }: { readonly how: Text }) {
  const t = useText();
  return (
    <span className="derived" title={t(how)}>
      {t({ zh: '算', en: 'calc.' })}
      <span className="quiet derived-how">{t(how)}</span>
    </span>
  );
}

/** 各行按汇率折合人民币相加: CNY 14,400.00 + USD 4,980.00 × 7.1. */
function budgetArithmetic(page: MissionPage): Text {
  const budget = missionOf(page).budget;
  const sums = new Map<string, number>();
  for (const line of budget?.lines ?? []) {
    const currency = line.currency ?? 'CNY';
    // Cents are added as whole numbers, so that the sum shown is exact.
    sums.set(currency, (sums.get(currency) ?? 0) + Math.round(Number(line.amount ?? 0) * 100));
  }
  const rates: Readonly<Record<string, unknown>> = isDraftRecord(budget?.rates) ? budget.rates : {};
  const parts = [...sums].map(([currency, cents]) => {
    const amount = `${currency} ${writeNumber((cents / 100).toFixed(2))}`;
    return currency === 'CNY' ? amount : `${amount} × ${String(rates[currency] ?? '?')}`;
  });
  return { zh: parts.join(' + '), en: parts.join(' + ') };
}

export function SectionFacts({
  page,
  section,
  open,
}: {
  readonly page: MissionPage;
  readonly section: Section;
  readonly open: boolean;
}) {
  const t = useText();
  const value = sectionOf(page, section);
  const empty = Object.keys(value).length === 0;
  const state = page.sections.find((one) => one.section === section);
  const names = memberNames(page);
  const tables = sectionTables(section, names);
  return (
    <details className="section-facts" open={open && !empty}>
      <summary>
        <h2>{t(missionProcess.sections[section] ?? { zh: section, en: section })}</h2>
        {empty && <span className="quiet">{t({ zh: '没有填写', en: 'Nothing entered' })}</span>}
        {state?.savedBy && <span className="quiet">{state.savedBy.name}</span>}
        {state && state.issues > 0 && <span className="tone-text-soon">! {state.issues}</span>}
      </summary>
      {!empty && section === 'invitations' && <Letters page={page} />}
      {!empty && section !== 'invitations' && (
        <RecordFacts
          schema={sections[section]}
          only={Object.keys(sections[section].shape).filter((name) => !(name in tables))}
          value={section === 'filing' ? { ...value, people: withNames(value.people, names, 'memberId') } : value}
          words={sectionWords(section, page, t)}
        />
      )}
      {!empty &&
        Object.entries(tables).map(([name, draw]) => (
          <div key={name} className="content-table">
            {draw(value[name])}
          </div>
        ))}
    </details>
  );
}

function Letters({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const names = memberNames(page);
  const letters = sectionOf(page, 'invitations').letters;
  return (
    <div className="stack">
      {(Array.isArray(letters) ? letters.filter(isDraftRecord) : []).map((letter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: letters of the content have no identity but their place
        <section key={index}>
          <h3>
            {String(letter.inviterZh || letter.inviter || t({ zh: `第 ${index + 1} 份`, en: `Letter ${index + 1}` }))}
          </h3>
          <RecordFacts
            schema={invitation}
            value={letter}
            words={{
              invitees: (value) =>
                (Array.isArray(value) ? value : [])
                  .map((id) => names.get(String(id)) ?? '?')
                  .join(t({ zh: '、', en: ', ' })) || '—',
            }}
          />
        </section>
      ))}
    </div>
  );
}
