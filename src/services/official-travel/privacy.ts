import { privacyNotice } from '#kernel/privacy/notice.ts';

/** Before a unit enters data about its travellers. The office publishes its own words over these. */
export const travelNotice = privacyNotice({
  about: 'official-travel',
  label: { zh: '因公出国（境）个人信息告知书', en: 'Notice on personal data: official travel' },
  standard: {
    zh: {
      who: '市人民政府外事办公室；初审单位、财政、组织人事等部门按职责办理时可以看到所需部分。',
      why: '依照因公出国（境）管理规定审核、审批、备案和办理证照，属于履行法定职责所必需（个人信息保护法第十三条第一款第三项），不以个人同意为前提。',
      what: '出访人员姓名、单位职务、证件信息、出生日期、出访经历、联系方式，以及审核必需的政治面貌、涉密情况和亲属关系；证件号码和上述审核事项属于敏感个人信息，加密保存，只有办理人员可见。',
      howLong: '随办件保存，按档案规定鉴定后销毁；未形成办件的草稿可以随时删除。',
      rights: '可以查阅、复制、要求更正本人信息，对处理有异议可以要求说明；法律要求保存的，在期满前不能删除。',
      contact: '向本单位外事专办员或者市外办提出，十五个工作日内答复；也可以向网信部门投诉。',
    },
    en: {
      who: 'The Foreign Affairs Office of the city; first reviewers, finance and personnel authorities see the part that they need for their duty.',
      why: 'To review, approve and file official travel and to obtain documents, as the rules on official travel require. This is a statutory duty (Personal Information Protection Law, art. 13(1)(3)) and does not rest on consent.',
      what: 'Name, unit and post, documents, date of birth, earlier journeys, contact; and, where review requires it, party membership, access to secrets and kinship. Numbers of documents and these matters are sensitive: they are encrypted and seen by those who handle them only.',
      howLong:
        'As long as the case, then destroyed after appraisal under the archive rules; a draft that became no case can be deleted at any time.',
      rights:
        'You may see and copy the data about you, have it corrected, and ask for reasons; what the law requires to be kept cannot be deleted before its term.',
      contact:
        'Ask the liaison officer of your unit or the Foreign Affairs Office; the answer comes within fifteen working days. You may also complain to the cyberspace authority.',
    },
  },
});
