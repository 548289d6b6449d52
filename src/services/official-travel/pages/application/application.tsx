import './application.css';
import { type FocusEvent, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { ConflictDialog } from '#kernel/ui/forms/conflict-dialog.tsx';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { TaskListForm } from '#kernel/ui/forms/task-list-form.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ReadOnly, Stale } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import type { MissionFinding, MissionPage } from '../../answers.ts';
import { read } from '../../endpoints.ts';
import { type ApplicationSection, applicationSections, sections } from '../../model.ts';
import { missionProcess } from '../../process.ts';
import { applicationPath, paths, reviewPath } from '../paths.ts';
import { checkContext } from './check-context.ts';
import { comesLater, countCheck, faultsWhileFilling, placeOf, sectionState, viewOf } from './check-views.ts';
import { DiscardDraft } from './discard-draft.tsx';
import { FactsStrip } from './facts-strip.tsx';
import { FindingCards } from './finding-cards.tsx';
import { focusPointer, keepPlace, useFieldFocus } from './focus.ts';
import { liveCheck, shownCheck } from './live-check.ts';
import { Overview } from './overview.tsx';
import { PhoneNote } from './phone-note.tsx';
import { ReturnedNotice } from './returned-notice.tsx';
import { togetherSaving } from './saving-state.ts';
import { SectionGaps, sectionForms } from './section-body.tsx';
import type { SectionProps } from './section-props.ts';
import { shortenedRoute } from './shorten-route.ts';
import { withException, withReason } from './statements-edit.ts';
import { Countdown, StatusLine } from './status-line.tsx';
import { tidySection } from './tidy.ts';
import { useSameMission, useSections } from './use-sections.ts';
import { wasChecked } from './was-checked.ts';

/** 团组申报: the long form of the applying unit. */
export default function ApplicationPage() {
  const { id = '' } = useParams();
  const page = useRead(read, { params: { id } });
  const [epoch, setEpoch] = useState(0);
  return (
    <Answered of={page} rows={10}>
      {(found) => <Application key={`${found.id}:${epoch}`} page={found} onStartAnew={() => setEpoch(epoch + 1)} />}
    </Answered>
  );
}

const isSection = (name: string | undefined): name is ApplicationSection =>
  name !== undefined && (applicationSections as readonly string[]).includes(name);

const nameOf = (section: string) => missionProcess.sections[section] ?? { zh: section, en: section };

function Application({ page, onStartAnew }: { readonly page: MissionPage; readonly onStartAnew: () => void }) {
  const t = useText();
  const { narrow } = useLooks();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const params = useParams();
  const current = isSection(params.section) ? params.section : null;
  /** On the phone a section stands alone; facts and notes are on the list of sections. */
  const compact = narrow && current !== null;
  const now = useNow();
  const today = beijing(now).day;
  const savers = useSections(page);
  useFieldFocus(page.id, current ?? undefined, hash);

  const values = Object.fromEntries(applicationSections.map((section) => [section, savers[section].value]));
  const mission = useSameMission(values);
  const settled = useDeferredValue(mission);
  const live = useMemo(() => liveCheck(settled, checkContext(page, settled, today), today), [page, settled, today]);
  const saving = togetherSaving(applicationSections.map((section) => savers[section].saving));
  const check = useMemo(
    () => shownCheck(page.check, live, saving.phase !== 'rest', settled),
    [page.check, live, saving.phase, settled],
  );
  const counts = countCheck(check);
  const inRail = check.findings.filter((finding) => !comesLater(finding));

  const writable = (section: ApplicationSection) => page.writable.includes(section);
  const readOnly = !applicationSections.some(writable);
  const change = (section: ApplicationSection, value: DraftRecord) =>
    savers[section].edit(tidySection(sections[section], value));
  const go = useCallback(
    (section: string | null, field?: string) => {
      navigate(applicationPath(page.id, section ?? undefined, field));
      if (section && field) focusPointer(field);
      else if (section) focusPointer(`/${section}`);
    },
    [navigate, page.id],
  );
  const goFinding = useCallback((finding: MissionFinding) => go(finding.section, placeOf(finding)), [go]);
  const goView = (view: FindingView) => {
    const own = check.findings.find((one) => one.rule === view.rule && placeOf(one) === view.at);
    if (own) goFinding(own);
  };
  const begun = (section: ApplicationSection) => Object.keys(savers[section].value).length > 0;
  const other = applicationSections.find((section) => {
    const stored = page.sections.find((one) => one.section === section);
    const own = savers[section].saving;
    return own.phase === 'rest' && stored !== undefined && stored.version > own.version;
  });
  const changedBy = other && page.sections.find((one) => one.section === other);
  const conflicted = applicationSections.find((section) => savers[section].conflict);
  const clash = conflicted && savers[conflicted].conflict;
  const remember = (event: FocusEvent<HTMLElement>) => {
    if (current && event.target.id.startsWith('field-'))
      keepPlace(page.id, { section: current, element: event.target.id });
  };
  const cards = {
    readOnly: readOnly || !writable('statements'),
    onGo: goFinding,
    mendOf: (finding: MissionFinding) => {
      const mended = shortenedRoute(finding, savers.route.value);
      return mended && writable('route')
        ? {
            label: { zh: `改到 ${mended.return}`, en: `Set it to ${mended.return}` },
            onAct: () => change('route', mended),
          }
        : null;
    },
    onReason: (rule: string, text: string) => {
      change('statements', withReason(savers.statements.value, rule, text));
      savers.statements.saveNow();
    },
    onException: (rule: string, request: { readonly code: string; readonly text: string } | null) => {
      change('statements', withException(savers.statements.value, rule, request));
      savers.statements.saveNow();
    },
  };
  const Section = current ? sectionForms[current] : null;
  const checked = wasChecked(page.id);
  const sectionProps: SectionProps | null = current && {
    page,
    section: current,
    mission,
    value: savers[current].value,
    readOnly: !writable(current),
    faults: faultsWhileFilling(check.gaps, current, checked),
    findings: check.findings.filter((one) => one.section === current && !comesLater(one)).map(viewOf),
    onChange: (value) => change(current, value),
    onBlur: savers[current].saveNow,
    change,
    go,
  };
  return (
    <Page
      title={{ zh: `申报　${page.title}`, en: `Application: ${page.title}` }}
      {...(page.number ? { number: page.number } : {})}
      trail={[{ label: { zh: '因公出国服务台', en: 'Service desk' }, to: paths.serviceDesk }]}
      {...(page.state === 'draft' && !readOnly && !compact ? { acts: <DiscardDraft page={page} /> } : {})}
      head={
        <>
          <p className="row">
            <StatusTag label={page.stateLabel} tone={page.tone} />
            <span className="quiet">
              {page.unit.name}
              {t({ zh: `　经办 ${page.applicant.name}`, en: `, handled by ${page.applicant.name}` })}
            </span>
          </p>
          {!compact && <FactsStrip facts={check.facts} />}
          {!compact && page.submittedAt === null && <Countdown departure={mission.route?.departure ?? null} />}
        </>
      }
    >
      {page.correction && <ReturnedNotice correction={page.correction} provisional={page.provisional} />}
      {readOnly && (
        <ReadOnly
          why={
            page.submittedAt === null
              ? {
                  zh: '草稿由申报单位填写，您可以查看，不能修改。',
                  en: 'The applying unit writes this draft; you may read it, not change it.',
                }
              : {
                  zh: `本件${page.stateLabel.zh}，申报内容只能查看。须修改时请撤回，或由办理人退回补正。`,
                  en: `${page.stateLabel.en}: the application can only be read. To change it, withdraw it or have it returned for correction.`,
                }
          }
        />
      )}
      {other && changedBy && (
        <Stale
          what={{
            zh: `${changedBy.savedBy?.name ?? '他人'}修改了「${nameOf(other).zh}」。`,
            en: `${changedBy.savedBy?.name ?? 'Somebody else'} changed "${nameOf(other).en}".`,
          }}
          onRefresh={onStartAnew}
        />
      )}
      {applicationSections.some((section) => savers[section].recovered && savers[section].saving.phase !== 'rest') && (
        <p role="status" className="bar bar-soon">
          {t({
            zh: '上次没有送达的修改已从本机取回，正在保存。',
            en: 'Changes that did not get through last time were taken from this device and are being saved.',
          })}
        </p>
      )}
      {narrow && !compact && !readOnly && <PhoneNote />}
      <div className={current ? 'application in-section' : 'application'} onFocusCapture={remember}>
        <TaskListForm
          sections={applicationSections.map((section) => ({
            key: section,
            title: nameOf(section),
            ...sectionState(section, begun(section), check),
          }))}
          current={current}
          onGo={(key) => go(key)}
          status={<StatusLine saving={saving} counts={counts} />}
          findings={inRail.map(viewOf)}
          {...(inRail.length > 0 ? { onFinding: goView } : {})}
          {...(check.ran ? { passed: check.passed.length } : {})}
          onReview={() => {
            for (const section of applicationSections) savers[section].saveNow();
            navigate(reviewPath(page.id));
          }}
          readOnly={readOnly}
        >
          {narrow && current && (
            <p>
              <button type="button" className="link" onClick={() => go(null)}>
                {t({ zh: '回到各节清单', en: 'Back to the list of sections' })}
              </button>
            </p>
          )}
          {Section && sectionProps ? (
            <>
              <SectionGaps
                gaps={check.gaps.filter((gap) => gap.section === current && begun(sectionProps.section))}
                open={checked}
              />
              <FindingCards findings={check.findings.filter(({ section }) => section === current)} {...cards} />
              <Section {...sectionProps} />
            </>
          ) : (
            <>
              <Overview page={page} check={check} begun={begun} />
              <FindingCards findings={check.findings} {...cards} />
            </>
          )}
        </TaskListForm>
      </div>
      {conflicted && clash && (
        <ConflictDialog
          conflict={clash}
          mine={savers[conflicted].value}
          schema={sections[conflicted]}
          onResolve={savers[conflicted].resolve}
        />
      )}
    </Page>
  );
}
