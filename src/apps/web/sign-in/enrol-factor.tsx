import { Button, Checkbox, QRCode } from 'antd';
import { useEffect, useState } from 'react';
import { beginFactor, confirmFactor } from '#kernel/identity/endpoints.ts';
import { enrolForm } from '#kernel/identity/model.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { Loading } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

/** Ties an authenticator to the account, then shows the ten recovery codes, once. */
export function EnrolFactor({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const form = useForm(enrolForm);
  const begin = useAct(beginFactor, { refresh: [] });
  const confirm = useAct(confirmFactor, { refresh: [], onProblem: form.setProblem });
  const { mutate } = begin;
  useEffect(() => mutate({}), [mutate]);
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />;
  if (!begin.data)
    return begin.error ? <ProblemNotice problem={begin.error} onRetry={() => mutate({})} /> : <Loading rows={3} />;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = form.check();
        if (body) confirm.mutate({ body });
      }}
    >
      <p>
        {t({
          zh: '登录须用身份验证器。请用手机上的验证器应用扫描二维码，或手工输入密钥。',
          en: 'Signing in needs an authenticator. Scan this code with the app on your phone, or type the key.',
        })}
      </p>
      <div className="qr" aria-hidden="true">
        <QRCode value={begin.data.uri} type="svg" size={180} color="#000000" bgColor="#FFFFFF" />
      </div>
      <p>
        {t({ zh: '密钥', en: 'Key' })}{' '}
        <code className="figures">{begin.data.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {confirm.error && confirm.error.faults.length === 0 && <ProblemNotice problem={confirm.error} />}
      <SchemaForm
        schema={enrolForm}
        value={form.value}
        onChange={form.setValue}
        faults={form.faults}
        autoComplete={{ code: 'one-time-code' }}
      />
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        {t({ zh: '绑定验证器', en: 'Tie the authenticator' })}
      </Button>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const t = useText();
  const [kept, setKept] = useState(false);
  return (
    <div className="stack">
      <h2>{t({ zh: '记下备用码', en: 'Keep the recovery codes' })}</h2>
      <p>
        {t({
          zh: '身份验证器不在手边时用。每个只能用一次，离开本页后不再显示。请打印或抄写，放在安全的地方。',
          en: 'For when the authenticator is not at hand. Each works once, and they are not shown again. Print or copy them and keep them safe.',
        })}
      </p>
      <ul className="recovery-codes figures">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={() => window.print()}>{t({ zh: '打印', en: 'Print' })}</Button>
      </div>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t({ zh: '已妥善保存', en: 'I have kept them safely' })}
      </Checkbox>
      <Button type="primary" disabled={!kept} onClick={onDone}>
        {t({ zh: '进入系统', en: 'Open the desk' })}
      </Button>
    </div>
  );
}
