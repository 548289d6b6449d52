import { Problem } from '#kernel/http/problem.ts';
import type { Text } from '#kernel/text.ts';

/** Why a file is not taken. */
export type FileFault =
  | 'file-empty'
  | 'file-too-large'
  | 'file-type-not-allowed'
  | 'file-type-disagrees'
  | 'file-double-nature'
  | 'file-malformed'
  | 'file-encrypted'
  | 'file-macro'
  | 'file-embedded'
  | 'file-active'
  | 'file-bomb'
  | 'picture-too-large'
  | 'file-secret';

const texts: Readonly<Record<Exclude<FileFault, 'file-too-large' | 'file-type-not-allowed'>, Text>> = {
  'file-empty': { zh: '文件是空的，请选择有内容的文件。', en: 'The file is empty. Choose one with content.' },
  'file-type-disagrees': {
    zh: '文件的扩展名与实际内容不一致，未保存。请用原软件另存为正确的格式后再上传。',
    en: 'The extension does not match what the file holds; it was not saved. Save it again in the right format.',
  },
  'file-double-nature': {
    zh: '文件中夹带了另一种格式的内容，未保存。请重新导出后再上传。',
    en: 'The file carries content of a second format; it was not saved. Export it again.',
  },
  'file-malformed': {
    zh: '文件已损坏或不完整，无法读取，未保存。请重新导出后再上传。',
    en: 'The file is damaged or incomplete; it was not saved. Export it again.',
  },
  'file-encrypted': {
    zh: '文件设有密码或为旧版格式，无法检查，未保存。请取消密码，另存为 docx、xlsx 或 PDF 后再上传。',
    en: 'The file is protected by a password or of an old format and cannot be checked. Save it as docx, xlsx or PDF without a password.',
  },
  'file-macro': {
    zh: '文件含有宏或控件，未保存。请另存为不含宏的格式后再上传。',
    en: 'The file holds macros or controls; it was not saved. Save it without macros.',
  },
  'file-embedded': {
    zh: '文件中嵌有其他文件或引用外部模板，未保存。请将嵌入的文件单独上传。',
    en: 'The file embeds other files or an outside template; it was not saved. Upload the embedded files by themselves.',
  },
  'file-active': {
    zh: 'PDF 含有脚本、启动动作或附件，未保存。请打印为新的 PDF 后再上传。',
    en: 'The PDF holds scripts, launch actions or attachments; it was not saved. Print it to a new PDF.',
  },
  'file-bomb': {
    zh: '文件解压后过大，未保存。请拆分内容后再上传。',
    en: 'The file unpacks to far more than is allowed; it was not saved. Split its content.',
  },
  'picture-too-large': {
    zh: '图片超过 5000 万像素，无法处理，未保存。请缩小图片尺寸后再上传。',
    en: 'The picture has more than 50 megapixels and was not saved. Make it smaller.',
  },
  'file-secret': {
    zh: '文件带有国家秘密标志，不得存入本系统，未保存。请按保密规定离线办理，本系统只登记文号、日期和不涉密的标题。',
    en: 'The file carries the mark of a state secret and may not be stored here. Handle it offline under the secrecy rules; record only number, date and a neutral title.',
  },
};

/** 413 for size, 422 otherwise. */
export function fileProblem(fault: keyof typeof texts): Problem {
  return new Problem(422, fault, texts[fault], { faults: [{ at: '/file', code: fault, message: texts[fault] }] });
}

export function fileTooLarge(maxBytes: number): Problem {
  const megabytes = Math.floor(maxBytes / (1024 * 1024));
  return new Problem(413, 'file-too-large', {
    zh: `文件超过 ${megabytes} MB，未保存。请压缩图片或拆分文件后再上传。`,
    en: `The file is larger than ${megabytes} MB and was not saved. Make it smaller or split it.`,
  });
}

export function typeNotAllowed(allowed: readonly Text[]): Problem {
  const text = {
    zh: `此处只接收：${allowed.map((label) => label.zh).join('、')}。请转换格式后再上传。`,
    en: `Taken here: ${allowed.map((label) => label.en).join(', ')}. Convert the file first.`,
  };
  return new Problem(422, 'file-type-not-allowed', text, {
    faults: [{ at: '/file', code: 'file-type-not-allowed', message: text }],
  });
}
