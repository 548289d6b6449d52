import type { Fault } from '../http/problem.ts';
import type { Text } from '../text.ts';

/**
 * Two rulebooks disagree. GB/T 22239-2019 8.1.4.1a asks for complexity and regular change; ASVS 5.0 6.2.5 and 6.2.10
 * forbid both. The office chooses; `dengbao-3` is the default for staff (ID-03).
 */
export const passwordProfiles = {
  'dengbao-3': { classes: 3, maximumAgeDays: 90, remembered: 5 },
  asvs: { classes: 0, maximumAgeDays: null, remembered: 0 },
} as const satisfies Record<string, { classes: number; maximumAgeDays: number | null; remembered: number }>;

export type PasswordProfile = keyof typeof passwordProfiles;

/** What the password must not contain: the person's and the office's words. */
export interface PasswordContext {
  readonly login: string;
  readonly personName: string;
  /** Telephone, identity number: digits, where known. */
  readonly numbers: readonly string[];
  /** Name of the office and of the person's unit. */
  readonly officeWords: readonly string[];
}

/** Beginnings and wholes seen most in leaked lists, as far as twelve characters or repetition of them allow; compared without case and marks. */
const common = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'admin',
  'administrator',
  'welcome',
  'letmein',
  'iloveyou',
  'woaini',
  'woaizhongguo',
  'zhongguo',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'q1w2e3r4',
  '1q2w3e4r',
  '1qaz2wsx',
  'abc123',
  'aa123456',
  'a123456',
  '5201314',
  '1314520',
  'changeme',
  'honglu',
  'waiban',
  'waishiban',
  'test',
  'user',
  'root',
  'dragon',
  'monkey',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'master',
];

const rows = ['01234567890', '09876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const text = {
  short: { zh: '密码少于 12 个字符，请加长。', en: 'The password has fewer than 12 characters. Make it longer.' },
  long: { zh: '密码超过 128 个字符，请缩短。', en: 'The password has more than 128 characters. Shorten it.' },
  classes: {
    zh: '密码须含大写字母、小写字母、数字、符号中的三类（本单位采用等保三级要求），请补充。',
    en: 'The office follows 等保 level 3: use three of capitals, small letters, digits and marks.',
  },
  common: {
    zh: '密码由常见词、连续或重复的字符组成，容易被猜中，请换一个。',
    en: 'The password is made of a common word, a sequence or a repetition and is easily guessed. Choose another.',
  },
  person: {
    zh: '密码含有登录名、姓名、电话或证件号码，请换一个。',
    en: 'The password contains the sign-in name, the name, a telephone or an identity number. Choose another.',
  },
  office: {
    zh: '密码含有单位名称，请换一个。',
    en: "The password contains the office's name. Choose another.",
  },
  used: {
    zh: '密码与最近 5 次用过的相同，请换一个。',
    en: 'The password is one of the last 5 used. Choose another.',
  },
} as const satisfies Record<string, Text>;

function plain(value: string): string {
  return value.toLowerCase().replace(/[\s_.@!#$%^&*()+=-]/gu, '');
}

/** Longest part of the password that follows a keyboard row or the alphabet, forward. */
function longestRun(value: string): number {
  let longest = 0;
  for (const row of rows) {
    for (let start = 0; start < value.length; start += 1) {
      let length = 1;
      while (start + length < value.length && row.includes(value.slice(start, start + length + 1))) length += 1;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

function easilyGuessed(password: string): boolean {
  const characters = [...password.toLowerCase()];
  if (new Set(characters).size < 5) return true;
  if (/^(.{1,5})\1+$/u.test(password)) return true;
  if (longestRun(password.toLowerCase()) >= 6) return true;
  // A common word with digits and marks around it is still that word: Password2026!
  const bare = plain(password);
  const words = common.map(plain).filter((word) => bare.includes(word));
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), bare).replace(/\p{Nd}/gu, '');
  return words.length > 0 && [...rest].length < 6;
}

function holds(password: string, words: readonly string[], shortest: number): boolean {
  const bare = plain(password);
  return words.map(plain).some((word) => [...word].length >= shortest && bare.includes(word));
}

/** Every fault of a password that is to be set; empty if it may be used. */
export function passwordFaults(
  password: string,
  profile: PasswordProfile,
  context: PasswordContext,
  at = '/password',
): readonly Fault[] {
  const faults: Fault[] = [];
  const add = (code: keyof typeof text) => faults.push({ at, code: `password-${code}`, message: text[code] });
  const length = [...password].length;
  if (length < 12) add('short');
  if (length > 128) add('long');
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((one) =>
    one.test(password),
  ).length;
  if (classes < passwordProfiles[profile].classes) add('classes');
  if (easilyGuessed(password)) add('common');
  if (
    holds(password, [context.login], 3) ||
    holds(password, [context.personName], 2) ||
    holds(password, context.numbers, 6)
  ) {
    add('person');
  }
  if (holds(password, context.officeWords, 3)) add('office');
  return faults;
}

/** For a password that equals one of the remembered ones. */
export function usedBefore(at = '/password'): Fault {
  return { at, code: 'password-used', message: text.used };
}
