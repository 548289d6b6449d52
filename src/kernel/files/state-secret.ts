/** How a text speaks of a secrecy level. */
export type SecretForm =
  /** 机密★5年: the mark of 国家秘密载体 itself. */
  | 'star'
  /** 密级：机密. */
  | 'label'
  /** 秘密10年, 机密·特急: level with term or urgency, as on the first page. */
  | 'term'
  /** The level stands by itself: 【机密】, 机密_会议纪要. */
  | 'alone'
  /** The words occur in a sentence: 商业秘密, 保守国家秘密法. */
  | 'mention';

export interface SecretFinding {
  /** `marked`: refused, the matter is to be handled offline. `mention`: passes, with a question. `none`: nothing. */
  readonly verdict: 'marked' | 'mention' | 'none';
  readonly form: SecretForm | null;
  /** What was found, as it stands in the text after normalisation. */
  readonly found: string | null;
}

const gap = '[\\s\\u3000]*';
const level = `(?:秘${gap}密|机${gap}密|绝${gap}密)`;
const star = '[★☆✩✭⭐✮✯*＊]';
const number = '(?:\\d{1,3}|[一二三四五六七八九十百]{1,4})';
const term = `(?:${number}${gap}(?:个${gap}月|年|月|天|日)|长${gap}期|启${gap}用${gap}前|公${gap}布${gap}前)`;
const urgency = '(?:特急|加急|特提|平急|急件)';
const stop = '(?:$|[^\\p{L}\\p{N}])';

const starred = new RegExp(`${level}(?:级)?${gap}${star}`, 'u');
const labelled = new RegExp(`密${gap}级(?:标[识志])?${gap}(?:[:为]|[：])${gap}${level}(?![、,和及或])`, 'u');
const dated = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])${level}(?:级)?${gap}[·:,-]?${gap}(?:${term}|${urgency})${gap}${stop}`,
  'u',
);
// A heading: the level first and then white space; or the level alone between brackets, dashes, dots or ends.
const heading = new RegExp(`^${gap}${level}(?:级|件|文件)?[\\s\\u3000]+(?=[\\p{L}\\p{N}])`, 'u');
const alone = new RegExp(
  `(?:^|[\\n\\[\\]()【】〔〕_+—-])${gap}${level}(?:级|件|文件)?${gap}(?:$|[\\n\\[\\]()【】〔〕_+—.。!-])`,
  'u',
);
const mentioned = new RegExp(level, 'u');

const forms: readonly (readonly [SecretForm, RegExp])[] = [
  ['star', starred],
  ['label', labelled],
  ['term', dated],
  ['alone', alone],
  ['alone', heading],
];

/**
 * Whether a text, a file name or the beginning of a document carries the mark of a state secret (保守国家秘密法, AZ-09).
 * Such matter may not enter this system: only number, date and a neutral title.
 */
export function stateSecretMark(text: string): SecretFinding {
  // NFKC turns full-width figures and brackets into plain ones; marks without width cannot hide in between.
  const plain = text.normalize('NFKC').replace(/\p{Cf}|\uFE0E|\uFE0F/gu, '');
  for (const [form, pattern] of forms) {
    const match = pattern.exec(plain);
    if (match) return { verdict: 'marked', form, found: match[0].trim() };
  }
  const match = mentioned.exec(plain);
  return match
    ? { verdict: 'mention', form: 'mention', found: match[0] }
    : { verdict: 'none', form: null, found: null };
}
