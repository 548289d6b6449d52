import { z } from 'zod';

/** What a reader needs to check a paper: shown beside the QR code, and printed in plain letters against look-alike sites. */
export const verificationMark = z.strictObject({
  /** Grouped for reading aloud. */
  code: z.string().min(1).max(64),
  /** The configured host's address; the QR holds the same and nothing else. */
  url: z.string().min(1).max(500),
  /** Rows of the QR code, `1` dark and `0` light: see `qrRows`. */
  qr: z.array(z.string().regex(/^[01]+$/)).min(21),
});
export type VerificationMark = z.infer<typeof verificationMark>;

export const letterTable = z
  .strictObject({
    /** Stands over the table. */
    title: z.string().max(200).optional(),
    head: z.array(z.string().max(100)).min(1).max(12),
    rows: z.array(z.array(z.string().max(2_000))).max(2_000),
    /** Shares of the width, one per column; equal where left out. */
    widths: z.array(z.number().positive()).optional(),
  })
  .refine((table) => table.rows.every((row) => row.length === table.head.length), {
    message: 'each row has as many cells as the head',
  })
  .refine((table) => !table.widths || table.widths.length === table.head.length, {
    message: 'one width for each column',
  });
export type LetterTable = z.infer<typeof letterTable>;

const line = z.string().min(1).max(500);

/**
 * A 公文 with a red head as GB/T 9704-2012 lays it out, for PDF and DOCX alike. Every text is placed letter by letter.
 */
export const officialLetter = z.strictObject({
  /** 发文机关标志, in red. */
  issuer: z.string().min(1).max(60),
  /** 发文字号, such as 宿外办〔2026〕12号; null before it is taken. */
  number: z.string().min(1).max(60).nullable(),
  /** 紧急程度: 特急 or 加急. */
  urgency: z.string().max(10).optional(),
  /** 签发人; its presence makes the letter a 上行文. */
  signer: z.string().max(60).optional(),
  title: z.string().min(1).max(300),
  /** 主送机关, without the colon. */
  addressee: z.string().min(1).max(1_000).nullable(),
  /** One paragraph each; 一、 （一） 1. （1） at the beginning are part of the text and choose the typeface. */
  paragraphs: z.array(z.string().max(20_000)).max(2_000),
  tables: z.array(letterTable).max(50).optional(),
  /** Titles of the 附件. */
  attachments: z.array(line).max(50),
  /** 发文机关署名. */
  signatory: z.string().min(1).max(100),
  /** 成文日期: 2026年11月24日. */
  date: z.string().min(1).max(40),
  /** 附注, without the brackets, such as 联系人：…，电话：…. */
  note: z.string().max(500).optional(),
  /** 抄送机关. */
  copies: z.array(line).max(100),
  /** 印发机关. */
  printedBy: z.string().max(100),
  /** 印发日期: 2026年11月24日. */
  printedOn: z.string().max(40),
  verification: verificationMark.nullable(),
  /** 样张 over each page; a sample bears no seal. */
  sample: z.boolean(),
});
export type OfficialLetter = z.infer<typeof officialLetter>;

/** 成文日期 in Arabic numerals without leading zeros (GB/T 9704 7.3.5.4). */
export function dateOnPaper(day: string): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}
