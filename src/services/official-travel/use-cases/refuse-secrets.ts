import { stateSecretMark } from '#kernel/files/state-secret.ts';
import { Problem } from '#kernel/http/problem.ts';
import { isResidentIdNumber } from '../mission-file/id-number.ts';

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Runs of 17 digits and a check character, also where somebody put spaces between. */
const numbersIn = (text: string): readonly string[] =>
  [...text.replaceAll(/[\s-]/g, '').matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)].map(([number]) => number.toUpperCase());

/**
 * 涉密不上网 (AZ-09): matter marked as a state secret is refused at every text. ID numbers have their sealed place in the file of the
 * person and nowhere else.
 * @throws Problem 422 `state-secret`, `number-in-text`
 */
export function refuseSecrets(content: unknown): void {
  const texts: string[] = [];
  JSON.stringify(content, (_key, value) => {
    if (typeof value === 'string' && !isId.test(value)) texts.push(value);
    return value;
  });
  if (texts.some((text) => stateSecretMark(text).verdict === 'marked')) {
    throw new Problem(422, 'state-secret', {
      zh: '内容带有密级标志，没有保存。本系统不处理国家秘密，请线下办理，这里只登记文号和日期。',
      en: 'The text carries a mark of secrecy and was not kept. State secrets are handled offline; record only number and date here.',
    });
  }
  if (texts.some((text) => numbersIn(text).some(isResidentIdNumber))) {
    throw new Problem(422, 'number-in-text', {
      zh: '内容中有居民身份证号码，没有保存。证件号码请在人员档案中登记，这里用姓名即可。',
      en: 'The text holds a resident ID number and was not kept. Enter the number in the file of the person; here the name suffices.',
    });
  }
}
