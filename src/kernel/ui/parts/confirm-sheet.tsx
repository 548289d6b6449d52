import { Button, Drawer, Modal } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { Text } from '#kernel/text.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { ProblemNotice } from './problem-notice.tsx';

export interface ConfirmSheetProps {
  readonly open: boolean;
  /** Verb and object: 同意 农产品推介团; with the number where something is lost: 撤销批件 外批〔2026〕37号. */
  readonly title: Text;
  /** What will happen, in one sentence. */
  readonly sentence: Text;
  /** Until when it can be taken back; for what cannot, say so. */
  readonly takeBack?: Text;
  /** Verb and object. */
  readonly act: Text;
  /** The other real choice. Default: 先不办. */
  readonly other?: Text;
  /** Only here a dangerous act is filled red. */
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly problem?: ProblemError | null;
  /** Something is still missing: the act says what, instead of being grey. */
  readonly missing?: Text | null;
  readonly onAct: () => void;
  readonly onClose: () => void;
  /** Opinion, reason, preview of the paper that will be signed. */
  readonly children?: ReactNode;
}

/** Repeats what will happen in one sentence before the act. A sheet from below on the phone, a dialog on the desk. */
export function ConfirmSheet(props: ConfirmSheetProps) {
  const { open, title, sentence, takeBack, act, other, danger, busy, problem, missing, onAct, onClose, children } =
    props;
  const t = useText();
  const { narrow } = useLooks();

  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.ctrlKey && !missing && !busy) onAct();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, missing, busy, onAct]);

  const body = (
    <div className="confirm-body">
      <p className="confirm-sentence">{t(sentence)}</p>
      {children}
      {takeBack && <p className="quiet">{t(takeBack)}</p>}
      {missing && <p className="tone-text-soon">{t(missing)}</p>}
      <ProblemNotice problem={problem ?? null} />
    </div>
  );
  const foot = (
    <div className="confirm-foot">
      <Button onClick={onClose}>{t(other ?? { zh: '先不办', en: 'Not now' })}</Button>
      <Button
        type="primary"
        danger={danger ?? false}
        loading={busy ?? false}
        disabled={Boolean(missing)}
        onClick={onAct}
      >
        {t(act)}
      </Button>
    </div>
  );
  return narrow ? (
    <Drawer open={open} onClose={onClose} placement="bottom" size="auto" title={t(title)} footer={foot} destroyOnHidden>
      {body}
    </Drawer>
  ) : (
    <Modal open={open} onCancel={onClose} title={t(title)} footer={foot} destroyOnHidden width={520}>
      {body}
    </Modal>
  );
}
