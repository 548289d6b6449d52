import { Checkbox } from 'antd';
import type { CustomControl } from '#kernel/ui/forms/control.tsx';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { createDelegation } from '../registry-endpoints.ts';
import { type Role, roles } from '../roles.ts';
import { PersonPicker } from './person-picker.tsx';

const person: CustomControl = ({ ties, value, onChange }) => (
  <PersonPicker
    id={ties.id}
    {...(ties['aria-describedby'] ? { describedBy: ties['aria-describedby'] } : {})}
    value={typeof value === 'string' ? value : null}
    onChange={onChange}
  />
);

const administration: ReadonlySet<Role> = new Set([
  'system-administrator',
  'security-administrator',
  'audit-administrator',
]);

/** Only duties that can be delegated: of oneself those that one holds, of others all but administration. */
function DutiesOf({
  own,
  value,
  onChange,
}: {
  readonly own: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const t = useText();
  const me = useMe();
  const held = new Set(me.posts.flatMap((post) => post.roles));
  const offered = (Object.keys(roles) as Role[]).filter(
    (role) => !administration.has(role) && (!own || held.has(role)),
  );
  return (
    <Checkbox.Group<Role>
      value={offered.filter((role) => Array.isArray(value) && value.includes(role))}
      options={offered.map((role) => ({ value: role, label: t(roles[role]) }))}
      onChange={onChange}
    />
  );
}

/** Names a stand-in: for oneself, or, by the security administrator, for somebody absent. */
export function DelegationSheet({ own, onClose }: { readonly own: string | null; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={createDelegation}
      initial={{ from: beijing(useNow()).day, ...(own ? { fromPersonId: own } : {}) }}
      only={[...(own ? [] : ['fromPersonId']), 'toPersonId', 'from', 'to', 'roles', 'reason']}
      custom={{
        fromPersonId: person,
        toPersonId: person,
        roles: ({ value, onChange }) => <DutiesOf own={own !== null} value={value} onChange={onChange} />,
      }}
      refresh={['identity', 'desk']}
      title={{ zh: '设置代理', en: 'Name a stand-in' }}
      sentence={{
        zh: '期间由代理人代办，双方姓名都记入过程；到期自动结束。与委托人或代理人本人有关的团组不能代办。',
        en: 'The stand-in acts under both names and it ends by itself. Nobody decides, or has decided for them, their own journey.',
      }}
      act={{ zh: '设置代理', en: 'Name the stand-in' }}
      onClose={onClose}
    />
  );
}
