import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
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
});

export const fundingSource = record({
  kind: field(z.enum(lists.fundingKinds), {
    label: { zh: '来源', en: 'Source' },
    options: words.fundingKinds,
    class: 'internal',
  }),
  percent: field(percent, { label: { zh: '占比', en: 'Share' }, unit: { zh: '%', en: '%' }, class: 'internal' }),
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

export const budget = record({
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
  opinion: field(z.string().trim().max(500), {
    label: { zh: '意见', en: 'Opinion' },
    widget: 'textarea',
    class: 'internal',
  }),
});
