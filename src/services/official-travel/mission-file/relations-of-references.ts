import type { Text } from '#kernel/text.ts';
import { ruleRows } from '../rules/rows.ts';
import { type MissionFault, missionFault, pointer } from './faults.ts';
import type { Path, SoundView } from './view.ts';

/** What repeats something, and what names something that the file or the rules do not hold. */
export function faultsOfReferences(view: SoundView): MissionFault[] {
  return [...repeatedMembers(view), ...repeatedElsewhere(view), ...leaders(view), ...unknownReferences(view)];
}

const texts = {
  memberId: { zh: '成员编号与前面的成员重复。', en: 'An earlier member has the same id.' },
  samePerson: {
    zh: '与前面的成员为同一人（证件号码相同，或姓名、单位相同而未以不同证件号码区分）。',
    en: 'An earlier member is the same person: the same ID number, or the same name and unit without different ID numbers.',
  },
  halfDay: { zh: '同一半天重复列出。', en: 'The same half-day stands here twice.' },
  reason: { zh: '同一规则只能说明一次理由。', en: 'One reason per rule.' },
  memberUnknown: { zh: '没有此编号的成员。', en: 'No member has this id.' },
  oneself: { zh: '不能与本人有亲属关系。', en: 'A member cannot be related to himself.' },
  unitUnknown: { zh: '该单位不是组团单位，也不是派员单位。', en: 'The unit is neither the organiser nor a sender.' },
  placeUnknown: { zh: '行程中没有该地点。', en: 'The place is not one of the stops.' },
  ruleUnknown: { zh: '没有此编号的规则。', en: 'There is no rule with this id.' },
} as const satisfies Record<string, Text>;

function repeatedMembers(view: SoundView): MissionFault[] {
  const faults: MissionFault[] = [];
  const members = view.indices('members').map((i) => ({
    id: view.text('members', i, 'id'),
    idNumber: view.value('members', i, 'idNumber'),
    person: view.comparable(['members', i, 'name'], ['members', i, 'unit']),
  }));
  const ids = new Set<string>();
  const idNumbers = new Set<unknown>();
  const byPerson = new Map<string, unknown[]>();
  for (const [index, { id, idNumber, person }] of members.entries()) {
    if (id !== undefined && ids.has(id))
      faults.push(missionFault(pointer('members', index, 'id'), 'duplicate', texts.memberId));
    const namesakes = person === undefined ? [] : (byPerson.get(person) ?? []);
    // Namesakes in one unit are told apart by their ID numbers alone; a number at fault leaves the question open.
    const unresolved =
      idNumber !== undefined && namesakes.some((other) => other !== undefined && (idNumber === null || other === null));
    if ((typeof idNumber === 'string' && idNumbers.has(idNumber)) || unresolved) {
      faults.push(missionFault(pointer('members', index), 'duplicate', texts.samePerson));
    }
    if (id !== undefined) ids.add(id);
    if (typeof idNumber === 'string') idNumbers.add(idNumber);
    if (person !== undefined) byPerson.set(person, [...namesakes, idNumber]);
  }
  return faults;
}

function repeatedElsewhere(view: SoundView): MissionFault[] {
  return [
    ...repeats(view, ['itinerary'], ['date', 'half'], texts.halfDay),
    ...repeats(view, ['reasons'], ['rule'], texts.reason),
  ];
}

function repeats(view: SoundView, list: Path, keys: readonly string[], text: Text): MissionFault[] {
  const seen = new Set<string>();
  return view.indices(...list).flatMap((index) => {
    const values = keys.map((key) => view.text(...list, index, key));
    if (values.includes(undefined)) return [];
    const value = values.join('\n');
    const repeated = seen.has(value);
    seen.add(value);
    return repeated ? [missionFault(pointer(...list, index), 'duplicate', text)] : [];
  });
}

