import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { createPerson, searchPersons } from '#kernel/parties/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import { call } from '#kernel/ui/api/call.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { createAccount, createPost, removePost, resumeAccount, suspendAccount } from '../registry-endpoints.ts';
import type { Account } from './account.ts';
import { BeginRecoverySheet } from './recovery-sheets.tsx';
import { unitControl } from './unit-select.tsx';

export type AccountAct =
  | { readonly kind: 'open' }
  | { readonly kind: 'post'; readonly account: Account }
  | { readonly kind: 'suspend' | 'resume'; readonly account: Account }
  | { readonly kind: 'recover'; readonly account: Account }
  | { readonly kind: 'end-post'; readonly account: Account; readonly post: string; readonly title: string };

/** The sheet of one act on an account. */
export function AccountSheet({ act, onClose }: { readonly act: AccountAct; readonly onClose: () => void }) {
  switch (act.kind) {
    case 'open':
      return <OpenSheet onClose={onClose} />;
    case 'post':
      return <PostSheet account={act.account} onClose={onClose} />;
    case 'recover':
      return <BeginRecoverySheet accountId={act.account.id} name={act.account.name} onClose={onClose} />;
    default:
      return <ReasonSheet act={act} onClose={onClose} />;
  }
}

/** Shown once: the administrator hands it over, the person replaces it at the first sign-in. */
function TemporaryPassword({ password, onClose }: { readonly password: string; readonly onClose: () => void }) {
  return (
    <ConfirmSheet
      open
      title={{ zh: '临时密码', en: 'Temporary password' }}
      sentence={{
        zh: '只显示这一次。请当面交给本人，首次登录须改为自己的密码。',
        en: 'Shown only this once. Hand it over in person; it must be replaced at the first sign-in.',
      }}
      act={{ zh: '已抄录，关闭', en: 'Noted, close' }}
      onAct={onClose}
      onClose={onClose}
    >
      <p className="figures">
        <strong>{password}</strong>
      </p>
    </ConfirmSheet>
  );
}

function OpenSheet({ onClose }: { readonly onClose: () => void }) {
  const [password, setPassword] = useState<string | null>(null);
  if (password !== null) return <TemporaryPassword password={password} onClose={onClose} />;
  return (
    <FormSheet
      endpoint={createAccount}
      custom={{
        personId: ({ ties, value, onChange }) => (
          <PersonOrNew ties={ties} value={typeof value === 'string' ? value : null} onChange={onChange} />
        ),
      }}
      refresh={['identity']}
      onDone={({ temporaryPassword }) => setPassword(temporaryPassword)}
      title={{ zh: '开通账号', en: 'Open an account' }}
      sentence={{
        zh: '生成临时密码一次；岗位由安全管理员另行授予。',
        en: 'A temporary password is made once; posts are given by the security administrator.',
      }}
      act={{ zh: '开通账号', en: 'Open the account' }}
      onClose={onClose}
    />
  );
}

/** Somebody known by name, or somebody new, entered by the name typed. */
function PersonOrNew({
  ties,
  value,
  onChange,
}: Pick<ControlProps, 'ties' | 'onChange'> & { readonly value: string | null }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const found = useRead(searchPersons, { query: { name } }, { when: name !== '', keep: true });
  const [adding, setAdding] = useState<ProblemError | null>(null);
  const persons = name === '' ? [] : (found.data?.persons ?? []);
  const add = async () => {
    setAdding(null);
    try {
      const { personId } = await call(createPerson, { body: { name } });
      onChange(personId);
    } catch (error) {
      setAdding(asProblem(error));
    }
  };
  const isNew = value !== null && !persons.some((one) => one.id === value);
  return (
    <>
      <Select<string>
        {...ties}
        showSearch={{ onSearch: setTyped, filterOption: false }}
        value={value}
        placeholder={t({ zh: '键入姓名', en: 'Type a name' })}
        notFoundContent={
          name === '' ? (
            t({ zh: '键入姓名', en: 'Type a name' })
          ) : (
            <button type="button" className="link" onClick={() => void add()}>
              {t({ zh: `登记新人员“${name}”`, en: `Enter the new person "${name}"` })}
            </button>
          )
        }
        options={[
          ...(isNew ? [{ value, label: t({ zh: '新登记的人员', en: 'The person just entered' }) }] : []),
          ...persons.map((person) => ({
            value: person.id,
            label: person.units.length > 0 ? `${person.name}（${person.units.join('；')}）` : person.name,
          })),
        ]}
        onChange={onChange}
      />
      <ProblemNotice problem={adding ?? found.error} />
    </>
  );
}

function PostSheet({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={createPost}
      initial={{ personId: account.personId, subtree: false, from: beijing(useNow()).day }}
      only={['unitId', 'title', 'roles', 'subtree', 'from', 'to']}
      custom={{ unitId: unitControl }}
      refresh={['identity']}
      title={{ zh: `给${account.name}授予岗位`, en: `Grant a post to ${account.name}` }}
      sentence={{
        zh: '从起始日起按所选职责在该单位办事；系统、安全、审计三类管理员不能由一人兼任。',
        en: 'From the first day on, the duties chosen apply in that unit. System, security and audit administrator exclude each other.',
      }}
      act={{ zh: '授予岗位', en: 'Grant the post' }}
      onClose={onClose}
    />
  );
}

type ReasonAct = Extract<AccountAct, { readonly kind: 'suspend' | 'resume' | 'end-post' }>;

const reasonActs = { suspend: suspendAccount, resume: resumeAccount, 'end-post': removePost } as const;

const reasonWords: Readonly<Record<ReasonAct['kind'], { readonly act: Text; readonly sentence: Text }>> = {
  suspend: {
    act: { zh: '停用账号', en: 'Suspend the account' },
    sentence: {
      zh: '立即退出所有登录，不能再登录；岗位和历史不变。',
      en: 'All sessions end at once; posts and history stay.',
    },
  },
  resume: {
    act: { zh: '恢复账号', en: 'Take it into use again' },
    sentence: { zh: '可以再登录，岗位照旧。', en: 'One can sign in again, with the same posts.' },
  },
  'end-post': {
    act: { zh: '结束岗位', en: 'End the post' },
    sentence: {
      zh: '从现在起这个岗位不再有效，经手过的记录不变。',
      en: 'The post gives nothing from now on; what was done under it stays.',
    },
  },
};

/** Acts that want a reason and nothing else. */
function ReasonSheet({ act, onClose }: { readonly act: ReasonAct; readonly onClose: () => void }) {
  const id = act.kind === 'end-post' ? act.post : act.account.id;
  const words = reasonWords[act.kind];
  const name = act.kind === 'end-post' ? `${act.account.name} ${act.title}` : act.account.name;
  return (
    <FormSheet
      endpoint={reasonActs[act.kind]}
      params={{ id }}
      refresh={['identity']}
      title={{ zh: `${words.act.zh} ${name}`, en: `${words.act.en}: ${name}` }}
      sentence={words.sentence}
      act={words.act}
      danger={act.kind === 'suspend' || act.kind === 'end-post'}
      onClose={onClose}
    />
  );
}
