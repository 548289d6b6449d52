import './application/application.css';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { NoticeCard } from '#kernel/privacy/pages/notice-card.tsx';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { field, record } from '#kernel/ui/field.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { NoPermission } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { create, list } from '../endpoints.ts';
import { travelNotice } from '../privacy.ts';
import { applicationPath, paths } from './paths.ts';

const form = record({
  unitId: field(z.uuid(), {
    label: { zh: '申报单位', en: 'Applying unit' },
    widget: 'unit',
    class: 'internal',
  }),
  title: field(z.string().trim().min(4).max(60), {
    label: { zh: '团组名称', en: 'Name of the mission' },
    help: { zh: '60 字以内，如 赴韩国农产品推介团；以后可改', en: 'At most 60 characters; may be changed later' },
    class: 'internal',
  }),
  copyOf: field(z.uuid().optional(), {
    label: { zh: '参照以往团组', en: 'Begin from an earlier mission' },
    help: {
      zh: '带出基本信息、成员、路线、日程和预算；计划、邀请函、附件和声明须重新填写',
      en: 'Takes basics, members, route, programme and budget; plan, invitations, papers and statements begin anew',
    },
    class: 'internal',
  }),
});

/** 新建申报: unit, name, and what it begins from. */
export default function NewApplication() {
  const clearing = useClearing();
  const t = useText();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const me = useMe();
  const units = me.posts.filter(({ roles }) => roles.includes('liaison-officer'));
  const [only] = units;
  const state = useForm(form, {
    ...(units.length === 1 && only ? { unitId: only.unitId } : {}),
    ...(search.get('copy') ? { copyOf: search.get('copy') } : {}),
  });
  const earlier = useRead(list, { query: { limit: 100, sort: 'updated' } });
  const [asked, setAsked] = useState('');
  const act = useAct(create, {
    onDone: ({ id }) => navigate(applicationPath(id), { replace: true }),
    onProblem: (problem) => state.setProblem(problem),
  });
  const begin = () => {
    const value = state.check();
    if (!value) return;
    const { copyOf, ...rest } = value;
    act.mutate({ body: copyOf ? { ...rest, copyOf } : rest });
  };
  if (units.length === 0) {
    return (
      <Page title={{ zh: '新建申报', en: 'New application' }} width="reading">
        <NoPermission
          text={{
            zh: '申报由单位外事专办员填写。需要时请联系本单位专办员，或请管理员设置岗位。',
            en: 'Applications are filled in by the liaison officer of the unit. Ask yours, or ask the administrator for the post.',
          }}
        />
      </Page>
    );
  }
  return (
    <Page
      title={{ zh: '新建申报', en: 'New application' }}
      width="reading"
      trail={[{ label: { zh: '因公出国服务台', en: 'Service desk' }, to: paths.serviceDesk }]}
    >
      <NoticeCard about={travelNotice.about} />
      <ErrorSummary faults={state.faults} attempt={state.attempt} />
      <SchemaForm
        schema={form}
        value={state.value}
        onChange={state.setValue}
        faults={state.faults}
        custom={{
          unitId: (control) =>
            units.length === 1 && only ? (
              <span id={control.ties.id}>{only.unitName}</span>
            ) : (
              <Select<string>
                {...control.ties}
                value={typeof control.value === 'string' ? control.value : null}
                placeholder={t({ zh: '选择单位', en: 'Choose the unit' })}
                options={units.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))}
                onChange={control.onChange}
              />
            ),
          title: (control) => (
            <Input
              {...control.ties}
              value={typeof control.value === 'string' ? control.value : ''}
              maxLength={60}
              showCount
              onPressEnter={begin}
              onChange={(event) => control.onChange(event.target.value)}
            />
          ),
          copyOf: (control) => (
            <Answered of={earlier} part={{ zh: '以往团组', en: 'Earlier missions' }} rows={1}>
              {({ rows }) => (
                <Select<string>
                  {...control.ties}
                  allowClear={clearing}
                  showSearch={{ optionFilterProp: 'label', onSearch: setAsked }}
                  value={typeof control.value === 'string' ? control.value : null}
                  placeholder={t({ zh: '不参照', en: 'None' })}
                  notFoundContent={t({ zh: asked ? `没有“${asked}”` : '还没有以往团组', en: 'No earlier mission' })}
                  options={rows.map((row) => ({
                    value: row.id,
                    label: [row.number, row.title, row.departure].filter(Boolean).join('　'),
                  }))}
                  onChange={(next) => control.onChange(next ?? undefined)}
                />
              )}
            </Answered>
          ),
        }}
      />
      <ProblemNotice problem={act.error} />
      <div className="row">
        <Button type="primary" loading={act.isPending} onClick={begin}>
          {t({ zh: '开始填写', en: 'Begin' })}
        </Button>
        <span className="quiet">
          {t({
            zh: '只建草稿，提交前不占计划，他人不办理',
            en: 'Makes a draft; nothing is reserved and nobody acts before you submit',
          })}
        </span>
      </div>
    </Page>
  );
}
