import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { createIssuer, createSeal, listIssuers } from '../endpoints.ts';

type Issuer = Answer<typeof listIssuers>['issuers'][number];

/** Issuers in force, each with its code word; seals are registered under their issuer. */
export default function Issuers() {
  const t = useText();
  const mayOpen = useMayOpen();
  const answer = useRead(listIssuers);
  const [adding, setAdding] = useState(false);
  const [sealing, setSealing] = useState<Issuer | null>(null);
  return (
    <Page
      title={{ zh: '发文机关', en: 'Issuers' }}
      acts={
        mayOpen(createIssuer.permission) && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t({ zh: '登记发文机关…', en: 'Register an issuer…' })}
          </Button>
        )
      }
    >
      <Answered of={answer} part={{ zh: '发文机关', en: 'Issuers' }}>
        {({ issuers }) =>
          issuers.length === 0 ? (
            <Empty
              why={{
                zh: '还没有发文机关，文书拟不了稿。请先登记，如“市外办”“市委外办”。',
                en: 'No issuer yet, so nothing can be drafted. Register one first.',
              }}
            />
          ) : (
            <ScrollFrame className="table-frame">
              <table className="list-table">
                <caption className="for-readers">{t({ zh: '发文机关', en: 'Issuers' })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t({ zh: '发文机关', en: 'Issuer' })}</th>
                    <th scope="col">{t({ zh: '机关代字', en: 'Code word' })}</th>
                    <th scope="col">{t({ zh: '启用', en: 'In force from' })}</th>
                    <th scope="col">
                      <span className="for-readers">{t({ zh: '可办', en: 'Acts' })}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {issuers.map((issuer) => (
                    <tr key={issuer.id}>
                      <th scope="row">{issuer.name}</th>
                      <td>{issuer.codeWord}</td>
                      <td className="figures">
                        {issuer.from}
                        {issuer.to && t({ zh: ` 至 ${issuer.to}`, en: ` until ${issuer.to}` })}
                      </td>
                      <td>
                        {mayOpen(createSeal.permission) && (
                          <Button size="small" onClick={() => setSealing(issuer)}>
                            {t({ zh: '登记印章…', en: 'Register a seal…' })}
                            <span className="for-readers"> {issuer.name}</span>
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollFrame>
          )
        }
      </Answered>
      {adding && <IssuerSheet onClose={() => setAdding(false)} />}
      {sealing && <SealSheet issuer={sealing} onClose={() => setSealing(null)} />}
    </Page>
  );
}

function IssuerSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={createIssuer}
      initial={{ from: beijing(useNow()).day }}
      refresh={['documents']}
      title={{ zh: '登记发文机关', en: 'Register an issuer' }}
      sentence={{
        zh: '登记后可用它的名义拟稿、编号，文号按年从 1 起，不跳号、不重用。',
        en: 'Documents can then be drafted and numbered in its name; numbers run from 1 each year, without gap or reuse.',
      }}
      act={{ zh: '登记', en: 'Register' }}
      onClose={onClose}
    />
  );
}

function SealSheet({ issuer, onClose }: { readonly issuer: Issuer; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={createSeal}
      initial={{ issuerId: issuer.id, from: beijing(useNow()).day }}
      only={['name', 'from']}
      refresh={['documents']}
      title={{ zh: `登记${issuer.name}的印章`, en: `Register a seal of ${issuer.name}` }}
      sentence={{
        zh: '用印登记簿按印章记录每次用印；文书以印章为准。',
        en: 'The seal register records each use by seal; the seal, not a code, gives validity.',
      }}
      act={{ zh: '登记印章', en: 'Register the seal' }}
      onClose={onClose}
    />
  );
}
