import type { z } from 'zod';
import { processingActivity } from '#kernel/privacy/processing.ts';
import { consentAnswer, consultation } from './consents/model.ts';
import * as sheets from './imports/sheets.ts';
import { sections } from './model.ts';
import { personFile } from './people/model.ts';
import { adjustmentForm, planHeader, planLine } from './plan/model.ts';
import { handOverForm, liaisonOfficer, signatory, unitFile } from './units/model.ts';

const withCase = {
  zh: '随办件保存，按档案规定鉴定后销毁',
  en: 'With the case; destroyed after appraisal under the archive rules',
};
const law = {
  zh: '履行法定职责所必需（个人信息保护法第十三条第一款第三项、第三十四条）；因公临时出国管理规定',
  en: 'Necessary for a statutory duty (Personal Information Protection Law, art. 13(1)(3), 34); rules on official travel',
};
const chain = {
  zh: '派员单位、初审单位、财政、组织人事、市外办；报省审批的，省级外事部门',
  en: 'Sending unit, first reviewer, finance, personnel, the city office; for the province’s approval, its foreign affairs office',
};

for (const [purpose, en, retention = withCase] of [
  ['因公出国（境）人员审核、备案和办证', 'Review, filing and documents of official travellers'],
  ['人员备案', 'Filing of travellers with the personnel authority'],
  ['因公出国（境）人员备案中的家庭成员情况核对', 'Family members in the filing of travellers'],
  ['办理因公出国（境）审批中的联系', 'Contact while a mission is being decided'],
  ['核对邀请的真实性和对口情况', 'Verification of invitations'],
  ['核对日程安排与人员任务', 'Programme held against the tasks of those who travel'],
  ['双跨团组征求派员单位意见', 'Consent of sending units'],
  ['因公出国（境）回国登记', 'Record of the return'],
  ['年度因公出国（境）计划的编制和管理', 'The yearly plan of missions'],
  [
    '单位因公出国（境）签批和联络',
    'Signatories and liaison officers of units',
    { zh: '任期结束后三年', en: 'Three years after the term ends' },
  ],
] as const) {
  processingActivity({ purpose, label: { zh: purpose, en }, basis: law, recipients: chain, retention });
}

/** Every record in which this service asks for data, for the register. */
export const travelRecords: readonly z.core.$ZodType[] = [
  ...Object.values(sections),
  personFile,
  unitFile,
  signatory,
  liaisonOfficer,
  handOverForm,
  planLine,
  planHeader,
  adjustmentForm,
  consultation,
  consentAnswer,
  sheets.memberRow,
  sheets.personRow,
  sheets.pastRow,
  sheets.passportRow,
  sheets.replyRow,
];
