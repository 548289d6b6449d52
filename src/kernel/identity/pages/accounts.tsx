import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { beginRecovery } from '../recovery-endpoints.ts';
import { createAccount, createPost, listAccounts, removePost, suspendAccount } from '../registry-endpoints.ts';
import { accountStates } from '../registry-model.ts';
import { roles } from '../roles.ts';
import type { Account } from './account.ts';
import { type AccountAct, AccountSheet } from './account-sheets.tsx';

const states = {
  active: { tone: 'done', label: accountStates.active },
  held: { tone: 'soon', label: accountStates.held },
  suspended: { tone: 'stop', label: accountStates.suspended },
} as const;

/** Accounts with the posts of their persons. The system administrator opens them, the security administrator gives posts. */
export default function Accounts() {
  const t = useText();
  const id = useId();
  const mayOpen = useMayOpen();
  const answer = useRead(listAccounts);
  const [typed, setTyped] = useState('');
  const [act, setAct] = useState<AccountAct | null>(null);
  const words = typed.trim().toLowerCase();
  const fits = (account: Account) =>
    words === '' ||
    account.name.toLowerCase().includes(words) ||
    account.login.includes(words) ||
    account.posts.some((post) => post.unitName.includes(words) || post.title.includes(words));
  return (
    <Page
      title={{ zh: '账号与岗位', en: 'Accounts and posts' }}
      acts={
        mayOpen(createAccount.permission) && (
          <Button type="primary" onClick={() => setAct({ kind: 'open' })}>
            {t({ zh: '开通账号…', en: 'Open an account…' })}
          </Button>
        )
      }
    >
      <div className="filter-field screen-only">
        <label htmlFor={id}>{t({ zh: '姓名、登录名、单位或岗位', en: 'Name, sign-in name, unit or post' })}</label>
        <Input id={id} allowClear value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <Answered of={answer} part={{ zh: '账号', en: 'Accounts' }}>
        {({ accounts }) => {
          const shown = accounts.filter(fits);
          if (shown.length === 0)
            return (
              <Empty
                why={
                  words === ''
                    ? { zh: '还没有账号。', en: 'No accounts yet.' }
                    : { zh: `没有符合“${typed}”的账号。`, en: `No account fits "${typed}".` }
                }
              />
            );
          return (
            <ul className="stack" aria-label={t({ zh: '账号', en: 'Accounts' })}>
              {shown.map((account) => (
                <One key={account.id} account={account} onAct={setAct} />
              ))}
            </ul>
          );
        }}
      </Answered>
      {act && <AccountSheet act={act} onClose={() => setAct(null)} />}
    </Page>
  );
}

function One({ account, onAct }: { readonly account: Account; readonly onAct: (act: AccountAct) => void }) {
  const t = useText();
  const mayOpen = useMayOpen();
  const state = states[account.state];
  return (
    <li className="card stack">
      <div className="row spread">
        <h2>
          {account.name} <span className="quiet">{account.login}</span>
        </h2>
        <StatusTag tone={state.tone} label={state.label} />
      </div>
      <p className="quiet">
        {account.lastSignInAt
          ? t({
              zh: `上次登录 ${tableInstant(account.lastSignInAt)}`,
              en: `Last signed in ${tableInstant(account.lastSignInAt)}`,
            })
          : t({ zh: '还没有登录过', en: 'Never signed in' })}
        {' · '}
        {account.factorEnrolled
          ? t({ zh: '已绑定验证器', en: 'Authenticator set up' })
          : t({ zh: '未绑定验证器', en: 'No authenticator yet' })}
        {account.stateReason && ` · ${account.stateReason}`}
      </p>
      <ul>
        {account.posts.map((post) => (
          <li key={post.id} className="row">
            <span>
              {post.unitName} <strong>{post.title}</strong>
            </span>
            <span>{post.roles.map((role) => t(roles[role])).join(t({ zh: '、', en: ', ' }))}</span>
            <span className="quiet">
              {post.subtree && t({ zh: '含下级单位 ', en: 'units below too ' })}
              {post.from} {t({ zh: '起', en: 'on' })}
              {post.to && t({ zh: `，至 ${post.to}`, en: `, until ${post.to}` })}
            </span>
            {mayOpen(removePost.permission) && (
              <Button
                size="small"
                onClick={() => onAct({ kind: 'end-post', account, post: post.id, title: post.title })}
              >
                {t({ zh: '结束岗位…', en: 'End the post…' })}
                <span className="for-readers"> {post.title}</span>
              </Button>
            )}
          </li>
        ))}
        {account.posts.length === 0 && (
          <li className="tone-text-soon">
            {t({ zh: '没有岗位，登录后不能办事。', en: 'No post: nothing can be done.' })}
          </li>
        )}
      </ul>
      <p className="row">
        {mayOpen(createPost.permission) && (
          <Button size="small" onClick={() => onAct({ kind: 'post', account })}>
            {t({ zh: '授予岗位…', en: 'Grant a post…' })}
          </Button>
        )}
        {mayOpen(suspendAccount.permission) &&
          (account.state === 'suspended' ? (
            <Button size="small" onClick={() => onAct({ kind: 'resume', account })}>
              {t({ zh: '恢复账号…', en: 'Take into use again…' })}
            </Button>
          ) : (
            <Button size="small" onClick={() => onAct({ kind: 'suspend', account })}>
              {t({ zh: '停用账号…', en: 'Suspend…' })}
            </Button>
          ))}
        {account.state === 'active' && mayOpen(beginRecovery.permission) && (
          <Button size="small" onClick={() => onAct({ kind: 'recover', account })}>
            {t({ zh: '找回密码或验证器…', en: 'Recover password or authenticator…' })}
          </Button>
        )}
      </p>
    </li>
  );
}
