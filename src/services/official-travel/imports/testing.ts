import { xlsxType } from '#kernel/tables/export-table.ts';

const boundary = 'honglu-test-boundary';

/** A workbook as a browser sends it. */
export function multipart(content: Buffer, name = '名单.xlsx') {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${xlsxType}\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
