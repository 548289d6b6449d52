import { Decimal } from '#kernel/money/decimal.ts';
import { isHongKongMacaoOrTaiwan } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';
import { hasRows, type OfficeRates, rateOf } from '../budget/rates.ts';
import { type MissionFault, missionFault, pointer } from './faults.ts';
import { substitute } from './model.ts';
import type { Path, SoundView } from './view.ts';
import { classesOf, placedItems } from './vocabulary.ts';

/** Sums that do not come out, fields that contradict each other, and the two statements that hold for the file as a whole. */
export function faultsOfAmounts(view: SoundView, officeRates: OfficeRates | null): MissionFault[] {
  return [
    ...sums(view),
    ...conflicts(view),
    ...currencies(view, officeRates),
    ...kindAndRoute(view),
    ...stateSecret(view),
  ];
}

const texts = {
  amount: { zh: '金额应等于单价×数量×人数。', en: 'The amount must be unit × quantity × number of members.' },
  sources: { zh: '经费来源比例合计应为100%。', en: 'The shares of the sources must add up to 100 %.' },
  airside: { zh: '访问地点不能只在机场候机区内。', en: 'Who visits a place leaves the airport.' },
  leadership: {
    zh: '领导班子单位与班子职务应同时填写或同时为null。',
    en: 'Leadership team and role go together: both, or both null.',
  },
  publicity: {
    zh: '公示起止日期应同时填写或同时为null。',
    en: 'The first and last day of posting go together: both, or both null.',
  },
  swap: { zh: '调换计划须写明所放弃的团组。', en: 'A swap names the line that is given up.' },
  class: { zh: '舱位（席别）与交通工具不符。', en: 'The class does not belong to this means of transport.' },
  currency: { zh: '币种须为该地标准所用币种或人民币。', en: "The currency must be that of the place's rate, or CNY." },
} as const satisfies Record<string, Text>;

function sums(view: SoundView): MissionFault[] {
  const lines = view.indices('budget', 'lines').map((i) => ['budget', 'lines', i]);
  const faults = lines.flatMap((line) => {
    const [unit, quantity, amount] = ['unit', 'quantity', 'amount'].map((key) => view.number(...line, key));
    const members = membersOf(view, [...line, 'members']);
    if (unit === undefined || quantity === undefined || amount === undefined || members === undefined) return [];
    const due = Decimal.of(unit).times(quantity).times(members);
    return due.equals(amount) ? [] : [missionFault(pointer(...line, 'amount'), 'sum', texts.amount)];
  });
  const percents = view.indices('funding', 'sources').map((i) => view.number('funding', 'sources', i, 'percent'));
  if (percents.length > 0 && !percents.includes(undefined)) {
    const total = Decimal.sum(percents.map((percent) => Decimal.of(percent ?? 0)));
    if (!total.equals(100)) faults.push(missionFault('/funding/sources', 'sum', texts.sources));
  }
  return faults;
}

/** How many members the references name, each counted once. */
function membersOf(view: SoundView, path: Path): number | undefined {
  const references = view.value(...path);
  if (references === 'all') return view.value('members') === undefined ? undefined : view.size('members');
  if (!Array.isArray(references)) return undefined;
  const ids = view.indices(...path).map((i) => view.text(...path, i));
  return ids.includes(undefined) ? undefined : new Set(ids).size;
}

function conflicts(view: SoundView): MissionFault[] {
  const faults: MissionFault[] = [];
  const together = (first: Path, second: Path, text: Text) => {
    const [one, other] = [view.value(...first), view.value(...second)];
    if (one !== undefined && other !== undefined && (one === null) !== (other === null)) {
      faults.push(missionFault(pointer(...first), 'conflict', text));
    }
  };
  const leaders = view
    .indices('otherMissions')
    .flatMap((i) => view.indices('otherMissions', i, 'leaders').map((j) => ['otherMissions', i, 'leaders', j]));
  for (const person of [...view.indices('members').map((i) => ['members', i]), ...leaders]) {
    together([...person, 'leadershipRole'], [...person, 'leadershipTeamOf'], texts.leadership);
  }
  together(['publicity', 'from'], ['publicity', 'to'], texts.publicity);
  for (const i of view.indices('route', 'stops')) {
    const stop = ['route', 'stops', i];
    if (view.value(...stop, 'airsideOnly') === true && view.value(...stop, 'use') === 'visit') {
      faults.push(missionFault(pointer(...stop, 'airsideOnly'), 'conflict', texts.airside));
    }
  }
  for (const i of view.indices('route', 'legs')) {
    const leg = ['route', 'legs', i];
    const [mode, wanted] = [view.text(...leg, 'mode'), view.text(...leg, 'class')];
    if (mode === undefined || wanted === undefined) continue;
    const classes: readonly string[] = classesOf[mode as keyof typeof classesOf];
    if (!classes.includes(wanted)) faults.push(missionFault(pointer(...leg, 'class'), 'conflict', texts.class));
  }
  if (view.value('plan', 'status') === 'swapped' && view.value('plan', 'swapFor') === null) {
    faults.push(missionFault(pointer('plan', 'status'), 'conflict', texts.swap));
  }
  return faults;
}

/** Lines that are spent at a place are in its rate's currency or in CNY; a place without a rate leaves the currency open. */
function currencies(view: SoundView, officeRates: OfficeRates | null): MissionFault[] {
  const asOf = view.text('asOf');
  if (asOf === undefined) return [];
  const on = { asOf, officeRates };
  return view.indices('budget', 'lines').flatMap((i) => {
    const line = ['budget', 'lines', i];
    const [region, city, currency] = ['region', 'city', 'currency'].map((key) => view.text(...line, key));
    const placed = placedItems.some((item) => item === view.value(...line, 'item'));
    if (!placed || currency === undefined || currency === 'CNY' || region === undefined || city === undefined)
      return [];
    const substitutes = hasRows(region, on) ? [] : soundSubstitutes(view);
    const found = rateOf({ region, city }, on, substitutes);
    if ('undetermined' in found || found.rate.currency === currency) return [];
    return [missionFault(pointer(...line, 'currency'), 'conflict', texts.currency)];
  });
}

function soundSubstitutes(view: SoundView) {
  return view.indices('budget', 'substitutes').flatMap((i) => {
    const path = ['budget', 'substitutes', i];
    const found = substitute.safeParse(
      Object.fromEntries(['region', 'useRegion', 'useCity'].map((key) => [key, view.value(...path, key)])),
    );
    return found.success ? [found.data] : [];
  });
}

function kindAndRoute(view: SoundView): MissionFault[] {
  const kind = view.text('kind');
  const stops = view.indices('route', 'stops').map((i) => ({
    region: view.text('route', 'stops', i, 'region'),
    use: view.text('route', 'stops', i, 'use'),
  }));
  const visits = stops.filter((stop) => stop.use !== 'transit');
  if (kind === undefined || visits.length === 0) return [];
  if (visits.some((stop) => stop.use === undefined || stop.region === undefined)) return [];
  const regions = visits.map((stop) => stop.region ?? '');
  const fits =
    kind === 'hong-kong-macao'
      ? regions.every((region) => region === 'HK' || region === 'MO')
      : kind === 'taiwan'
        ? regions.every((region) => region === 'TW')
        : regions.some((region) => !isHongKongMacaoOrTaiwan(region));
  return fits ? [] : [missionFault('/kind', 'kind-route')];
}

function stateSecret(view: SoundView): MissionFault[] {
  const statement = view.value('statements', 'noStateSecret');
  return statement === undefined || statement === true
    ? []
    : [missionFault(pointer('statements', 'noStateSecret'), 'state-secret')];
}
