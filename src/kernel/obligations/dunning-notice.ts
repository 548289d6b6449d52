import { z } from 'zod';
import type { Notice, NoticeContext, SentMessage } from '#kernel/notifications/message.ts';
import { holdersOf } from '#kernel/notifications/recipients.ts';
import type { Text } from '#kernel/text.ts';
import { labelOfKind } from './kind.ts';
import { dayWords, type Found, findOwed } from './owed.ts';

const body = z.object({
  unitId: z.uuid(),
  owed: z.array(z.object({ obligationId: z.uuid(), acts: z.array(z.string()) })),
});

/** So many are named; of more the number is told, and the list is one press away. */
const named = 5;

const one = ({ row, number }: Found): Text => {
  const [label, due] = [labelOfKind(row.kind), dayWords(row.due_on)];
  const of = number === null ? '' : `${number} `;
  return { zh: `${of}${label.zh}应于${due.zh}办结`, en: `${of}${label.en} was due on ${due.en}` };
};

/** 市第一中学有3项逾期未办，请尽快办理：… */
function words(unit: string, owed: readonly Found[], asHead: boolean): Text {
  const [first] = owed;
  if (first && owed.length === 1) {
    const only = one(first);
    return asHead
      ? {
          zh: `${only.zh}，本单位尚未办理，请督促`,
          en: `${only.en} and your unit has not done it; please see that it is done`,
        }
      : { zh: `${only.zh}，已逾期，请尽快办理`, en: `${only.en} and is overdue; please see to it` };
  }
  const items = owed.slice(0, named).map(one);
  const rest = owed.length - items.length;
  const ask = asHead
    ? { zh: '请督促', en: 'please see that they are done' }
    : { zh: '请尽快办理', en: 'please see to them' };
  return {
    zh: `${unit}有${owed.length}项逾期未办，${ask.zh}：${items.map(({ zh }) => zh).join('；')}${rest > 0 ? `；另有${rest}项` : ''}`,
    en: `${owed.length} duties of ${unit} are overdue; ${ask.en}: ${items.map(({ en }) => en).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
  };
}

/** One notice for each person: what the person owes, and for the head of the unit what the ladder has brought to the head. */
export async function dunned(message: SentMessage, context: NoticeContext): Promise<readonly Notice[]> {
  const { unitId, owed } = body.parse(message.body);
  const mine = new Map<string, { readonly found: Found; readonly asHead: boolean }[]>();
  for (const { obligationId, acts } of owed) {
    const found = await findOwed(obligationId, context);
    // Done or stopped in the meantime: nothing to dun for.
    if (found?.row.state !== 'overdue') continue;
    const { owners, day, row } = found;
    const heads = acts.includes('tell-unit-head')
      ? await holdersOf(context.queries, context.officeId, ['unit-head'], row.unit_path, day)
      : [];
    const told = acts.includes('remind') ? owners : [];
    for (const person of new Set([...told, ...heads])) {
      mine.set(person, [...(mine.get(person) ?? []), { found, asHead: !told.includes(person) }]);
    }
  }
  const unit = await context.queries
    .selectFrom('kernel.units')
    .select('name')
    .where('office_id', '=', context.officeId)
    .where('id', '=', unitId)
    .executeTakeFirst();
  return [...mine].map(([person, items]): Notice => {
    const [first] = items;
    const found = items.map((item) => item.found);
    const text = words(
      unit?.name ?? '',
      found,
      items.every(({ asHead }) => asHead),
    );
    const alone = items.length === 1 ? first!.found : null;
    return {
      key: `dun:${person}`,
      to: [person],
      text,
      brief: text,
      caseId: alone?.row.case_id ?? null,
      link: alone?.link ?? '/desk/obligations?state=overdue',
    };
  });
}