function leaders(view: SoundView): MissionFault[] {
  if (view.size('members') === 0) return [];
  const roles = view.indices('members').map((i) => view.text('members', i, 'groupRole'));
  if (roles.includes(undefined)) return [];
  return roles.filter((role) => role === 'leader').length === 1 ? [] : [missionFault('/members', 'leader')];
}

function unknownReferences(view: SoundView): MissionFault[] {
  return [...membersReferredTo(view), ...units(view), ...places(view), ...rules(view)];
}

function membersReferredTo(view: SoundView): MissionFault[] {
  const ids = view.indices('members').map((i) => view.text('members', i, 'id'));
  const answerable = view.value('members') !== undefined && !ids.includes(undefined);
  const known = new Set(ids);
  const faults: MissionFault[] = [];
  const check = (...path: Path) => {
    const id = view.text(...path);
    if (id !== undefined && answerable && !known.has(id)) {
      faults.push(missionFault(pointer(...path), 'unknown-reference', texts.memberUnknown));
    }
  };
  for (const [i, own] of ids.entries()) {
    for (const j of view.indices('members', i, 'relations')) {
      const path = ['members', i, 'relations', j, 'with'];
      if (own !== undefined && view.text(...path) === own) {
        faults.push(missionFault(pointer(...path), 'unknown-reference', texts.oneself));
      } else check(...path);
    }
  }
  const lists: Path[] = [
    ...view.indices('route', 'legs').map((i) => ['route', 'legs', i, 'members']),
    ...view.indices('invitations').map((i) => ['invitations', i, 'invitees']),
    ...view.indices('budget', 'lines').map((i) => ['budget', 'lines', i, 'members']),
    ...view.indices('hosting').map((i) => ['hosting', i, 'members']),
  ];
  for (const list of lists) for (const i of view.indices(...list)) check(...list, i);
  return faults;
}

function units(view: SoundView): MissionFault[] {
  if (!Array.isArray(view.value('senders'))) return [];
  const known = [
    view.comparable(['organiser', 'unit']),
    ...view.indices('senders').map((i) => view.comparable(['senders', i, 'unit'])),
  ];
  return unmatched(
    view,
    known,
    view.indices('members').map((i) => ({ keys: [['members', i, 'unit']], at: ['members', i, 'unit'] })),
    texts.unitUnknown,
  );
}

function places(view: SoundView): MissionFault[] {
  if (view.size('route', 'stops') === 0) return [];
  const place = (path: Path) => [
    [...path, 'region'],
    [...path, 'city'],
  ];
  const known = view.indices('route', 'stops').map((i) => view.comparable(...place(['route', 'stops', i])));
  const lines = view.indices('budget', 'lines').map((i) => ['budget', 'lines', i]);
  return unmatched(
    view,
    known,
    lines.map((line) => ({ keys: place(line), at: [...line, 'city'] })),
    texts.placeUnknown,
  );
}

/** References that match nothing; while something among the known is at fault itself, it might be what is meant. */
function unmatched(
  view: SoundView,
  known: readonly (string | undefined)[],
  references: readonly { readonly keys: readonly Path[]; readonly at: Path }[],
  text: Text,
): MissionFault[] {
  if (known.includes(undefined)) return [];
  const all = new Set(known);
  return references
    .filter(({ keys }) => {
      const reference = view.comparable(...keys);
      return reference !== undefined && !all.has(reference);
    })
    .map(({ at }) => missionFault(pointer(...at), 'unknown-reference', text));
}

const ruleIds: ReadonlySet<string> = new Set(ruleRows.map((row) => row.id));

function rules(view: SoundView): MissionFault[] {
  return view
    .indices('reasons')
    .filter((i) => {
      const rule = view.text('reasons', i, 'rule');
      return rule !== undefined && !ruleIds.has(rule);
    })
    .map((i) => missionFault(pointer('reasons', i, 'rule'), 'unknown-reference', texts.ruleUnknown));
}
