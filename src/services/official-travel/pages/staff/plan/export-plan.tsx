import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import { ExportSheet } from '#kernel/ui/patterns/export-sheet.tsx';
import { exportLines } from '../../../plan/endpoints.ts';

/** 年度计划汇总表, under the conditions of the list. */
export function ExportPlan({ query, rows }: { readonly query: object; readonly rows: number }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { cursor: _cursor, limit: _limit, sort: _sort, ...asked } = query as Record<string, unknown>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t({ zh: '导出…', en: 'Export…' })}</Button>
      {open && (
        <ExportSheet
          endpoint={exportLines}
          query={asked}
          title={{ zh: '导出年度计划汇总表', en: 'Export the plan' }}
          sentence={{
            zh: `按当前条件导出约 ${rows} 项（XLSX）。文件带水印，导出记入审计。`,
            en: `Exports about ${rows} lines under the present conditions (XLSX). The file carries a watermark and the export is recorded.`,
          }}
          file={{ zh: '年度计划汇总表.xlsx', en: 'plan.xlsx' }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
