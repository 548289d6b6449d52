import './settings.css';
import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { beijing, tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { changeSetting, listSettings } from '../endpoints.ts';
import { editorOf, type Json, readValue, writeValue } from './value-text.ts';

type Setting = Answer<typeof listSettings>['settings'][number];

/** Values of the office: what holds, since when, who set it, and why; the former ones stay. */
export default function Settings() {
  const answer = useRead(listSettings);
  const [changing, setChanging] = useState<Setting | null>(null);
  return (
    <Page title={{ zh: '参数', en: 'Values' }}>
      <Answered of={answer} part={{ zh: '参数', en: 'Values' }}>
        {({ settings }) =>
          settings.length === 0 ? (
            <Empty why={{ zh: '没有可以设置的参数。', en: 'There is nothing to set.' }} />
          ) : (
            <ul className="settings">
              {settings.map((setting) => (
                <One key={setting.key} setting={setting} onChange={() => setChanging(setting)} />
              ))}
            </ul>
          )
        }
      </Answered>
      {changing && <ChangeSheet setting={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

const comma = { zh: '、', en: ', ' };

/** Signs of a value that stand open; longer ones unfold. */
const longest = 120;

function One({ setting, onChange }: { readonly setting: Setting; readonly onChange: () => void }) {
  const t = useText();
  const value = setting.value as Json;
  const yes = (one: Json) => {
    if (one === null) return t({ zh: '未设置', en: 'Not set' });
    if (typeof one === 'boolean') return one ? t({ zh: '是', en: 'Yes' }) : t({ zh: '否', en: 'No' });
    const words =
      Array.isArray(one) && one.every((part) => typeof part === 'string') ? one.join(t(comma)) : writeValue(one);
    if (words.length <= longest) return words === '' ? t({ zh: '无', en: 'None' }) : words;
    return (
      <details>
        <summary>{t({ zh: '看全文', en: 'Show it whole' })}</summary>
        {typeof one === 'string' ? words : <code className="setting-whole">{JSON.stringify(one, null, 2)}</code>}
      </details>
    );
  };
  return (
    <li className="card">
      <header className="row spread">
        <h2>{t(setting.label)}</h2>
        {setting.unverified && <StatusTag tone="soon" icon="alert" label={{ zh: '未核定', en: 'Not confirmed' }} />}
      </header>
      {setting.help && <p className="quiet">{t(setting.help)}</p>}
      <div className="row">
        <span className="setting-value setting-now">{yes(value)}</span>
        {setting.history.length === 0 && (
          <span className="quiet">{t({ zh: '系统默认', en: 'Default of the program' })}</span>
        )}
        {setting.mayChange && (
          <Button size="small" onClick={onChange}>
            {t({ zh: '更改…', en: 'Change…' })}
            <span className="for-readers"> {t(setting.label)}</span>
          </Button>
        )}
      </div>
      {setting.history.length > 0 && (
        <details>
          <summary>{t({ zh: `沿革 ${setting.history.length} 次`, en: `History: ${setting.history.length}` })}</summary>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '自', en: 'From' })}</th>
                <th scope="col">{t({ zh: '值', en: 'Value' })}</th>
                <th scope="col">{t({ zh: '设置人', en: 'Set by' })}</th>
                <th scope="col">{t({ zh: '依据或理由', en: 'Reason' })}</th>
              </tr>
            </thead>
            <tbody>
              {setting.history.map((entry) => (
                <tr key={entry.setAt + entry.validFrom}>
                  <td className="figures nowrap">{entry.validFrom}</td>
                  <td className="setting-value">{yes(entry.value as Json)}</td>
                  <td>
                    {entry.setBy ?? t({ zh: '系统', en: 'System' })}{' '}
                    <span className="quiet figures">{tableInstant(entry.setAt)}</span>
                  </td>
                  <td>{entry.reason}</td>
                </tr>
              ))}
              <tr>
                <td className="quiet">{t({ zh: '此前', en: 'Before' })}</td>
                <td className="setting-value">{yes(setting.default as Json)}</td>
                <td className="quiet">{t({ zh: '系统默认', en: 'Default of the program' })}</td>
                <td />
              </tr>
            </tbody>
          </table>
        </details>
      )}
    </li>
  );
}

function ChangeSheet({ setting, onClose }: { readonly setting: Setting; readonly onClose: () => void }) {
  const t = useText();
  const ids = { value: useId(), from: useId(), reason: useId() };
  const today = beijing(useNow()).day;
  const editor = editorOf(setting.default as Json);
  const [typed, setTyped] = useState(writeValue(setting.value as Json));
  const [from, setFrom] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const act = useAct(changeSetting, { refresh: ['settings'], onDone: onClose });
  const value = readValue(typed, editor);
  const missing =
    value === undefined
      ? {
          zh: '这个值读不懂，请按原来的形式填写。',
          en: 'This value does not read; write it in the form of the present one.',
        }
      : from === null
        ? { zh: '请填写生效日期。', en: 'Enter the first day.' }
        : reason.trim() === ''
          ? { zh: '请写明依据或理由。', en: 'Write the basis or reason.' }
          : null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `更改 ${setting.label.zh}`, en: `Change: ${setting.label.en}` }}
      sentence={{
        zh: `自 ${from ?? '—'} 起按新值办理，此前的事按当时的值；原值留在沿革里。`,
        en: `The new value holds from ${from ?? '—'} on; earlier matters keep theirs, and the former value stays in the history.`,
      }}
      act={{ zh: '更改参数', en: 'Change the value' }}
      busy={act.isPending}
      problem={act.error}
      missing={missing}
      onClose={onClose}
      onAct={() => {
        if (value === undefined || from === null) return;
        act.mutate({
          params: { key: setting.key },
          body: { value: value as never, validFrom: from as never, reason: reason.trim() },
        });
      }}
    >
      <div className="schema-form">
        <div className="field">
          <label htmlFor={ids.value}>{t({ zh: '新值', en: 'New value' })}</label>
          {editor === 'yes-no' ? (
            <Radio.Group
              id={ids.value}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              options={[
                { value: 'true', label: t({ zh: '是', en: 'Yes' }) },
                { value: 'false', label: t({ zh: '否', en: 'No' }) },
              ]}
            />
          ) : editor === 'json' ? (
            <Input.TextArea
              id={ids.value}
              className="setting-value"
              autoSize={{ minRows: 3, maxRows: 12 }}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : (
            <Input
              id={ids.value}
              value={typed}
              inputMode={editor === 'number' ? 'decimal' : 'text'}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </div>
        <div className="field">
          <label htmlFor={ids.from}>{t({ zh: '生效日期', en: 'In force from' })}</label>
          <DateField id={ids.from} value={from} onChange={setFrom} />
        </div>
        <div className="field">
          <label htmlFor={ids.reason}>{t({ zh: '依据或理由', en: 'Basis or reason' })}</label>
          <Input.TextArea
            id={ids.reason}
            maxLength={500}
            autoSize={{ minRows: 2 }}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </ConfirmSheet>
  );
}
