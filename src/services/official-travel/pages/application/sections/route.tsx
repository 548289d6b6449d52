import { Button } from 'antd';
import { useState } from 'react';
import { RequiredNote, SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { SheetTable } from '#kernel/ui/forms/sheet-table.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { FigureChip } from '#kernel/ui/parts/chips.tsx';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { travelDays } from '../programme-days.ts';
import { RouteDrawing } from '../route-drawing.tsx';
import { legsFromStops } from '../route-line.ts';
import { fieldNamed, formOf, rowsOf, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

const stops = fieldNamed('route', 'stops');
const legs = fieldNamed('route', 'legs');

export function RouteSection(props: SectionProps) {
  const { mission, value, readOnly, onChange, onBlur, faults, findings } = props;
  const t = useText();
  const [replacing, setReplacing] = useState(false);
  const route = mission.route;
  const days = travelDays(route).length;
  const stopRows = rowsOf(value.stops);
  const legRows = rowsOf(value.legs);
  const bringLegs = () => {
    onChange({ ...value, legs: legsFromStops(route, t({ zh: '宿迁', en: '宿迁' })) });
    setReplacing(false);
  };
  const last = stopRows.at(-1);
  return (
    <div className="stack">
      <RequiredNote />
      <SchemaForm {...formOf(props)} only={['departure', 'return']} />
      {days > 0 && (
        <p>
          <FigureChip
            label={{ zh: '在外', en: 'Abroad' }}
            value={days}
            unit={{ zh: '天', en: days === 1 ? 'day' : 'days' }}
            arithmetic={{ zh: '离境日、抵境日都计入', en: 'Days of departure and return both count' }}
          />
        </p>
      )}
      <RouteDrawing route={route} />
      <h3>{t({ zh: '访问和经停', en: 'Stops' })}</h3>
      <p className="quiet">
        {t({
          zh: '按先后逐个城市填写，写当地日期；只转机不出机场的，用途选“经停”，“不出机场”写“是”。',
          en: 'City by city in order, with local dates; for a change of planes without leaving the airport choose "transit" and say so.',
        })}
      </p>
      <SheetTable
        field={stops}
        at="/route/stops"
        rows={stopRows}
        blank={{
          use: 'visit',
          airsideOnly: false,
          hotel: '',
          ...(last?.region ? { region: last.region } : {}),
          ...(last?.leave ? { arrive: last.leave } : value.departure ? { arrive: value.departure } : {}),
        }}
        onChange={(next) => onChange({ ...value, stops: next })}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-route-stops' }}
      />
      <TableFaults at="/route/stops" faults={faults} findings={findings} />
      <h3>{t({ zh: '航段', en: 'Legs' })}</h3>
      {!readOnly && stopRows.length > 0 && (
        <div className="row">
          <Button size="small" onClick={() => (legRows.length > 0 ? setReplacing(true) : bringLegs())}>
            {t({ zh: '按访问和经停带出', en: 'Make them of the stops' })}
          </Button>
          <span className="quiet">
            {t({
              zh: '带出后核对班次、舱位和承运人；境内段到口岸城市的也可加上',
              en: 'Then check number, class and carrier; add the way to the port of exit if needed',
            })}
          </span>
        </div>
      )}
      <SheetTable
        field={legs}
        at="/route/legs"
        rows={legRows}
        blank={{ mode: 'air', class: 'economy', carrierRegion: 'CN', charter: false, number: null }}
        onChange={(next) => onChange({ ...value, legs: next })}
        onBlur={onBlur}
        readOnly={readOnly}
        ties={{ id: 'field-route-legs' }}
      />
      <TableFaults at="/route/legs" faults={faults} findings={findings} />
      <SchemaForm {...formOf(props)} only={['transfersOut', 'transfersBack', 'transitVisaNeeded']} />
      <ConfirmSheet
        open={replacing}
        title={{ zh: '按访问和经停重新带出航段', en: 'Make the legs anew of the stops' }}
        sentence={{
          zh: `现有 ${legRows.length} 个航段将被替换，班次和舱位须重新核对。`,
          en: `The ${legRows.length} legs there now are replaced; numbers and classes must be checked again.`,
        }}
        act={{ zh: '替换航段', en: 'Replace the legs' }}
        other={{ zh: '保留原样', en: 'Keep them' }}
        onAct={bringLegs}
        onClose={() => setReplacing(false)}
      />
    </div>
  );
}
