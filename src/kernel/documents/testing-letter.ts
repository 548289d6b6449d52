import type { OfficialLetter } from './letter.ts';
import { markOfVerification } from './render/qr.ts';

/** A 批复 of an invented office; change what the test is about. */
export function sampleLetter(change: Partial<OfficialLetter> = {}): OfficialLetter {
  return {
    issuer: '宿迁市人民政府外事办公室',
    number: '宿外批〔2026〕37号',
    title: '关于同意宿迁市经贸代表团赴日本、韩国执行公务的批复',
    addressee: '宿迁经济技术开发区管理委员会',
    paragraphs: ['你单位《关于组团出访的请示》收悉。经审核，同意该团组按计划出访。', '请严格执行外事纪律，按期返回。'],
    attachments: [],
    signatory: '宿迁市人民政府外事办公室',
    date: '2026年11月18日',
    copies: ['市财政局', '市公安局'],
    printedBy: '宿迁市人民政府外事办公室',
    printedOn: '2026年11月18日',
    verification: markOfVerification(
      'ABCD EFGH JKLM NPQR STUV WXYZ 23',
      'https://fao.example.gov.cn/verify/ABCDEFGHJKLMNPQRSTUVWXYZ23',
    ),
    sample: false,
    ...change,
  };
}
