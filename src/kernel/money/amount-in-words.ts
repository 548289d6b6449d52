import nzhCn from 'nzh/cn';
import { Decimal } from './decimal.ts';

/**
 * 大写金额 of an amount in yuan, as 票据 need it: 人民币壹佰元整. Rounded half up to the fen.
 * @throws RangeError if the amount is negative or above 9,999,999,999,999.99 yuan
 */
export function amountInWords(yuan: Decimal | number | string): string {
  const amount = Decimal.of(yuan).rounded(2);
  if (amount.compare(0) < 0 || amount.compare(largest) > 0) throw new RangeError('amount out of range for 大写金额');
  // 整 follows unless the amount reaches the fen (《正确填写票据和结算凭证的基本规定》). A text of fixed decimals, never a float: 1.005 × 100 is not 100.5 in binary.
  return nzhCn.toMoney(amount.toFixed(2), { outSymbol: true, forceZheng: true }) ?? '';
}

const largest = Decimal.of('9999999999999.99');
