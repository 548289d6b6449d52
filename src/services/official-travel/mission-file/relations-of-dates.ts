import type { Text } from '#kernel/text.ts';
import { type MissionFault, missionFault, pointer } from './faults.ts';
import type { Path, SoundView } from './view.ts';

/** Which dates must not precede which, and which must lie within the mission. */
export function faultsOfDates(view: SoundView): MissionFault[] {
  return [...faultsOfOrder(view), ...faultsOutside(view)];
}

const texts = {
  returnFirst: { zh: '入境日早于出境日。', en: 'The return is before the departure.' },
  lateSubmission: { zh: '报送日晚于出境日。', en: 'The day of submission is after the departure.' },
  leaveFirst: { zh: '离开日早于抵达日。', en: 'The day of leaving is before the day of arrival.' },
  overlappingStops: { zh: '抵达日早于上一站离开日。', en: 'This stop begins before the one before it ends.' },
  toFirst: { zh: '截止日早于起始日。', en: 'The last day is before the first.' },
  signedLate: { zh: '邀请函签署日晚于报送日。', en: 'The letter was signed after the day of submission.' },
  notPrevious: { zh: '以往出访须早于本次出境日。', en: 'A previous mission must depart before this departure.' },
} as const satisfies Record<string, Text>;

function faultsOfOrder(view: SoundView): MissionFault[] {
  const faults: MissionFault[] = [];
  const inOrder = (earlier: Path, later: Path, at: Path, text: Text) => {
    const [first, second] = [view.text(...earlier), view.text(...later)];
    if (first !== undefined && second !== undefined && second < first) {
      faults.push(missionFault(pointer(...at), 'date-order', text));
    }
  };
  const departure = ['route', 'departure'];
  inOrder(departure, ['route', 'return'], ['route', 'return'], texts.returnFirst);
  inOrder(['asOf'], departure, ['asOf'], texts.lateSubmission);

  for (const i of view.indices('members')) {
    for (const j of view.indices('members', i, 'previous')) {
      const previous = ['members', i, 'previous', j];
      const begins = view.text(...previous, 'departure');
      const begin = view.text(...departure);
      if (begins !== undefined && begin !== undefined && begins >= begin) {
        faults.push(missionFault(pointer(...previous, 'departure'), 'date-order', texts.notPrevious));
      }
      inOrder([...previous, 'departure'], [...previous, 'return'], [...previous, 'return'], texts.returnFirst);
    }
  }
  for (const i of view.indices('route', 'stops')) {
    const stop = ['route', 'stops', i];
    inOrder([...stop, 'arrive'], [...stop, 'leave'], [...stop, 'leave'], texts.leaveFirst);
    if (i > 0)
      inOrder(['route', 'stops', i - 1, 'leave'], [...stop, 'arrive'], [...stop, 'arrive'], texts.overlappingStops);
  }
  const periods: Path[] = [
    ...view.indices('invitations').map((i) => ['invitations', i, 'covers']),
    ['publicity'],
    ...view.indices('hosting').map((i) => ['hosting', i]),
    ...view.indices('hiredCar').map((i) => ['hiredCar', i]),
  ];
  for (const period of periods) inOrder([...period, 'from'], [...period, 'to'], [...period, 'to'], texts.toFirst);
  for (const i of view.indices('invitations')) {
    inOrder(['invitations', i, 'signedOn'], ['asOf'], ['invitations', i, 'signedOn'], texts.signedLate);
  }
  for (const i of view.indices('otherMissions')) {
    const other = ['otherMissions', i];
    inOrder([...other, 'departure'], [...other, 'return'], [...other, 'return'], texts.returnFirst);
  }
  return faults;
}

function faultsOutside(view: SoundView): MissionFault[] {
  const [departure, back] = [view.text('route', 'departure'), view.text('route', 'return')];
  if (departure === undefined || back === undefined) return [];
  const dates: Path[] = [
    ...view.indices('route', 'stops').flatMap((i) => ['arrive', 'leave'].map((key) => ['route', 'stops', i, key])),
    ...view.indices('route', 'legs').map((i) => ['route', 'legs', i, 'date']),
    ...view.indices('itinerary').map((i) => ['itinerary', i, 'date']),
    ...['hosting', 'hiredCar'].flatMap((list) =>
      view.indices(list).flatMap((i) => ['from', 'to'].map((key) => [list, i, key])),
    ),
  ];
  return dates
    .filter((path) => {
      const date = view.text(...path);
      return date !== undefined && (date < departure || date > back);
    })
    .map((path) => missionFault(pointer(...path), 'outside-dates'));
}
