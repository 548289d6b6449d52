import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { z } from 'zod';
import { askRecovery, recoverFactor, recoverPassword } from '#kernel/identity/recovery-endpoints.ts';
import { askForm, recoverFactorForm, recoverPasswordForm } from '#kernel/identity/recovery-model.ts';
import type { Text } from '#kernel/text.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { usePageTitle } from '#kernel/ui/parts/page.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { EntryFrame } from './entry-frame.tsx';

const ways = {
  ask: { zh: '还没有一次性码：申请找回', en: 'No code yet: ask for help' },
  password: { zh: '有一次性码：设置新密码', en: 'I have a code: choose a new password' },
  factor: { zh: '有一次性码：更换身份验证器', en: 'I have a code: change the authenticator' },
} as const satisfies Record<string, Text>;

type Way = keyof typeof ways;

/** Back to an account whose password or authenticator is gone. */
export default function RecoveryPage() {
  const t = useText();
  const [way, setWay] = useState<Way>('ask');
  const [done, setDone] = useState<Way | null>(null);
  usePageTitle({ zh: '找回账号', en: 'Recover an account' });
  return (
    <EntryFrame>
      <h1>{t({ zh: '找回账号', en: 'Recover an account' })}</h1>
      {done ? (
        <Done way={done} />
      ) : (
        <>
          <p>
            {t({
              zh: '两位管理员核实身份后，会当面或电话交给您一个一次性码。',
              en: 'After two administrators have confirmed who you are, they hand you a one-time code.',
            })}
          </p>
          <fieldset className="stack">
            <legend className="for-readers">{t({ zh: '选择', en: 'Choose' })}</legend>
            {(Object.keys(ways) as Way[]).map((one) => (
              <label key={one} className="row">
                <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
                {t(ways[one])}
              </label>
            ))}
          </fieldset>
          {way === 'ask' && <Ask onDone={() => setDone('ask')} />}
          {way === 'password' && <NewPassword onDone={() => setDone('password')} />}
          {way === 'factor' && <NewFactor onDone={() => setDone('factor')} />}
        </>
      )}
      <p>
        <Link to="/desk/sign-in">{t({ zh: '返回登录', en: 'Back to signing in' })}</Link>
      </p>
    </EntryFrame>
  );
}

const doneWords: Readonly<Record<Way, Text>> = {
  ask: {
    zh: '如果这个登录名在用，管理员已收到申请，会与您核实身份。急需时请直接电话联系安全管理员。',
    en: 'If this name is in use, the administrators have been told and will confirm who you are. If it is urgent, call the security administrator.',
  },
  password: {
    zh: '新密码已保存，其他登录均已退出。请用新密码登录，动态码照旧。',
    en: 'The new password is saved and all sessions have ended. Sign in with it; your authenticator is as before.',
  },
  factor: {
    zh: '原身份验证器已解除。请登录，并按提示绑定新的。',
    en: 'The old authenticator is taken off. Sign in and tie a new one as told.',
  },
};

function Done({ way }: { readonly way: Way }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <div className="stack" role="status">
      <p>{t(doneWords[way])}</p>
      {way !== 'ask' && (
        <Button type="primary" onClick={() => navigate('/desk/sign-in')}>
          {t({ zh: '去登录', en: 'Sign in' })}
        </Button>
      )}
    </div>
  );
}

interface StepProps {
  readonly onDone: () => void;
}

function Ask({ onDone }: StepProps) {
  const form = useForm(askForm);
  const act = useAct(askRecovery, { refresh: [], onDone, onProblem: form.setProblem });
  return (
    <Step
      schema={askForm}
      form={form}
      act={act}
      label={{ zh: '申请找回', en: 'Ask for help' }}
      onSend={() => {
        const body = form.check();
        if (body) act.mutate({ body });
      }}
    />
  );
}

function NewPassword({ onDone }: StepProps) {
  const form = useForm(recoverPasswordForm);
  const act = useAct(recoverPassword, { refresh: [], onDone, onProblem: form.setProblem });
  return (
    <Step
      schema={recoverPasswordForm}
      form={form}
      act={act}
      label={{ zh: '保存新密码', en: 'Save the new password' }}
      onSend={() => {
        const body = form.check();
        if (body) act.mutate({ body });
      }}
    />
  );
}

function NewFactor({ onDone }: StepProps) {
  const form = useForm(recoverFactorForm);
  const act = useAct(recoverFactor, { refresh: [], onDone, onProblem: form.setProblem });
  return (
    <Step
      schema={recoverFactorForm}
      form={form}
      act={act}
      label={{ zh: '解除原验证器', en: 'Take off the old authenticator' }}
      onSend={() => {
        const body = form.check();
        if (body) act.mutate({ body });
      }}
    />
  );
}

interface FormStepProps {
  readonly schema: z.ZodObject;
  readonly form: Pick<ReturnType<typeof useForm<z.ZodObject>>, 'value' | 'setValue' | 'faults' | 'attempt'>;
  readonly act: { readonly error: Parameters<typeof ProblemNotice>[0]['problem']; readonly isPending: boolean };
  readonly label: Text;
  readonly onSend: () => void;
}

function Step({ schema, form, act, label, onSend }: FormStepProps) {
  const t = useText();
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {act.error && form.faults.length === 0 && <ProblemNotice problem={act.error} />}
      <SchemaForm
        schema={schema}
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        autoComplete={{
          login: 'username',
          code: 'off',
          password: schema === recoverPasswordForm ? 'new-password' : 'current-password',
        }}
      />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t(label)}
      </Button>
    </form>
  );
}
