import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { createUnit, listUnits } from '../registry-endpoints.ts';
import { type Unit, unitKinds } from '../registry-model.ts';
import { inReadingOrder } from './unit-tree.ts';

/** The tree of units: the office, its sections, counties, bureaus, the units that send people abroad. */
export default function Units() {
  const t = useText();
  const mayOpen = useMayOpen();
  const answer = useRead(listUnits);
  const [under, setUnder] = useState<Unit | null>(null);
  const mayAdd = mayOpen(createUnit.permission);
  return (
    <Page title={{ zh: '单位', en: 'Units' }}>
      <Answered of={answer} part={{ zh: '单位', en: 'Units' }}>
        {({ units }) => (
          <ScrollFrame className="table-frame">
            <table className="list-table">
              <caption className="for-readers">{t({ zh: '单位', en: 'Units' })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t({ zh: '名称', en: 'Name' })}</th>
                  <th scope="col">{t({ zh: '英文名称', en: 'English name' })}</th>
                  <th scope="col">{t({ zh: '类别', en: 'Kind' })}</th>
                  {mayAdd && (
                    <th scope="col">
                      <span className="for-readers">{t({ zh: '可办', en: 'Acts' })}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {inReadingOrder(units).map(({ unit, depth }) => (
                  <tr key={unit.id}>
                    <th scope="row" style={{ paddingInlineStart: 12 + depth * 24 }}>
                      {unit.name}
                    </th>
                    <td>{unit.nameEnglish}</td>
                    <td>{t(unitKinds[unit.kind])}</td>
                    {mayAdd && (
                      <td>
                        <Button size="small" onClick={() => setUnder(unit)}>
                          {t({ zh: '新增下级…', en: 'Add below…' })}
                          <span className="for-readers"> {unit.name}</span>
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollFrame>
        )}
      </Answered>
      {under && <AddSheet under={under} onClose={() => setUnder(null)} />}
    </Page>
  );
}

function AddSheet({ under, onClose }: { readonly under: Unit; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={createUnit}
      initial={{ parentId: under.id }}
      only={['name', 'nameEnglish', 'shortName', 'kind']}
      refresh={['identity']}
      title={{ zh: `在${under.name}下新增单位`, en: `Add a unit below ${under.nameEnglish}` }}
      sentence={{
        zh: `新单位归${under.name}，其上级的岗位如含下级即可办理它的事。`,
        en: `The unit belongs to ${under.nameEnglish}; posts above it that reach below handle its matters.`,
      }}
      act={{ zh: '新增单位', en: 'Add the unit' }}
      onClose={onClose}
    />
  );
}
