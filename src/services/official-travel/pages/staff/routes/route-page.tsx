import '../staff.css';
import './routes.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Day } from '#kernel/calendar/day.ts';
import type { RouteForm, StoredRouteRow } from '#kernel/cases/route-endpoints.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { NotFound, ReadOnly } from '#kernel/ui/parts/page-states.tsx';
import { missionRoutes } from '../../../routes.ts';
import { standardRoute } from '../../../standard-route.ts';
import { routesPath } from '../staff-paths.ts';
import { cleaned } from './route-draft.ts';
import { RouteEditor } from './route-editor.tsx';
import { RouteTrial } from './route-trial.tsx';

/** A new route begins as a copy of the one in force, so that nothing is forgotten. */
function begin(routes: readonly StoredRouteRow[], today: Day): StoredRouteRow {
  const [first] = routes;
  const form: RouteForm = first?.route ?? {
    ...standardRoute,
    nodes: standardRoute.nodes.map((node) => ({ ...node, signers: [...node.signers] })),
  };
  const { validTo: _, ...rest } = form;
  return {
    route: {
      ...rest,
      id: `route-${today.replaceAll('-', '')}`,
      title: { zh: `${form.title.zh}（新）`, en: `${form.title.en} (new)` },
      validFrom: today,
      order: Math.max(0, form.order - 10),
    },
    version: 0,
    changedBy: null,
    changedAt: null,
  };
}

/** One route: its head, its steps, and the trial beside it. */
export default function RoutePage() {
  const { route: id = '', from = '' } = useParams();
  const today = beijing(useNow()).day;
  const answer = useRead(missionRoutes.listRoutes);
  return (
    <Answered of={answer} part={{ zh: '审批路线', en: 'The route' }}>
      {({ routes, mayChange }) => {
        const row =
          id === 'new' ? begin(routes, today) : routes.find(({ route }) => route.id === id && route.validFrom === from);
        if (!row) return <NotFound />;
        return <One key={`${id}${from}${row.version}`} row={row} mayChange={mayChange} isNew={id === 'new'} />;
      }}
    </Answered>
  );
}

function One({
  row,
  mayChange,
  isNew,
}: {
  readonly row: StoredRouteRow;
  readonly mayChange: boolean;
  readonly isNew: boolean;
}) {
  const t = useText();
  const navigate = useNavigate();
  const [route, setRoute] = useState<RouteForm>(row.route);
  const [asking, setAsking] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // Another first day is another route of the same id: the former one stays as it was.
  const sameDay = route.validFrom === row.route.validFrom;
  const save = useAct(missionRoutes.saveRoute, {
    refresh: ['official-travel'],
    onDone: () => navigate(routesPath),
    onProblem: () => {
      setAsking(false);
      setAttempt((count) => count + 1);
    },
  });
  const form = cleaned(route);
  const version = sameDay ? row.version : 0;
  return (
    <Page
      title={row.route.title}
      trail={[{ label: { zh: '审批路线', en: 'Routes' }, to: routesPath }]}
      faulty={(save.error?.faults.length ?? 0) > 0}
      acts={
        mayChange && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t({ zh: '启用这条路线…', en: 'Put it in force…' })}
          </Button>
        )
      }
    >
      <div className="stack">
        {!mayChange && (
          <ReadOnly
            why={{
              zh: '路线由市外办负责人或系统管理员修改，您可以查看和试运行。',
              en: 'Routes are changed by the head of the office or the system administrator; you can read and try them out.',
            }}
          />
        )}
        <ErrorSummary faults={save.error?.faults ?? []} attempt={attempt} />
        <RouteEditor
          route={route}
          onChange={setRoute}
          readOnly={!mayChange}
          idFixed={!isNew}
          faults={save.error?.faults ?? []}
        />
        <RouteTrial draft={form} />
      </div>
      <ConfirmSheet
        open={asking}
        title={{ zh: `启用 ${route.title.zh}`, en: `Put in force: ${route.title.en}` }}
        sentence={{
          zh: `自 ${route.validFrom} 起提交的申报按这条路线办理；在办的仍走开始时的路线。修改人和时间记入审计。`,
          en: `Applications submitted from ${route.validFrom} on take this route; running cases keep theirs. Who changed it and when goes on record.`,
        }}
        act={{ zh: '启用这条路线', en: 'Put in force' }}
        busy={save.isPending}
        problem={save.error && save.error.faults.length === 0 ? save.error : null}
        onClose={() => setAsking(false)}
        onAct={() => save.mutate({ params: { id: form.id }, body: form, version })}
      />
    </Page>
  );
}
