import { useState } from 'react';
import { keepFile } from '#kernel/ui/api/keep-file.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import { address } from '#kernel/ui/api/request.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { exportList } from '../../endpoints.ts';

export interface ExportSheetProps {
  readonly query: Readonly<Record<string, string>>;
  /** How many rows there are, exact to 1,000. */
  readonly rows: number;
  readonly onClose: () => void;
}

/** Says what will be exported before it is: rows, columns, that it is recorded and masked. */
export function ExportSheet({ query, rows, onClose }: ExportSheetProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await keepFile(address(exportList.path, { query }), 'missions.xlsx');
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
      title={{ zh: '导出团组清单', en: 'Export the list' }}
      sentence={{
        zh: `按当前条件导出约 ${rows} 行（XLSX）。文件带水印，导出记入审计；已隐去的个人信息仍然隐去。`,
        en: `Exports about ${rows} rows under the present conditions (XLSX). The file carries a watermark, the export is recorded, and what is masked stays masked.`,
      }}
      act={{ zh: '导出', en: 'Export' }}
      busy={busy}
      problem={problem}
      onAct={() => void run()}
      onClose={onClose}
    />
  );
}
