import { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import type { Text } from '#kernel/text.ts';
import { field, record } from '#kernel/ui/field.ts';
import { inCny } from '../budget/rates.ts';
import { currency, date, exchangeRate, money, percent, quantity, region } from '../mission-file/fields.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { words } from '../words.ts';

const short = z.string().trim().min(1).max(100);

export const budgetLine = record({
  item: field(z.enum(lists.budgetItems), {
    label: { zh: '项目', en: 'Item' },
    options: words.budgetItems,
    class: 'internal',
  }),
  members: field(z.union([z.literal('all'), z.array(z.uuid())]), {
    label: { zh: '人员', en: 'Members' },
    class: 'internal',
  }),
  unit: field(money, { label: { zh: '标准', en: 'Unit price' }, widget: 'money', class: 'internal' }),
  quantity: field(quantity, { label: { zh: '晚、天、张', en: 'Quantity' }, class: 'internal' }),
  currency: field(currency, { label: { zh: '币种', en: 'Currency' }, class: 'internal' }),
  amount: field(money, { label: { zh: '金额', en: 'Amount' }, widget: 'money', class: 'internal' }),
  region: field(region.optional(), {
    label: { zh: '国家（地区）', en: 'Country (region)' },
    widget: 'region',
    class: 'internal',
  }),
  city: field(short.optional(), { label: { zh: '城市', en: 'City' }, class: 'internal' }),
  from: field(short.optional(), { label: { zh: '起点', en: 'From' }, class: 'internal' }),
  to: field(short.optional(), { label: { zh: '终点', en: 'To' }, class: 'internal' }),
  conferenceHotel: field(z.boolean().optional(), {
    label: { zh: '会议指定酒店', en: 'Conference hotel' },
    class: 'internal',
  }),
  counterparty: field(z.enum(lists.counterparties).optional(), {
    label: { zh: '对象', en: 'Counterparty' },
    options: words.counterparties,
    class: 'internal',
  }),
  payment: field(z.enum(lists.payments).optional(), {
    label: { zh: '支付方式', en: 'Payment' },
    options: words.payments,
    class: 'internal',
  }),
  ticket: field(z.enum(lists.tickets).optional(), {
    label: { zh: '购票渠道', en: 'Ticket' },
    options: words.tickets,
    class: 'internal',
  }),
  payer: field(short.optional(), {
    label: { zh: '承担单位', en: 'Borne by' },
    help: {
      zh: '双跨团组逐项填写；不填为申报单位',
      en: 'By item, for missions of several units; left out: the applicant',
    },
    class: 'internal',
  }),
});

export const fundingSource = record({
  kind: field(z.enum(lists.fundingKinds), {
    label: { zh: '来源', en: 'Source' },
    options: words.fundingKinds,
    class: 'internal',
  }),
  percent: field(percent, { label: { zh: '占比', en: 'Share' }, unit: { zh: '%', en: '%' }, class: 'internal' }),
  amountCny: field(money.optional(), {
    label: { zh: '金额', en: 'Amount' },
    help: {
      zh: '按金额分摊时逐项填写，占比由系统算出',
      en: 'To split by amount: for every source; the shares are worked out',
    },
    unit: { zh: '元', en: 'CNY' },
    widget: 'money',
    class: 'internal',
  }),
});

/** 预借外汇: asked for with the budget, cleared by finance; drawing and giving back belong to the time after the grant. */
export const advance = record({
  currency: field(currency, { label: { zh: '币种', en: 'Currency' }, class: 'internal' }),
  amount: field(money, { label: { zh: '预借金额', en: 'Amount asked for' }, widget: 'money', class: 'internal' }),
  neededOn: field(date, { label: { zh: '拟领取日期', en: 'To be drawn on' }, widget: 'day', class: 'internal' }),
  purpose: field(z.string().trim().min(2).max(300), {
    label: { zh: '用途', en: 'For' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export const hosting = record({
  from: field(date, { label: { zh: '起', en: 'From' }, widget: 'day', class: 'internal' }),
  to: field(date, { label: { zh: '止', en: 'To' }, widget: 'day', class: 'internal' }),
  members: field(z.union([z.literal('all'), z.array(z.uuid())]), {
    label: { zh: '人员', en: 'Members' },
    class: 'internal',
  }),
  provides: field(z.array(z.enum(lists.hostedItems)).min(1), {
    label: { zh: '外方承担', en: 'Host provides' },
    options: words.hostedItems,
    class: 'internal',
  }),
});

const budgetFields = record({
  rateDay: field(date, { label: { zh: '汇率日期', en: 'Day of the rates' }, widget: 'day', class: 'internal' }),
  rates: field(z.partialRecord(currency, exchangeRate), {
    label: { zh: '汇率（1 外币折合人民币）', en: 'Rates of exchange (CNY for one)' },
    class: 'internal',
  }),
  substitutes: field(z.array(z.strictObject({ region, useRegion: region, useCity: short.nullable() })), {
    label: { zh: '参照标准', en: 'Rates of another place' },
    class: 'internal',
  }),
  lines: field(z.array(budgetLine).max(300), {
    label: { zh: '预算明细', en: 'Budget lines' },
    widget: 'table',
    class: 'internal',
  }),
  inAnnualBudget: field(z.boolean(), {
    label: { zh: '已列入年度预算', en: 'In the annual budget' },
    class: 'internal',
  }),
  availableCny: field(money, {
    label: { zh: '可用预算', en: 'Budget available' },
    unit: { zh: '元', en: 'CNY' },
    widget: 'money',
    class: 'internal',
  }),
  sources: field(z.array(fundingSource).min(1).max(10), {
    label: { zh: '经费来源', en: 'Funding' },
    widget: 'table',
    class: 'internal',
  }),
  hosting: field(z.array(hosting).max(60), {
    label: { zh: '外方承担情况', en: 'Borne by the host' },
    widget: 'table',
    class: 'internal',
  }),
  hiredCar: field(z.array(z.strictObject({ from: date, to: date })).max(60), {
    label: { zh: '包车', en: 'Hired car' },
    class: 'internal',
  }),
  advance: field(advance.nullable().optional(), {
    label: { zh: '预借外汇', en: 'Advance' },
    widget: 'hidden',
    class: 'internal',
  }),
});

/** What of a budget is priced: lines, rates and the rates of other places. */
export const pricedBudget = budgetFields.pick({ rates: true, substitutes: true, lines: true });

type Budget = z.infer<typeof budgetFields>;

/** The lines in CNY at the rates given, to the fen; null while there are none or a rate is missing. */
export function totalCny({ lines, rates }: Pick<Budget, 'lines' | 'rates'>): Decimal | null {
  if (lines.length === 0) return null;
  const sums = lines.map(({ amount, currency: of }) => inCny(Decimal.of(amount), of, { rates }));
  return sums.some((sum) => sum === null) ? null : Decimal.sum(sums.flatMap((sum) => sum ?? []));
}

/** Several sources by amount make up the whole; an advance is no more than the budget. */
export const budget = budgetFields.superRefine((value, issues) => {
  const refuse = (path: (string | number)[], code: string, text: Text) =>
    issues.addIssue({ code: 'custom', path, params: { code, text } });
  const total = totalCny(value);
  const amounts = value.sources.map(({ amountCny }) => amountCny);
  if (amounts.some((amount) => amount !== undefined)) {
    const missing = amounts.indexOf(undefined);
    if (missing >= 0) {
      refuse(['sources', missing, 'amountCny'], 'source-amount', {
        zh: '按金额分摊的，每项来源都要填金额。',
        en: 'Where sources are split by amount, each of them has one.',
      });
    } else if (total) {
      const sum = Decimal.sum(amounts.map((amount) => Decimal.of(amount ?? 0)));
      if (!sum.equals(total)) {
        refuse(['sources'], 'source-sum', {
          zh: `各来源金额合计 ${sum.toFixed(2)} 元，应等于预算合计 ${total.toFixed(2)} 元。`,
          en: `The sources add up to CNY ${sum.toFixed(2)}; the budget is ${total.toFixed(2)}.`,
        });
      }
    }
  }
  const asked = value.advance;
  if (!asked || !total) return;
  const cny = inCny(Decimal.of(asked.amount), asked.currency, value);
  if (cny === null) {
    refuse(['advance', 'currency'], 'advance-rate', {
      zh: '请先填写该币种的汇率。',
      en: 'First give the rate of exchange of this currency.',
    });
  } else if (cny.exceeds(total)) {
    refuse(['advance', 'amount'], 'advance-exceeds', {
      zh: `预借折合 ${cny.toFixed(2)} 元，超过预算合计 ${total.toFixed(2)} 元。`,
      en: `The advance is CNY ${cny.toFixed(2)}, more than the whole budget of ${total.toFixed(2)}.`,
    });
  }
});

/** 经费先行审核 (section 5.2): the finance side's opinion stands beside the foreign-affairs one; neither goes without the other. */
export const financeOpinion = record({
  inAnnualBudget: field(z.boolean(), { label: { zh: '列入年度预算', en: 'In the annual budget' }, class: 'internal' }),
  withinStandards: field(z.boolean(), { label: { zh: '符合开支标准', en: 'Within the standards' }, class: 'internal' }),
  specialItemsGrounded: field(z.boolean(), {
    label: { zh: '须报批事项有依据', en: 'Special items have a basis' },
    class: 'internal',
  }),
  approvedCny: field(money, {
    label: { zh: '核定金额', en: 'Amount cleared' },
    unit: { zh: '元', en: 'CNY' },
    widget: 'money',
    class: 'internal',
  }),
  approvedAdvance: field(money.nullable().optional(), {
    label: { zh: '核准预借', en: 'Advance cleared' },
    help: {
      zh: '按申请的币种填写；没有申请预借的不填',
      en: 'In the currency asked for; nothing if no advance was asked for',
    },
    widget: 'money',
    class: 'internal',
  }),
  opinion: field(z.string().trim().max(500), {
    label: { zh: '意见', en: 'Opinion' },
    widget: 'textarea',
    class: 'internal',
  }),
});
