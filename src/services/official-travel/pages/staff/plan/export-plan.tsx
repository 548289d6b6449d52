import { Button } from 'antd';
import { useState } from 'react';
import { keepFile } from '#kernel/ui/api/keep-file.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import { address } from '#kernel/ui/api/request.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { exportLines } from '../../../plan/endpoints.ts';

/** 年度计划汇总表, under the conditions of the list. */
export function ExportPlan({ query, rows }: { readonly query: object; readonly rows: number }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    const { cursor: _cursor, limit: _limit, sort: _sort, ...asked } = query as Record<string, unknown>;
    try {
      await keepFile(address(exportLines.path, { query: asked }), t({ zh: '年度计划汇总表.xlsx', en: 'plan.xlsx' }));
      setOpen(false);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t({ zh: '导出…', en: 'Export…' })}</Button>
      <ConfirmSheet
        open={open}
        title={{ zh: '导出年度计划汇总表', en: 'Export the plan' }}
        sentence={{
          zh: `按当前条件导出约 ${rows} 项（XLSX）。文件带水印，导出记入审计。`,
          en: `Exports about ${rows} lines under the present conditions (XLSX). The file carries a watermark and the export is recorded.`,
        }}
        act={{ zh: '导出', en: 'Export' }}
        busy={busy}
        problem={problem}
        onAct={() => void run()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
