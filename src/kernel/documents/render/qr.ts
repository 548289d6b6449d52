import QRCode from 'qrcode';
import type { VerificationMark } from '../letter.ts';

/** Rows of the QR code of this text, `1` dark and `0` light, correction level M, without the quiet zone. */
export function qrRows(text: string): string[] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? '1' : '0')).join(''),
  );
}

/** @param code as it is to be read aloud, in groups */
export function markOfVerification(code: string, url: string): VerificationMark {
  return { code, url, qr: qrRows(url) };
}
