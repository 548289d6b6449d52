import { ExportSheet } from '#kernel/ui/patterns/export-sheet.tsx';
import { exportList } from '../../endpoints.ts';

export interface ExportListProps {
  readonly query: Readonly<Record<string, string>>;
  /** How many rows there are, exact to 1,000. */
  readonly rows: number;
  readonly onClose: () => void;
}

/** The list of missions under the conditions of the page. */
export function ExportList({ query, rows, onClose }: ExportListProps) {
  return (
    <ExportSheet
      endpoint={exportList}
      query={query}
      title={{ zh: '导出团组清单', en: 'Export the list' }}
      sentence={{
        zh: `按当前条件导出约 ${rows} 行（XLSX）。文件带水印，导出记入审计；已隐去的个人信息仍然隐去。`,
        en: `Exports about ${rows} rows under the present conditions (XLSX). The file carries a watermark, the export is recorded, and what is masked stays masked.`,
      }}
      file={{ zh: 'missions.xlsx', en: 'missions.xlsx' }}
      onClose={onClose}
    />
  );
}
