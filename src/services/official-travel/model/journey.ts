import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { count, date, language, region, regionOrMainland } from '../mission-file/fields.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { letterCosts, ownWords, words } from '../words.ts';

const short = z.string().trim().min(1).max(100);
const optionalText = z.string().trim().max(200);
const inviterPurpose = '核对邀请的真实性和对口情况';

/** The clock on the wall of the place, 24 hours. */
const localTime = z.string().refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), {
  params: {
    code: 'local-time',
    text: { zh: '时刻写作 24 小时制的 09:05、23:40。', en: 'Write the time by 24 hours: 09:05, 23:40.' },
  },
});

export const stop = record({
  region: field(region, { label: { zh: '国家（地区）', en: 'Country (region)' }, widget: 'region', class: 'internal' }),
  city: field(short, { label: { zh: '城市', en: 'City' }, class: 'internal' }),
  arrive: field(date, {
    label: { zh: '到达', en: 'Arrive' },
    help: { zh: '当地日期', en: 'Local date' },
    widget: 'day',
    class: 'internal',
  }),
  leave: field(date, {
    label: { zh: '离开', en: 'Leave' },
    help: { zh: '当地日期', en: 'Local date' },
    widget: 'day',
    class: 'internal',
  }),
  use: field(z.enum(lists.stopUses), { label: { zh: '用途', en: 'Use' }, options: words.stopUses, class: 'internal' }),
  airsideOnly: field(z.boolean(), { label: { zh: '不出机场', en: 'Nobody leaves the airport' }, class: 'internal' }),
  hotel: field(optionalText, { label: { zh: '酒店', en: 'Hotel' }, class: 'internal' }),
});

export const leg = record({
  date: field(date, {
    label: { zh: '日期', en: 'Date' },
    help: { zh: '出发地当地日期', en: 'Local date where it starts' },
    widget: 'day',
    class: 'internal',
  }),
  departsAt: field(localTime.optional(), {
    label: { zh: '起飞（开行）时刻', en: 'Departs at' },
    help: { zh: '出发地当地时间', en: 'Local time where it starts' },
    widget: 'time',
    example: '13:05',
    class: 'internal',
  }),
  arrivesOn: field(date.optional(), {
    label: { zh: '到达日期', en: 'Arrives on' },
    help: {
      zh: '到达地当地日期；隔夜或跨日界线的与出发日期不同',
      en: 'Local date of arrival; differs overnight or across the date line',
    },
    widget: 'day',
    class: 'internal',
  }),
  arrivesAt: field(localTime.optional(), {
    label: { zh: '到达时刻', en: 'Arrives at' },
    help: { zh: '到达地当地时间', en: 'Local time of arrival' },
    widget: 'time',
    example: '16:40',
    class: 'internal',
  }),
  mode: field(z.enum(lists.legModes), {
    label: { zh: '交通工具', en: 'Mode' },
    options: words.legModes,
    class: 'internal',
  }),
  fromRegion: field(regionOrMainland, {
    label: { zh: '出发国家（地区）', en: 'From (country or region)' },
    widget: 'region',
    class: 'internal',
  }),
  fromCity: field(short, { label: { zh: '出发城市', en: 'From' }, class: 'internal' }),
  toRegion: field(regionOrMainland, {
    label: { zh: '到达国家（地区）', en: 'To (country or region)' },
    widget: 'region',
    class: 'internal',
  }),
  toCity: field(short, { label: { zh: '到达城市', en: 'To' }, class: 'internal' }),
  number: field(short.nullable(), { label: { zh: '航班或车次', en: 'Flight or train' }, class: 'internal' }),
  carrierRegion: field(regionOrMainland, {
    label: { zh: '承运人所属', en: 'Carrier of' },
    widget: 'region',
    class: 'internal',
  }),
  class: field(z.enum(lists.legClasses), {
    label: { zh: '舱位、席别', en: 'Class' },
    options: words.legClasses,
    class: 'internal',
  }),
  charter: field(z.boolean(), { label: { zh: '包机', en: 'Charter' }, class: 'internal' }),
});

export const route = record({
  departure: field(date, { label: { zh: '拟离境日', en: 'Departure' }, widget: 'day', class: 'internal' }),
  return: field(date, {
    label: { zh: '拟抵境日', en: 'Return' },
    help: { zh: '北京时间', en: 'Beijing time' },
    widget: 'day',
    class: 'internal',
  }),
  stops: field(z.array(stop).min(1).max(20), {
    label: { zh: '访问和经停', en: 'Stops' },
    widget: 'table',
    class: 'internal',
  }),
  legs: field(z.array(leg).max(40), { label: { zh: '航段', en: 'Legs' }, widget: 'table', class: 'internal' }),
  transfersOut: field(count, { label: { zh: '去程转机次数', en: 'Changes on the way out' }, class: 'internal' }),
  transfersBack: field(count, { label: { zh: '回程转机次数', en: 'Changes on the way back' }, class: 'internal' }),
  transitVisaNeeded: field(z.boolean(), {
    label: { zh: '须办过境签证', en: 'Transit visa needed' },
    class: 'internal',
  }),
});

