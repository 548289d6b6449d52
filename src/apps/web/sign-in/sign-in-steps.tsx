import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { firstPassword, secondFactor, signIn } from '#kernel/identity/endpoints.ts';
import { newPasswordForm, type SignInNext, signInForm } from '#kernel/identity/model.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { EnrolFactor } from './enrol-factor.tsx';
import { FactorForm } from './factor-form.tsx';

/** Name and password, then whatever the server says is still needed, until it says `done`. On the page and in the dialog alike. */
export default function SignInSteps({
  over = false,
  onDone,
}: {
  /** Asked over a page that must stay as it is: what leads away opens beside it. */
  readonly over?: boolean;
  readonly onDone: () => void;
}) {
  const [next, setNext] = useState<SignInNext | 'start'>('start');
  const goOn = (step: SignInNext) => (step === 'done' ? onDone() : setNext(step));
  switch (next) {
    case 'factor':
      return (
        <FactorForm
          endpoint={secondFactor}
          label={{ zh: '登录', en: 'Sign in' }}
          onNext={goOn}
          onBack={() => setNext('start')}
        />
      );
    case 'enrol-factor':
      return <EnrolFactor onDone={onDone} />;
    case 'new-password':
      return <NewPassword onNext={goOn} />;
    default:
      return <NameAndPassword over={over} onNext={goOn} />;
  }
}

function NameAndPassword({ over, onNext }: { readonly over: boolean; readonly onNext: (next: SignInNext) => void }) {
  const t = useText();
  const form = useForm(signInForm);
  const act = useAct(signIn, { refresh: [], onDone: (answer) => onNext(answer.next), onProblem: form.setProblem });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = form.check();
        if (body) act.mutate({ body });
      }}
    >
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {act.error && act.error.faults.length === 0 && <ProblemNotice problem={act.error} />}
      <SchemaForm
        schema={signInForm}
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        autoComplete={{ login: 'username', password: 'current-password' }}
      />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t({ zh: '登录', en: 'Sign in' })}
      </Button>
      <p className="quiet">
        <Link to="/desk/recovery" {...(over ? { target: '_blank' } : {})}>
          {t({ zh: '忘记密码，或身份验证器丢失', en: 'Forgotten the password, or lost the authenticator' })}
        </Link>
      </p>
    </form>
  );
}

function NewPassword({ onNext }: { readonly onNext: (next: SignInNext) => void }) {
  const t = useText();
  const form = useForm(newPasswordForm);
  const act = useAct(firstPassword, {
    refresh: [],
    onDone: (answer) => onNext(answer.next),
    onProblem: form.setProblem,
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = form.check();
        if (body) act.mutate({ body });
      }}
    >
      <p>{t({ zh: '请设置只有您知道的密码。', en: 'Choose a password that only you know.' })}</p>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {act.error && act.error.faults.length === 0 && <ProblemNotice problem={act.error} />}
      <SchemaForm
        schema={newPasswordForm}
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        autoComplete={{ password: 'new-password' }}
      />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t({ zh: '保存密码', en: 'Save the password' })}
      </Button>
    </form>
  );
}
