import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { call } from '#kernel/ui/api/call.ts';
import { refresh } from '#kernel/ui/api/hooks.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import { address } from '#kernel/ui/api/request.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { type ImportAnswer, importTable, template } from '../../../imports/endpoints.ts';
import { OwnUnit } from './own-unit.tsx';

interface ImportLinesProps {
  readonly year: number;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** 从表格导入: checked first, row by row; taken over whole or not at all. */
export function ImportLines({ year, units, onClose }: ImportLinesProps) {
  const t = useText();
  const client = useQueryClient();
  const fileId = useId();
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<ImportAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const send = async (mode: 'check' | 'commit') => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    const body = new FormData();
    body.append('file', file);
    const input = { params: { kind: 'plan-lines' as const }, query: { mode, year, unit }, body };
    try {
      const answer = await call(importTable, input);
      setChecked(answer);
      if (mode === 'commit' && answer.faults.length === 0) {
        await refresh(client, ['official-travel']);
        onClose();
      }
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const ready = checked !== null && checked.faults.length === 0 && checked.already === null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `从表格导入 ${year} 年计划项`, en: `Import lines of the plan ${year}` }}
      sentence={
        ready
          ? {
              zh: `检查无误，将新增 ${checked.created} 项草稿。`,
              en: `Nothing is wrong; ${checked.created} drafts will be added.`,
            }
          : {
              zh: '先检查，逐行给出错误；没有错误才整份导入，不会只导入一部分。',
              en: 'The table is checked first. It is taken over as a whole, or not at all.',
            }
      }
      act={ready ? { zh: '导入', en: 'Import' } : { zh: '检查', en: 'Check' }}
      busy={busy}
      problem={problem}
      missing={file ? null : { zh: '请选择 XLSX 文件。', en: 'Choose an XLSX file.' }}
      onClose={onClose}
      onAct={() => void send(ready ? 'commit' : 'check')}
    >
      <OwnUnit
        units={units}
        value={unit}
        onChange={(next) => {
          setUnit(next);
          setChecked(null);
        }}
      />
      <div className="field">
        <label htmlFor={fileId}>{t({ zh: '表格', en: 'Table' })}</label>
        <input
          id={fileId}
          type="file"
          accept=".xlsx"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            setChecked(null);
          }}
        />
      </div>
      <p>
        <Button type="link" href={address(template.path, { params: { kind: 'plan-lines' } })}>
          {t({ zh: '下载模板', en: 'Download the template' })}
        </Button>
      </p>
      {checked?.already && (
        <p className="tone-text-soon">{t({ zh: '这份文件已经导入过。', en: 'This file was taken over already.' })}</p>
      )}
      {checked && checked.faults.length > 0 && (
        <ul className="rule-notes" role="alert">
          {checked.faults.slice(0, 30).map((fault) => (
            <li key={`${fault.sheet} ${fault.cell ?? fault.row} ${fault.code}`}>{t(fault.message)}</li>
          ))}
          {checked.faults.length > 30 && (
            <li>{t({ zh: `另有 ${checked.faults.length - 30} 处`, en: `and ${checked.faults.length - 30} more` })}</li>
          )}
        </ul>
      )}
    </ConfirmSheet>
  );
}