/** Half a day of the programme; day by day up to thirty days (section 4.3). */
export const halfDay = record({
  date: field(date, { label: { zh: '日期', en: 'Date' }, widget: 'day', class: 'internal' }),
  half: field(z.enum(lists.halves), {
    label: { zh: '上午、下午', en: 'Half' },
    options: words.halves,
    class: 'internal',
  }),
  city: field(short, { label: { zh: '城市', en: 'City' }, class: 'internal' }),
  activity: field(z.enum(lists.activities), {
    label: { zh: '类型', en: 'Type' },
    options: words.activities,
    class: 'internal',
  }),
  content: field(optionalText, { label: { zh: '内容', en: 'Content' }, class: 'internal' }),
  host: field(optionalText, { label: { zh: '接待单位', en: 'Host' }, class: 'internal' }),
  place: field(optionalText.optional(), {
    label: { zh: '地点', en: 'Place' },
    help: { zh: '会谈、参观的具体地点', en: 'Where the talk or visit takes place' },
    class: 'internal',
  }),
  participants: field(z.array(z.uuid()).max(60).optional(), {
    label: { zh: '我方参加人', en: 'Who takes part' },
    help: { zh: '不选为全体成员', en: 'All members if nobody is chosen' },
    class: 'personal',
    purpose: '核对日程安排与人员任务',
  }),
});

/** 晚间 stands beside the two halves: it is told, and not counted in the share of official time. */
export const evening = record({
  date: field(date, { label: { zh: '日期', en: 'Date' }, widget: 'day', class: 'internal' }),
  content: field(short, { label: { zh: '晚间安排', en: 'Evening' }, class: 'internal' }),
});

export const programme = record({
  halfDays: field(z.array(halfDay).max(366), {
    label: { zh: '日程', en: 'Programme' },
    widget: 'table',
    class: 'internal',
  }),
  evenings: field(z.array(evening).max(183).optional(), {
    label: { zh: '晚间安排', en: 'Evenings' },
    help: { zh: '不计入公务时间占比', en: 'Not counted in the share of official time' },
    widget: 'table',
    class: 'internal',
  }),
});

export const invitation = record({
  inviter: field(short, {
    label: { zh: '邀请单位', en: 'Inviter' },
    help: { zh: '外文全称', en: 'Full name' },
    class: 'internal',
  }),
  inviterZh: field(optionalText, { label: { zh: '中文名称', en: 'Chinese name' }, class: 'internal' }),
  inviterType: field(z.enum(lists.inviterTypes), {
    label: { zh: '邀请方类别', en: 'Kind of inviter' },
    options: words.inviterTypes,
    class: 'internal',
  }),
  region: field(region, { label: { zh: '国家（地区）', en: 'Country (region)' }, widget: 'region', class: 'internal' }),
  contact: field(optionalText, {
    label: { zh: '邀请人姓名、职务', en: 'Who signed' },
    class: 'personal',
    purpose: inviterPurpose,
  }),
  signedOn: field(date, { label: { zh: '签发日期', en: 'Signed on' }, widget: 'day', class: 'internal' }),
  coversFrom: field(date, { label: { zh: '邀请起', en: 'Covers from' }, widget: 'day', class: 'internal' }),
  coversTo: field(date, { label: { zh: '邀请止', en: 'Covers to' }, widget: 'day', class: 'internal' }),
  invitees: field(z.array(z.uuid()), {
    label: { zh: '被邀请人', en: 'Invitees' },
    class: 'personal',
    purpose: inviterPurpose,
  }),
  elements: field(z.array(z.enum(lists.letterElements)), {
    label: { zh: '信中要素', en: 'Elements in the letter' },
    options: words.letterElements,
    class: 'internal',
  }),
  language: field(language, { label: { zh: '语种', en: 'Language' }, example: 'en', class: 'internal' }),
  translation: field(z.boolean(), { label: { zh: '附中文译文', en: 'Translated into Chinese' }, class: 'internal' }),
  match: field(z.enum(lists.inviterMatches).nullable(), {
    label: { zh: '对口与级别', en: 'Line and level' },
    options: words.inviterMatches,
    class: 'internal',
  }),
  viaIntermediary: field(z.boolean(), {
    label: { zh: '经中介取得', en: 'Through an intermediary' },
    class: 'internal',
  }),
  city: field(optionalText.optional(), { label: { zh: '邀请方城市', en: 'City' }, class: 'internal' }),
  address: field(optionalText.optional(), {
    label: { zh: '地址、电话', en: 'Address and phone' },
    help: { zh: '信头所列，用于核实', en: 'As on the letterhead, to verify it' },
    class: 'internal',
  }),
  website: field(optionalText.optional(), { label: { zh: '网址', en: 'Website' }, class: 'internal' }),
  matters: field(z.string().trim().max(500).optional(), {
    label: { zh: '拟谈事项', en: 'Matters to discuss' },
    widget: 'textarea',
    class: 'internal',
  }),
  costs: field(z.enum(letterCosts).optional(), {
    label: { zh: '费用承担条款', en: 'Who pays, by the letter' },
    help: { zh: '与预算的外方承担情况核对', en: 'Compared with what the budget says of the host' },
    options: ownWords.letterCosts,
    class: 'internal',
  }),
  earlierContact: field(z.string().trim().max(300).optional(), {
    label: { zh: '与我方以往联系', en: 'Earlier contact' },
    help: { zh: '首次邀请的，说明联系渠道', en: 'For a first invitation, how the contact was made' },
    class: 'internal',
  }),
});

export const invitations = record({
  letters: field(z.array(invitation).max(30), {
    label: { zh: '邀请函', en: 'Invitations' },
    widget: 'table',
    class: 'internal',
  }),
});
