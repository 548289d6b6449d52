import { Button } from 'antd';
import { useState } from 'react';
import { changePassword, endSession, listSessions, setLanguage } from '#kernel/identity/endpoints.ts';
import { changePasswordForm } from '#kernel/identity/model.ts';
import { OwnDelegations } from '#kernel/identity/pages/own-delegations.tsx';
import { roles } from '#kernel/identity/roles.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { setPreferences, usePreferences } from '#kernel/ui/look/preferences.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ErrorSummary } from '#kernel/ui/parts/error-summary.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { DensitySwitch, ModeSwitch, TextSizeButton } from '#kernel/ui/shell/look-switches.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { deviceWords } from './device-words.ts';

export default function AccountPage() {
  const t = useText();
  const me = useMe();
  return (
    <Page title={{ zh: '我的账号', en: 'My account' }} width="form">
      <section className="card stack">
        <h2>{t({ zh: '岗位', en: 'Posts' })}</h2>
        <p>
          {me.name} <span className="quiet">{me.login}</span>
        </p>
        {me.posts.length === 0 && (
          <p>{t({ zh: '还没有岗位。请联系安全管理员。', en: 'No post yet. Ask the security administrator.' })}</p>
        )}
        <ul className="stack">
          {me.posts.map((post) => (
            <li key={post.id}>
              {t({ zh: post.unitName, en: post.unitNameEnglish })} · {post.title}
              <span className="quiet"> {post.roles.map((role) => t(roles[role])).join(t({ zh: '、', en: ', ' }))}</span>
            </li>
          ))}
        </ul>
        {me.lastSignInAt && (
          <p className="quiet">
            {t({
              zh: `上次登录 ${tableInstant(me.lastSignInAt)}`,
              en: `Last sign-in ${tableInstant(me.lastSignInAt)}`,
            })}
          </p>
        )}
      </section>
      <OwnDelegations />
      <Looks />
      <Sessions />
      <Password />
    </Page>
  );
}

function Looks() {
  const t = useText();
  const { language } = usePreferences();
  const remember = useAct(setLanguage, { refresh: ['identity'] });
  return (
    <section className="card stack">
      <h2>{t({ zh: '界面', en: 'Look' })}</h2>
      <div className="row">
        <span>{t({ zh: '语言', en: 'Language' })}</span>
        {(['zh', 'en'] as const).map((one) => (
          <Button
            key={one}
            size="small"
            aria-pressed={language === one}
            type={language === one ? 'primary' : 'default'}
            onClick={() => {
              setPreferences({ language: one });
              remember.mutate({ body: { language: one } });
            }}
          >
            <span lang={one === 'zh' ? 'zh-CN' : 'en'}>{one === 'zh' ? '中文' : 'English'}</span>
          </Button>
        ))}
      </div>
      <div className="row">
        <span>{t({ zh: '明暗', en: 'Light or dark' })}</span>
        <ModeSwitch />
      </div>
      <div className="row">
        <span>{t({ zh: '表格疏密', en: 'Density' })}</span>
        <DensitySwitch />
        <TextSizeButton />
      </div>
      <ProblemNotice problem={remember.error} />
    </section>
  );
}

function Sessions() {
  const t = useText();
  const read = useRead(listSessions);
  const end = useAct(endSession, { refresh: [listSessions] });
  return (
    <section className="card stack">
      <h2>{t({ zh: '登录设备', en: 'Where you are signed in' })}</h2>
      <ProblemNotice problem={end.error} />
      <Answered of={read} part={{ zh: '登录设备', en: 'Sessions' }} rows={2}>
        {({ sessions }) => (
          <ScrollFrame className="sheet-frame">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t({ zh: '设备', en: 'Device' })}</th>
                  <th scope="col">{t({ zh: '地址', en: 'Address' })}</th>
                  <th scope="col">{t({ zh: '登录', en: 'Since' })}</th>
                  <th scope="col">{t({ zh: '最近使用', en: 'Last used' })}</th>
                  <th scope="col">
                    <span className="for-readers">{t({ zh: '操作', en: 'Act' })}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {sessions.map((session) => (
                  <tr key={session.id}>
                    <th scope="row">{t(deviceWords(session.agent))}</th>
                    <td className="nowrap">{session.address}</td>
                    <td className="nowrap">{tableInstant(session.startedAt)}</td>
                    <td className="nowrap">{tableInstant(session.seenAt)}</td>
                    <td className="right nowrap">
                      {session.current ? (
                        t({ zh: '本次登录', en: 'This one' })
                      ) : (
                        <Button size="small" onClick={() => end.mutate({ params: { id: session.id } })}>
                          {t({ zh: '结束登录', en: 'End' })}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollFrame>
        )}
      </Answered>
    </section>
  );
}

function Password() {
  const t = useText();
  const form = useForm(changePasswordForm);
  const [done, setDone] = useState(false);
  const act = useAct(changePassword, {
    refresh: [listSessions],
    onDone: () => {
      form.setValue({});
      setDone(true);
    },
    onProblem: form.setProblem,
  });
  return (
    <section className="card">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setDone(false);
          const body = form.check();
          if (body) act.mutate({ body });
        }}
      >
        <h2>{t({ zh: '更改密码', en: 'Change the password' })}</h2>
        <ErrorSummary faults={form.faults} attempt={form.attempt} />
        {act.error && act.error.faults.length === 0 && <ProblemNotice problem={act.error} />}
        <p role="status" className="tone-text-done">
          {done &&
            t({
              zh: '密码已更改，其他设备上的登录已结束。',
              en: 'The password is changed; other devices were signed out.',
            })}
        </p>
        <SchemaForm
          schema={changePasswordForm}
          value={form.value}
          onChange={form.setValue}
          faults={form.faults}
          autoComplete={{ current: 'current-password', password: 'new-password' }}
        />
        <div>
          <Button htmlType="submit" loading={act.isPending}>
            {t({ zh: '更改密码', en: 'Change the password' })}
          </Button>
        </div>
      </form>
    </section>
  );
}
