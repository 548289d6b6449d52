import { Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { listIssuers } from '#kernel/documents/endpoints.ts';
import { PeoplePicker } from '#kernel/identity/pages/person-picker.tsx';
import type { Text } from '#kernel/text.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import type { Input } from '#kernel/ui/api/request.ts';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import type { MissionPage } from '../../../answers.ts';
import { draftDocument } from '../../../endpoints.ts';
import { afterAct } from '../acts/act-sheet.tsx';

type Kind = Input<typeof draftDocument>['body']['kind'];

const kinds: Readonly<Record<Kind, Text>> = {
  'mission-approval': { zh: '任务批件', en: 'Approval paper' },
  'mission-confirmation': { zh: '任务确认件', en: 'Confirmation of the mission' },
  'request-to-province': { zh: '报省请示', en: 'Request to the province' },
};

/** What is drafted at which step of the route. */
const kindsAt: Readonly<Record<string, readonly Kind[]>> = {
  'issue-approval': ['mission-approval', 'mission-confirmation'],
  'issue-request': ['request-to-province'],
};

/** The kinds of document that the case has come to; none before the decisions are done. */
export const draftableKinds = (page: Pick<MissionPage, 'step'>): readonly Kind[] => kindsAt[page.step ?? ''] ?? [];

/** 拟稿: the content is taken from what was decided; only issuer and kind are chosen. */
export function DraftDocumentSheet({ page, onClose }: { readonly page: MissionPage; readonly onClose: () => void }) {
  const clearing = useClearing();
  const t = useText();
  const id = useId();
  const offered = draftableKinds(page);
  const [kind, setKind] = useState<Kind | null>(offered.length === 1 ? (offered[0] ?? null) : null);
  const [issuer, setIssuer] = useState<string | null>(null);
  const [cosigners, setCosigners] = useState<readonly string[]>([]);
  const [replaces, setReplaces] = useState<string | null>(null);
  const replaceable = page.documents.filter((one) => one.replaceable && one.kind === kind);
  const replaced = replaceable.find((one) => one.id === replaces)?.id;
  const issuers = useRead(listIssuers);
  const act = useAct(draftDocument, { refresh: afterAct, onDone: onClose });
  const list = issuers.data?.issuers ?? [];
  const chosen = issuer ?? (list.length === 1 ? (list[0]?.id ?? null) : null);
  const missing =
    kind === null
      ? { zh: '请选择文书种类。', en: 'Choose the kind of document.' }
      : chosen === null
        ? issuers.data && list.length === 0
          ? {
              zh: '还没有登记发文机关。请市外办负责人在“设置 › 发文机关”登记。',
              en: 'No issuer is registered. The head of the office registers one under Settings, Issuers.',
            }
          : { zh: '请选择发文机关。', en: 'Choose the issuer.' }
        : null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `拟稿 ${page.title}`, en: `Draft: ${page.title}` }}
      sentence={{
        zh: '按已批准的内容拟稿，接着核稿、签发；编号前都可退回重拟。',
        en: 'Drafted from what was decided; then it is checked and signed. It can be drafted anew until it is numbered.',
      }}
      act={{ zh: '拟稿', en: 'Draft' }}
      busy={act.isPending}
      problem={act.error}
      missing={missing}
      onClose={onClose}
      onAct={() => {
        if (kind !== null && chosen !== null) {
          act.mutate({
            params: { id: page.id },
            body: {
              kind,
              issuer: chosen,
              ...(cosigners.length > 0 ? { cosigners: [...cosigners] } : {}),
              ...(replaced ? { replaces: replaced } : {}),
            },
          });
        }
      }}
    >
      <div className="schema-form">
        <fieldset className="field">
          <legend>{t({ zh: '文书种类', en: 'Kind of document' })}</legend>
          <Radio.Group
            className="act-choices"
            value={kind}
            options={offered.map((one) => ({ value: one, label: t(kinds[one]) }))}
            onChange={(event) => setKind(event.target.value)}
          />
        </fieldset>
        <div className="field">
          <label htmlFor={id}>{t({ zh: '发文机关', en: 'Issuer' })}</label>
          <div className="field-control act-control">
            <Select<string>
              id={id}
              value={chosen}
              loading={issuers.isPending}
              placeholder={t({ zh: '选择发文机关', en: 'Choose the issuer' })}
              options={list.map((one) => ({ value: one.id, label: `${one.name}（${one.codeWord}）` }))}
              onChange={setIssuer}
            />
          </div>
          <ProblemNotice problem={issuers.error} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-cosigners`}>
            {t({ zh: '会签人', en: 'Co-signers' })}
            <span className="field-optional">{t({ zh: '选填', en: 'optional' })}</span>
          </label>
          <div className="field-control act-control">
            <PeoplePicker
              id={`${id}-cosigners`}
              describedBy={`${id}-cosigners-help`}
              value={cosigners}
              onChange={setCosigners}
            />
          </div>
          <p className="field-help" id={`${id}-cosigners-help`}>
            {t({
              zh: '可选其他单位人员；核稿后由他们会签，签齐再送签发。',
              en: 'Also persons of other units. They sign after checking, and then it goes to the signer.',
            })}
          </p>
        </div>
        {replaceable.length > 0 && (
          <div className="field">
            <label htmlFor={`${id}-replaces`}>
              {t({ zh: '替代的文书', en: 'Document that it replaces' })}
              <span className="field-optional">{t({ zh: '选填', en: 'optional' })}</span>
            </label>
            <div className="field-control act-control">
              <Select<string>
                id={`${id}-replaces`}
                allowClear={clearing}
                value={replaced ?? null}
                placeholder={t({ zh: '不替代', en: 'None' })}
                options={replaceable.map((one) => ({ value: one.id, label: `${one.number ?? ''} ${t(one.title)}` }))}
                onChange={(value) => setReplaces(value ?? null)}
              />
            </div>
          </div>
        )}
      </div>
    </ConfirmSheet>
  );
}
