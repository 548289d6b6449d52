import { Button, Progress } from 'antd';
import { type DragEvent, useId, useRef, useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { asProblem, type ProblemError } from '#kernel/ui/api/problem-error.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly href?: string;
  readonly note?: Text;
}

export interface UploadListProps {
  readonly label: Text;
  readonly files: readonly UploadedFile[];
  /** As for `accept`: `.pdf,.jpg,.png,.docx`. */
  readonly accept: string;
  /** Bytes; larger files are named and not sent. */
  readonly maxSize: number;
  readonly multiple?: boolean;
  /** Sends one file; throws ProblemError. */
  readonly onUpload: (file: File) => Promise<void>;
  readonly onRemove?: (file: UploadedFile) => void;
  readonly readOnly?: boolean;
}

const megabytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** Why a chosen file is not sent, in words; null if it may. */
export function uploadFault(
  file: { readonly name: string; readonly size: number },
  accept: string,
  maxSize: number,
): Text | null {
  const kinds = accept.split(',').map((kind) => kind.trim().toLowerCase());
  const kind = `.${file.name.split('.').at(-1)?.toLowerCase() ?? ''}`;
  const named = kinds.map((one) => one.replace('.', '').toUpperCase());
  if (!kinds.includes(kind)) {
    return {
      zh: `不能接收 ${kind} 文件。请上传 ${named.join('、')}。`,
      en: `${kind} files cannot be taken. Upload ${named.join(', ')}.`,
    };
  }
  if (file.size > maxSize) {
    return {
      zh: `「${file.name}」${megabytes(file.size)}，超过 ${megabytes(maxSize)}，未上传。请压缩或分成两份再传。`,
      en: `"${file.name}" is ${megabytes(file.size)}, over the ${megabytes(maxSize)} limit, and was not uploaded. Compress or split it.`,
    };
  }
  return null;
}

/** Files as a table, with the reminder that no state secret may be uploaded; dropping is one way, the button the other. */
export function UploadList(props: UploadListProps) {
  const { label, files, accept, maxSize, multiple = true, onUpload, onRemove, readOnly = false } = props;
  const t = useText();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<readonly string[]>([]);
  const [faults, setFaults] = useState<readonly Text[]>([]);
  const [problem, setProblem] = useState<ProblemError | null>(null);

  const take = async (chosen: readonly File[]) => {
    const refused = chosen.map((file) => uploadFault(file, accept, maxSize)).filter((fault) => fault !== null);
    setFaults(refused);
    setProblem(null);
    for (const file of chosen.filter((one) => uploadFault(one, accept, maxSize) === null)) {
      setSending((names) => [...names, file.name]);
      try {
        await onUpload(file);
      } catch (error) {
        setProblem(asProblem(error));
      } finally {
        setSending((names) => names.filter((name) => name !== file.name));
      }
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is only the second way; the button is the first
    <div className="upload" onDrop={readOnly ? undefined : onDrop} onDragOver={(event) => event.preventDefault()}>
      {!readOnly && (
        <p className="upload-secret">
          <Icon name="alert" />
          {t({
            zh: '请勿上传国家秘密。涉密材料走线下办理，这里只登记编号和日期。',
            en: 'Do not upload state secrets. Handle them offline and record only number and date here.',
          })}
        </p>
      )}
      {files.length > 0 && (
        <table className="plain-table">
          <caption className="for-readers">{t(label)}</caption>
          <tbody>
            {files.map((file) => (
              <tr key={file.id}>
                <th scope="row">{file.href ? <a href={file.href}>{file.name}</a> : file.name}</th>
                <td className="figures right">{megabytes(file.size)}</td>
                <td>{file.note && t(file.note)}</td>
                <td className="right">
                  {onRemove && !readOnly && (
                    <Button size="small" onClick={() => onRemove(file)}>
                      {t({ zh: '删去', en: 'Remove' })}
                      <span className="for-readers">{file.name}</span>
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sending.map((name) => (
        <div key={name} role="status">
          {t({ zh: `正在上传「${name}」`, en: `Uploading "${name}"` })}
          <Progress percent={100} status="active" showInfo={false} size="small" />
        </div>
      ))}
      {faults.map((fault) => (
        <p key={fault.zh} role="alert" className="field-fault">
          {t(fault)}
        </p>
      ))}
      <ProblemNotice problem={problem} />
      {!readOnly && (
        <>
          <input
            ref={chooser}
            id={id}
            type="file"
            hidden
            accept={accept}
            multiple={multiple}
            onChange={(event) => {
              void take([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <div className="row">
            <Button onClick={() => chooser.current?.click()}>
              <Icon name="upload" />
              {t({ zh: `上传${label.zh}`, en: `Upload: ${label.en}` })}
            </Button>
            <span className="quiet">
              {t({
                zh: `${accept.replaceAll(',', '、')}，每份不超过 ${megabytes(maxSize)}`,
                en: `${accept}, at most ${megabytes(maxSize)} each`,
              })}
            </span>
          </div>
        </>
      )}
    </div>
  );
}
