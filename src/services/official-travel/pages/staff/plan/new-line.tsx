import '../staff.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { NoPermission } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { createLine } from '../../../plan/endpoints.ts';
import { planLinePath } from '../staff-paths.ts';
import { LineFields } from './line-fields.tsx';
import { OwnUnit, useOwnUnits } from './own-unit.tsx';
import { workTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';
import { useLineForm } from './use-line-form.ts';

/** 新增计划项: kept as a draft of the unit until its head signs and submits it. */
export default function NewLine() {
  const t = useText();
  const navigate = useNavigate();
  const year = usePlanYear();
  const [search] = useSearchParams();
  const units = useOwnUnits('liaison-officer');
  const [unit, setUnit] = useState(search.get('unit') ?? units[0]?.id ?? '');
  const form = useLineForm({ list: 'general', arrangement: 'own', funding: 'fiscal' });
  const act = useAct(createLine, {
    onDone: ({ id }) => navigate(planLinePath(id), { replace: true }),
    onProblem: (problem) => form.setProblem(problem),
  });
  const title = { zh: `新增 ${year} 年计划项`, en: `New line of the plan ${year}` };
  if (units.length === 0) {
    return (
      <Page title={title} width="reading" trail={workTrail(year)}>
        <NoPermission
          text={{
            zh: '计划由各单位外事专办员编制。需要时请联系本单位专办员，或请管理员设置岗位。',
            en: 'Plans are drafted by the liaison officer of the unit. Ask yours, or ask the administrator for the post.',
          }}
        />
      </Page>
    );
  }
  const keep = () => {
    const line = form.check();
    if (line) act.mutate({ body: { unitId: unit, year, line } });
  };
  return (
    <Page title={title} width="form" trail={workTrail(year)}>
      <OwnUnit units={units} value={unit} onChange={setUnit} />
      <LineFields form={form} />
      <ProblemNotice problem={act.error} />
      <div className="row">
        <Button type="primary" loading={act.isPending} onClick={keep}>
          {t({ zh: '保存草稿', en: 'Save the draft' })}
        </Button>
        <span className="quiet">
          {t({
            zh: '保存后由单位负责人审签上报',
            en: 'Then the head of the unit signs and submits it',
          })}
        </span>
      </div>
    </Page>
  );
}
