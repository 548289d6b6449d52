import type { Text } from '#kernel/text.ts';

/** Codes of format `honglu-problem/1`, section 4 of the format. */
export type FaultCode = keyof typeof faultTexts;

/** One fault. `at` is a JSON pointer (RFC 6901); for a missing key, the pointer that it would have. */
export interface MissionFault {
  readonly at: string;
  readonly code: FaultCode;
  readonly message_zh: string;
  readonly message_en: string;
}

/** A mission file that cannot be taken, as RFC 9457 shapes it. */
export interface MissionProblem {
  readonly format: 'honglu-problem/1';
  readonly file: string;
  readonly exit: 2;
  readonly type: 'urn:honglu:problem:malformed-mission';
  readonly title: string;
  readonly status: 422;
  readonly errors: readonly MissionFault[];
}

// No message repeats a value of the file: any of them may hold a personal number.
const faultTexts = {
  unreadable: {
    zh: '文件不存在、无法读取或不是UTF-8编码。',
    en: 'The file does not exist, cannot be read or is not UTF-8.',
  },
  json: {
    zh: '内容不是JSON对象，或同一对象内有重复的键。',
    en: 'The content is not a JSON object, or one object holds a key twice.',
  },
  missing: {
    zh: '缺少此项，请补填；不掌握的可填null（允许时）。',
    en: 'This key is missing. Supply it, or null where it is allowed and not known.',
  },
  'unknown-field': {
    zh: '本格式没有此项。请删去，或以x-开头自用。',
    en: 'This key is not defined in the format. Remove it, or let its name begin with x-.',
  },
  type: { zh: '数据类型不符，或此处不得为null。', en: 'Wrong type of value, or null where it is not allowed.' },
  'unknown-value': { zh: '取值或代码不在允许范围内。', en: 'Not one of the values or codes that are allowed here.' },
  format: {
    zh: '格式不符（日期、证件号码校验、长度或小数位数）。',
    en: 'Wrong format (a date, the check of an ID number, a length or the number of decimals).',
  },
  empty: { zh: '至少应有一项。', en: 'At least one element is needed.' },
  range: {
    zh: '数值超出允许范围（不得为负或须大于零）。',
    en: 'The number is out of range (negative, or not greater than zero).',
  },
  'date-order': { zh: '日期先后顺序不符。', en: 'The dates are in the wrong order.' },
  'outside-dates': { zh: '日期不在出境日至入境日之间。', en: 'The date lies outside departure and return.' },
  duplicate: { zh: '与前面的内容重复。', en: 'This repeats an earlier element.' },
  leader: { zh: '团长须有且仅有一人。', en: 'Exactly one member must be the leader.' },
  'unknown-reference': {
    zh: '所引用的对象在文件或规则中不存在。',
    en: 'What is referred to is not defined in the file or the rules.',
  },
  sum: { zh: '合计不符。', en: 'The sum is not right.' },
  conflict: { zh: '与其他项的填写不一致。', en: 'This contradicts another field.' },
  'kind-route': { zh: '出访类别与访问地点不一致。', en: 'The kind of mission does not fit the places visited.' },
  'state-secret': {
    zh: '未声明不含国家秘密，本系统不得接收。涉密事项请按保密规定线下办理。',
    en: 'Without the statement that it holds no state secret the file is refused. Handle secret matters off line, as the rules on secrecy say.',
  },
} as const satisfies Record<string, Text>;

/** @param text what is wrong here in particular; without it the general text of the code */
export function missionFault(at: string, code: FaultCode, text: Text = faultTexts[code]): MissionFault {
  return { at, code, message_zh: text.zh, message_en: text.en };
}

export function missionProblem(file: string, errors: readonly MissionFault[]): MissionProblem {
  return {
    format: 'honglu-problem/1',
    file,
    exit: 2,
    type: 'urn:honglu:problem:malformed-mission',
    title: 'Malformed mission file',
    status: 422,
    errors,
  };
}

/** JSON pointer (RFC 6901) of a path. */
export function pointer(...path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
