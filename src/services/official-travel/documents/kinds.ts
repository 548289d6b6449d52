import { join } from 'node:path';
import { officialLetterDocx } from '#kernel/documents/docx/letter-docx.ts';
import type { DocumentKind, Imprint } from '#kernel/documents/kind.ts';
import { dateOnPaper, type OfficialLetter } from '#kernel/documents/letter.ts';
import { markOfVerification } from '#kernel/documents/render/qr.ts';
import { filledIn, linesOf, wording } from '#kernel/documents/wording.ts';
import { type MissionContent, missionContent } from './content.ts';
import {
  type MissionApproval,
  type MissionConfirmation,
  missionApproval,
  missionConfirmation,
  type RequestToProvince,
  requestToProvince,
} from './data.ts';
import { exampleConfirmation, exampleMission } from './example.ts';

const template = (name: string) => join(import.meta.dirname, `${name}.typ`);

/** 王喆等5人; 王喆同志. */
const whoOf = ({ members }: MissionContent) =>
  `${members[0]?.name ?? ''}${members.length > 1 ? `等${members.length}人` : '同志'}`;

const copies = {
  label: { zh: '抄送', en: 'Copies to' },
  help: { zh: '印在版记里；没有就空着', en: 'Printed in the imprint; may be empty' },
  default: '',
  lines: true,
  optional: true,
} as const;
const validity = {
  label: { zh: '有效期', en: 'Validity' },
  // 批件 holds until the departure that it approves (section 9 of the catalogue).
  default: '{离境日期}前离境有效',
  fills: ['离境日期'],
} as const;

export const approvalWording = wording('mission-approval', { zh: '任务批件用语', en: 'Words of the approval' }, '批', {
  opening: {
    label: { zh: '正文', en: 'Text' },
    default:
      '你单位报来的因公临时出国（境）任务申请收悉。经审核，同意{团组人员}按下列事项执行任务。请严格遵守批准的任务、时间、国家（地区）和路线，不得擅自变更；回国后按规定交回证照、报送出访报告。',
    fills: ['团组人员'],
  },
  validity,
  copies,
});

export const confirmationWording = wording(
  'mission-confirmation',
  { zh: '任务确认件用语', en: 'Words of the confirmation' },
  '确',
  {
    opening: {
      label: { zh: '正文', en: 'Text' },
      default:
        '你单位报来的参团申请收悉。经审核，同意{团组人员}参加由{组团单位}组织的团组，按下列事项执行任务。本确认件与组团批件一并使用。',
      fills: ['团组人员', '组团单位'],
    },
    validity,
    copies,
  },
);

export const requestWording = wording('request-to-province', { zh: '请示用语', en: 'Words of the request' }, '请', {
  addressee: { label: { zh: '主送机关', en: 'Addressee' }, default: '省人民政府外事办公室' },
  closing: { label: { zh: '结语', en: 'Closing' }, default: '妥否，请批示。' },
  attachments: {
    label: { zh: '附件说明', en: 'Attachments' },
    default: '邀请函及译文\n日程',
    lines: true,
    optional: true,
  },
  copies,
});

const fundingOf = ({ funding }: MissionContent) =>
  funding.map(({ source, percent }) => (funding.length === 1 ? source : `${source} ${percent}%`)).join('、');

function missionFields(content: MissionContent) {
  return {
    organiser: content.organiser,
    mission: content.title,
    task: content.task,
    countries: content.places,
    days: content.days,
    departure: dateOnPaper(content.departure),
    return: dateOnPaper(content.return),
    members: content.members,
    funding: fundingOf(content),
  };
}

function imprinted(content: MissionContent, imprint: Imprint): MissionApproval {
  const date = dateOnPaper(imprint.issuedOn);
  const { opening, validity, copies } = imprint.words;
  const fills = {
    团组人员: whoOf(content),
    组团单位: content.lead?.organiser ?? '',
    离境日期: dateOnPaper(content.departure),
  };
  return {
    issuer: imprint.issuer,
    number: imprint.number,
    verification: markOfVerification(imprint.verification.code, imprint.verification.url),
    sample: imprint.sample,
    ...missionFields(content),
    opening: filledIn(opening!, fills),
    validity: filledIn(validity!, fills),
    authority: imprint.issuer,
    signer: imprint.signer,
    date,
    copies: linesOf(copies!),
    printedBy: imprint.issuer,
    printedOn: date,
  };
}

const comparableFacts = (data: Pick<MissionApproval, 'departure' | 'days' | 'members'>) => [
  { key: 'departure', label: { zh: '离境日期', en: 'Date of departure' }, value: data.departure },
  { key: 'days', label: { zh: '在外天数', en: 'Days abroad' }, value: String(data.days) },
  { key: 'members', label: { zh: '团组人数', en: 'Number of members' }, value: String(data.members.length) },
];

