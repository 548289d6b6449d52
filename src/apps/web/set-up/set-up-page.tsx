import { Button } from 'antd';
import { Link, Navigate, useNavigate } from 'react-router';
import { setUpState, signUpFirstAdministrator } from '#kernel/identity/endpoints.ts';
import { firstAdministratorForm } from '#kernel/identity/model.ts';
import type { Text } from '#kernel/text.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { usePageTitle } from '#kernel/ui/parts/page.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { EntryFrame } from '../sign-in/entry-frame.tsx';

/** The first two are done here; the others become tasks of the administrator whose they are. */
const steps: readonly { readonly label: Text; readonly here: boolean }[] = [
  { label: { zh: '设置码与首位管理员', en: 'Set-up code and first administrator' }, here: true },
  { label: { zh: '登录与身份验证器', en: 'Sign-in and authenticator' }, here: false },
  { label: { zh: '三员与岗位', en: 'Three administrators and posts' }, here: false },
  { label: { zh: '工作日历', en: 'Working calendar' }, here: false },
  { label: { zh: '单位树', en: 'Units' }, here: false },
  { label: { zh: '规则与参数核定', en: 'Rules and parameters' }, here: false },
  { label: { zh: '文号、印章、字体', en: 'Numbers, seals, typefaces' }, here: false },
  { label: { zh: '通知渠道', en: 'Notices' }, here: false },
  { label: { zh: '备份与自检', en: 'Backup and self-check' }, here: false },
];

export default function SetUpPage() {
  const t = useText();
  const state = useRead(setUpState);
  usePageTitle({ zh: '首次设置', en: 'First set-up' });
  return (
    <EntryFrame wide>
      <Answered of={state}>
        {({ needed }) =>
          needed ? (
            <div className="set-up">
              <h1>{t({ zh: '鸿胪 首次设置', en: 'First set-up of Honglu' })}</h1>
              <p className="quiet">
                {t({
                  zh: `第 1 步，共 ${steps.length} 步。其余各步登录后继续，可随时退出。`,
                  en: `Step 1 of ${steps.length}. The others follow after signing in; leave at any time.`,
                })}
              </p>
              <ol className="task-list set-up-steps">
                {steps.map((step, index) => (
                  <li
                    key={step.label.en}
                    className={step.here ? 'task current' : 'task'}
                    {...(step.here ? { 'aria-current': 'step' as const } : {})}
                  >
                    <span>
                      {index + 1} {t(step.label)}
                    </span>
                    <span>{step.here ? t({ zh: '当前', en: 'Now' }) : '—'}</span>
                  </li>
                ))}
              </ol>
              <FirstAdministrator />
            </div>
          ) : (
            <Navigate replace to="/desk/sign-in" />
          )
        }
      </Answered>
    </EntryFrame>
  );
}

function FirstAdministrator() {
  const t = useText();
  const navigate = useNavigate();
  const form = useForm(firstAdministratorForm);
  const act = useAct(signUpFirstAdministrator, {
    refresh: ['identity'],
    onDone: () => navigate('/desk/sign-in', { replace: true }),
    onProblem: form.setProblem,
  });
  return (
    <form
      className="stack set-up-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = form.check();
        if (body) act.mutate({ body });
      }}
    >
      <h2>1 {t(steps[0]?.label ?? { zh: '', en: '' })}</h2>
      <p>
        {t({
          zh: '系统没有默认账号和密码。首位系统管理员建立后，本页永久关闭；安全管理员和审计管理员须另由两人担任。',
          en: 'There is no built-in account or password. Once the first system administrator exists, this page closes for good; security and audit administrator must be two other people.',
        })}
      </p>
      <RequiredNote />
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {act.error && act.error.faults.length === 0 && <ProblemNotice problem={act.error} />}
      <SchemaForm
        schema={firstAdministratorForm}
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        autoComplete={{ code: 'off', name: 'name', login: 'username', password: 'new-password' }}
      />
      <div className="row spread">
        <Link to="/desk/sign-in">{t({ zh: '已有账号，去登录', en: 'I have an account: sign in' })}</Link>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t({ zh: '建立首位管理员', en: 'Make the first administrator' })}
          <Icon name="chevronRight" />
        </Button>
      </div>
    </form>
  );
}
