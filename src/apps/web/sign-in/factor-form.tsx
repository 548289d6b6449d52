import { Button } from 'antd';
import { useState } from 'react';
import type { secondFactor, stepUp } from '#kernel/identity/endpoints.ts';
import { factorForm, type SignInNext } from '#kernel/identity/model.ts';
import type { Text } from '#kernel/text.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

export interface FactorFormProps {
  readonly endpoint: typeof secondFactor | typeof stepUp;
  /** What the code is given for. */
  readonly label: Text;
  readonly onNext: (next: SignInNext) => void;
  readonly onBack: () => void;
}

/** The code of the authenticator, or one of the recovery codes. */
export function FactorForm({ endpoint, label, onNext, onBack }: FactorFormProps) {
  const t = useText();
  const [recovery, setRecovery] = useState(false);
  const form = useForm(factorForm);
  const act = useAct(endpoint, { refresh: [], onDone: (answer) => onNext(answer.next), onProblem: form.setProblem });
  const field = recovery ? 'recovery' : 'code';
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
        key={field}
        schema={factorForm}
        only={[field]}
        required
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        autoComplete={{ code: 'one-time-code', recovery: 'off' }}
        autoFocus={field}
      />
      <div className="row spread">
        <Button onClick={onBack}>{t({ zh: '返回', en: 'Back' })}</Button>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t(label)}
        </Button>
      </div>
      <p>
        <button
          type="button"
          className="link"
          onClick={() => {
            setRecovery(!recovery);
            form.setValue({});
          }}
        >
          {recovery
            ? t({ zh: '改用动态码', en: 'Use a code instead' })
            : t({ zh: '身份验证器不在手边，用备用码', en: 'Authenticator not at hand: use a recovery code' })}
        </button>
      </p>
    </form>
  );
}