/** The editable copy of a 批件: the same facts as a letter with its list of members. */
function asLetter(data: MissionApproval, title: string): OfficialLetter {
  return {
    issuer: data.issuer,
    number: data.number,
    title,
    addressee: data.organiser,
    paragraphs: [
      data.opening,
      `一、团组名称：${data.mission}。`,
      `二、出访任务：${data.task}。`,
      `三、前往国家（地区）：${data.countries.join('、')}。`,
      `四、出访时间：${data.departure}至${data.return}，在外停留${data.days}天（含离、抵我国国境当日）。`,
      `五、费用来源：${data.funding}。`,
      `六、有效期：${data.validity}。`,
    ],
    tables: [
      {
        title: '团组成员名单',
        head: ['序号', '姓名', '单位', '职务', '团内职务'],
        rows: data.members.map(({ name, unit, post, role }, index) => [String(index + 1), name, unit, post, role]),
      },
    ],
    attachments: [],
    signatory: data.authority,
    date: data.date,
    copies: [...data.copies],
    printedBy: data.printedBy,
    printedOn: data.printedOn,
    verification: data.verification,
    sample: data.sample,
  };
}

const approval: DocumentKind<MissionApproval> = {
  key: 'mission-approval',
  title: { zh: '任务批件', en: 'Mission approval' },
  template: template('mission-approval'),
  data: missionApproval,
  wording: approvalWording,
  example: exampleMission,
  imprint: (content, imprint) => imprinted(missionContent.parse(content), imprint),
  docx: (data) => officialLetterDocx(asLetter(data, '因公临时出国（境）任务批件')),
  // 批件 holds names and is for staff, unless the office decides otherwise.
  publicByDefault: false,
  facts: comparableFacts,
};

const confirmation: DocumentKind<MissionConfirmation> = {
  key: 'mission-confirmation',
  title: { zh: '任务确认件', en: 'Mission confirmation' },
  template: template('mission-confirmation'),
  data: missionConfirmation,
  wording: confirmationWording,
  example: exampleConfirmation,
  imprint: (content, imprint) => {
    const mission = missionContent.parse(content);
    // Drafting it without a 任务通知书 was refused.
    if (!mission.lead) throw new TypeError('a confirmation names the task notice of whoever leads the mission');
    return { ...imprinted(mission, imprint), leadNumber: mission.lead.number, leadOrganiser: mission.lead.organiser };
  },
  docx: (data) => {
    const { leadNumber, leadOrganiser, ...paper } = data;
    const letter = asLetter(paper, '因公临时出国（境）任务确认件');
    const led = `组团单位：${leadOrganiser}；组团批件号：${leadNumber}。`;
    return officialLetterDocx({ ...letter, paragraphs: [...letter.paragraphs, led] });
  },
  publicByDefault: false,
  facts: comparableFacts,
};

const request: DocumentKind<RequestToProvince> = {
  key: 'request-to-province',
  title: { zh: '请示', en: 'Request to the province' },
  template: template('request-to-province'),
  data: requestToProvince,
  wording: requestWording,
  example: exampleMission,
  imprint: (content, imprint) => requestOf(missionContent.parse(content), imprint),
  docx: officialLetterDocx,
  publicByDefault: false,
  facts: (data) => [{ key: 'title', label: { zh: '标题', en: 'Title' }, value: data.title }],
};

/** 请示: reasons, days, money and plan, as the attachments table asks of it (section 4.6). */
function requestOf(content: MissionContent, imprint: Imprint): RequestToProvince {
  const date = dateOnPaper(imprint.issuedOn);
  const leader = content.members[0];
  return {
    issuer: imprint.issuer,
    number: imprint.number,
    signer: imprint.signer,
    title: `关于${leader?.name ?? ''}等${content.members.length}人${content.kind}执行${content.purpose}任务的请示`,
    addressee: imprint.words.addressee!,
    paragraphs: [
      `${content.organiser}拟组织“${content.title}”（${content.members.length}人），于${dateOnPaper(content.departure)}至${dateOnPaper(content.return)}前往${content.places.join('、')}，在外停留${content.days}天。`,
      `一、必要性。${content.necessity}`,
      `二、重点任务。${content.keyTasks}`,
      `三、预期成果。${content.outcome}`,
      `四、邀请方。${content.inviters.join('；')}。`,
      `五、经费与计划。费用来源为${fundingOf(content)}${content.budgetCny === null ? '' : `，预算${content.budgetCny.toFixed(2)}元`}；计划：${content.plan}。`,
      imprint.words.closing!,
    ],
    tables: [
      {
        title: '团组成员名单',
        head: ['序号', '姓名', '单位', '职务', '团内职务'],
        rows: content.members.map(({ name, unit, post, role }, index) => [String(index + 1), name, unit, post, role]),
      },
    ],
    attachments: linesOf(imprint.words.attachments!),
    signatory: imprint.issuer,
    date,
    copies: linesOf(imprint.words.copies!),
    printedBy: imprint.issuer,
    printedOn: date,
    verification: markOfVerification(imprint.verification.code, imprint.verification.url),
    sample: imprint.sample,
  };
}

/** What this service issues. */
export const missionDocumentKinds = [approval, confirmation, request] as unknown as readonly DocumentKind[];
