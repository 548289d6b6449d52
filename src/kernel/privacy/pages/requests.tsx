import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import type { CustomControl } from '#kernel/ui/forms/control.tsx';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import {
  answerRequest,
  correctPerson,
  createRequest,
  erase,
  findPersons,
  identityChecks,
  listRequests,
  readPack,
  requestKinds,
  requestStates,
} from '../request-endpoints.ts';
import { PackView } from './pack-view.tsx';

type Request = Answer<typeof listRequests>['requests'][number];
type Opened =
  | { readonly what: 'pack' | 'answer' | 'correct' | 'erase'; readonly request: Request }
  | { readonly what: 'new' };

const states = {
  open: { label: requestStates.open, tone: 'info' },
  answered: { label: requestStates.answered, tone: 'done' },
  refused: { label: requestStates.refused, tone: 'stop' },
} as const;

/** 个人信息申请: taken in, gathered, corrected and answered within fifteen working days. */
export default function Requests() {
  const t = useText();
  const answer = useRead(listRequests);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <Page
      title={{ zh: '个人信息申请', en: 'Requests about personal data' }}
      acts={
        <Button type="primary" onClick={() => setOpened({ what: 'new' })}>
          {t({ zh: '登记申请…', en: 'Enter a request…' })}
        </Button>
      }
    >
      <Answered of={answer} part={{ zh: '个人信息申请', en: 'Requests' }}>
        {({ requests }) =>
          requests.length === 0 ? (
            <Empty why={{ zh: '还没有人申请查阅或更正。', en: 'Nobody has asked yet.' }} />
          ) : (
            <ul className="stack">
              {requests.map((request) => (
                <li className="card stack" key={request.id}>
                  <header className="row spread">
                    <h2>
                      {request.person}　{t(requestKinds[request.kind])}
                    </h2>
                    <StatusTag tone={states[request.state].tone} label={states[request.state].label} />
                  </header>
                  <p className="quiet">
                    {t(identityChecks[request.identityChecked])}　{tableInstant(request.receivedAt)}　
                    {t({ zh: `答复期限 ${request.dueOn}`, en: `due ${request.dueOn}` })}
                  </p>
                  {request.words && <p>{request.words}</p>}
                  {request.state === 'open' && (
                    <div className="row">
                      <Button size="small" onClick={() => setOpened({ what: 'pack', request })}>
                        {t({ zh: '汇集信息', en: 'Gather the data' })}
                      </Button>
                      {request.kind === 'correction' && (
                        <Button size="small" onClick={() => setOpened({ what: 'correct', request })}>
                          {t({ zh: '更正姓名…', en: 'Correct the name…' })}
                        </Button>
                      )}
                      {request.kind === 'erasure' && (
                        <Button size="small" danger onClick={() => setOpened({ what: 'erase', request })}>
                          {t({ zh: '确认删除…', en: 'Confirm the deletion…' })}
                        </Button>
                      )}
                      <Button size="small" onClick={() => setOpened({ what: 'answer', request })}>
                        {t({ zh: '答复…', en: 'Answer…' })}
                      </Button>
                    </div>
                  )}
                  {opened?.what === 'pack' && opened.request.id === request.id && <Gathered id={request.id} />}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {opened?.what === 'new' && <NewSheet onClose={close} />}
      {opened?.what === 'answer' && <AnswerSheet request={opened.request} onClose={close} />}
      {opened?.what === 'erase' && <EraseSheet request={opened.request} onClose={close} />}
      {opened?.what === 'correct' && <CorrectSheet request={opened.request} onClose={close} />}
    </Page>
  );
}

function Gathered({ id }: { readonly id: string }) {
  const pack = useRead(readPack, { params: { id } });
  return (
    <Answered of={pack} part={{ zh: '汇集的信息', en: 'The data' }}>
      {(found) => <PackView pack={found} />}
    </Answered>
  );
}

const personControl: CustomControl = ({ ties, value, onChange }) => (
  <PersonSelect ties={ties} value={typeof value === 'string' ? value : null} onChange={onChange} />
);

function PersonSelect({
  ties,
  value,
  onChange,
}: Pick<Parameters<CustomControl>[0], 'ties' | 'onChange'> & { readonly value: string | null }) {
  const t = useText();
  const [name, setName] = useState('');
  const found = useRead(findPersons, { query: { name } }, { when: name.trim() !== '', keep: true });
  return (
    <Select<string>
      {...ties}
      showSearch={{ filterOption: false, onSearch: setName }}
      value={value}
      placeholder={t({ zh: '输入姓名查找', en: 'Type a name' })}
      notFoundContent={name ? t({ zh: `没有“${name}”`, en: 'Nobody of that name' }) : null}
      options={(found.data?.persons ?? []).map((one) => ({
        value: one.id,
        label: [one.name, ...one.units].join('　'),
      }))}
      onChange={onChange}
    />
  );
}

function NewSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={createRequest}
      initial={{ kind: 'access', identityChecked: 'in-person' }}
      custom={{ personId: personControl }}
      title={{ zh: '登记个人信息申请', en: 'Enter a request about personal data' }}
      sentence={{
        zh: '自今日起十五个工作日内答复，到期前提醒。',
        en: 'The answer is due within fifteen working days from today; a reminder comes before.',
      }}
      act={{ zh: '登记', en: 'Enter' }}
      onClose={onClose}
    />
  );
}

function AnswerSheet({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={answerRequest}
      params={{ id: request.id }}
      initial={{ outcome: 'answered' }}
      title={{ zh: `答复 ${request.person} 的申请`, en: `Answer ${request.person}` }}
      sentence={{ zh: '答复后期限了结，不能再改。', en: 'The duty ends with the answer, which cannot be changed.' }}
      act={{ zh: '记入答复', en: 'Record the answer' }}
      onClose={onClose}
    />
  );
}

function EraseSheet({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  const t = useText();
  const act = useAct(erase, { onDone: onClose });
  return (
    <ConfirmSheet
      open
      danger
      title={{ zh: `删除 ${request.person} 的个人信息`, en: `Delete the data on ${request.person}` }}
      sentence={{
        zh: '销毁本人密钥和所存信息，不能恢复；依法必须保存的，系统会指出并停止。须由登记人以外的人确认。',
        en: 'Destroys the person’s key and what is held; there is no way back. What the law requires to be kept stops it and is named. Somebody else than who took it in confirms.',
      }}
      act={{ zh: '销毁', en: 'Destroy' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: request.id } })}
    >
      {act.error && act.error.faults.length > 0 && (
        <ul>
          {act.error.faults.map((fault) => (
            <li key={fault.at}>{t(fault.message)}</li>
          ))}
        </ul>
      )}
    </ConfirmSheet>
  );
}

function CorrectSheet({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={correctPerson}
      params={{ id: request.id }}
      initial={{ name: request.person }}
      title={{ zh: `更正 ${request.person} 的姓名`, en: `Correct the name of ${request.person}` }}
      sentence={{
        zh: '清单、查询和以后的文书用新的姓名；原值留在更正记录里，已印发的文书不变。',
        en: 'Lists, search and documents to come carry the new name; the former one stays in the record, issued documents stay as they are.',
      }}
      act={{ zh: '更正', en: 'Correct' }}
      onClose={onClose}
    />
  );
}
