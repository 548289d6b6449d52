import { useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { keepFile } from '#kernel/ui/api/keep-file.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import { type AnyEndpoint, address } from '#kernel/ui/api/request.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';

export interface ExportSheetProps {
  readonly endpoint: AnyEndpoint;
  readonly query: Readonly<Record<string, unknown>>;
  readonly title: Text;
  /** How many rows, of which columns, that it is recorded, what stays masked. */
  readonly sentence: Text;
  /** Name of the file. */
  readonly file: Text;
  readonly onClose: () => void;
}

/** Says what will be exported before it is, and stays open with the server's words if it is not. */
export function ExportSheet({ endpoint, query, title, sentence, file, onClose }: ExportSheetProps) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await keepFile(address(endpoint.path, { query }), t(file));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmSheet
      open
      title={title}
      sentence={sentence}
      act={{ zh: '导出', en: 'Export' }}
      busy={busy}
      problem={problem}
      onAct={() => void run()}
      onClose={onClose}
    />
  );
}
