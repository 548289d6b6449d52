import { Button, QRCode } from 'antd';
import type { ReactNode } from 'react';
import type { Text } from '#kernel/text.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';

export interface PrintSheetProps {
  readonly title: string;
  /** Who printed, with unit: on each sheet. */
  readonly printedBy: string;
  /** Filters, as-of, scope. */
  readonly note?: Text;
  /** Sheets that leave the office have a number and a code that others can check. */
  readonly verification?: { readonly number: string; readonly code: string; readonly address: string };
  readonly children: ReactNode;
}

/** A sheet of A4 on white, as it will be printed: opinion sheet, roll, hand-over receipt, list. */
export function PrintSheet({ title, printedBy, note, verification, children }: PrintSheetProps) {
  const t = useText();
  const time = tableInstant(useNow());
  return (
    <div className="stack">
      <div className="row screen-only">
        <Button type="primary" onClick={() => window.print()}>
          <Icon name="print" />
          {t({ zh: '打印', en: 'Print' })}
        </Button>
      </div>
      <article className="sheet-paper" lang="zh-CN">
        <header className="sheet-paper-head">
          <div>
            <h2>{title}</h2>
            {note && <p>{t(note)}</p>}
          </div>
          {verification && (
            <span aria-hidden="true">
              <QRCode
                type="svg"
                size={88}
                value={verification.address}
                color="#000000"
                bgColor="#FFFFFF"
                bordered={false}
              />
            </span>
          )}
        </header>
        {children}
        <footer>
          {verification && (
            <p>
              编号 {verification.number}　核验码 <span className="figures">{verification.code}</span>
              。扫码或在公开门户“文书核验”输入核验码，对照所示事实。
            </p>
          )}
          <p>
            打印 {printedBy}　{time}
          </p>
        </footer>
      </article>
    </div>
  );
}
