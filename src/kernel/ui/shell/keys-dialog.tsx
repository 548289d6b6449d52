import { Modal, Switch } from 'antd';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { setPreferences, usePreferences } from '#kernel/ui/look/preferences.ts';

const keys: readonly { readonly keys: string; readonly act: Text; readonly where: Text }[] = [
  { keys: 'Ctrl+K', act: { zh: '搜索', en: 'Search' }, where: { zh: '各页', en: 'everywhere' } },
  {
    keys: 'Tab  Shift+Tab  Esc',
    act: { zh: '移动、关闭、返回', en: 'Move, close, back' },
    where: { zh: '各页', en: 'everywhere' },
  },
  {
    keys: 'Ctrl+Enter',
    act: { zh: '本页主要操作（先打开确认）', en: 'Main act of the page (opens the confirm sheet)' },
    where: { zh: '表单、办件', en: 'forms, cases' },
  },
  { keys: 'Ctrl+S', act: { zh: '立即保存', en: 'Save now' }, where: { zh: '表单', en: 'forms' } },
  {
    keys: 'F8  Shift+F8',
    act: { zh: '下一处、上一处问题', en: 'Next, previous issue' },
    where: { zh: '表单、核对页', en: 'forms, review' },
  },
  {
    keys: '↑ ↓ ← →  Enter  F2  Esc',
    act: { zh: '移动、下一格、编辑、离开', en: 'Move, next, edit, leave' },
    where: { zh: '可编辑表格', en: 'sheets' },
  },
  { keys: 'Ctrl+D', act: { zh: '同上一行', en: 'Same as above' }, where: { zh: '可编辑表格', en: 'sheets' } },
];

const singleKeys: typeof keys = [
  { keys: 'J  K', act: { zh: '下一行、上一行', en: 'Next, previous row' }, where: { zh: '列表', en: 'lists' } },
  { keys: '/', act: { zh: '到筛选', en: 'To the filter' }, where: { zh: '列表', en: 'lists' } },
];

/** Every key has a visible button; none decides anything. */
export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText();
  const chosen = usePreferences();
  const shown = chosen.singleKeys ? [...keys, ...singleKeys] : keys;
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={640}
      title={t({ zh: '帮助和按键', en: 'Help and keys' })}
    >
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '按键', en: 'Keys' })}</th>
            <th scope="col">{t({ zh: '作用', en: 'Act' })}</th>
            <th scope="col">{t({ zh: '何处', en: 'Where' })}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={entry.keys}>
              <th scope="row">
                <kbd>{entry.keys}</kbd>
              </th>
              <td>{t(entry.act)}</td>
              <td>{t(entry.where)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="row">
        <Switch
          id="single-keys"
          checked={chosen.singleKeys}
          onChange={(checked) => setPreferences({ singleKeys: checked })}
        />
        <label htmlFor="single-keys">
          {t({ zh: '启用单键（J、K、/），输入文字时不起作用', en: 'Single keys (J, K, /); silent while typing' })}
        </label>
      </p>
    </Modal>
  );
}
