import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { callWith } from '#kernel/ui/api/call.ts';
import { address } from '#kernel/ui/api/request.ts';
import type { DraftRecord } from '#kernel/ui/forms/draft.ts';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { UploadList } from '#kernel/ui/forms/upload-list.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { download, upload } from '../../../endpoints.ts';
import { missingPapers, requiredPapers } from '../../../required-papers.ts';
import { ownWords } from '../../../words.ts';
import { formOf, rowsOf, type SectionProps } from '../section-props.ts';
import { TableFaults } from '../table-faults.tsx';

/** PDF and pictures; larger files are named before they are sent. */
const accept = '.pdf,.jpg,.jpeg,.png,.docx';
const maxSize = 20 * 1024 * 1024;

const purposes = ownWords.attachmentPurposes;
type Purpose = keyof typeof purposes;
const isPurpose = (value: string): value is Purpose => value in purposes;

export function AttachmentsSection(props: SectionProps) {
  const { value, onChange, readOnly, mission, faults, findings } = props;
  const t = useText();
  const [extra, setExtra] = useState<readonly Purpose[]>([]);
  const files = rowsOf(value.files);
  const required = [...new Set([...requiredPapers(mission), ...missingPapers(mission)])].filter(isPurpose);
  const others = [...new Set([...files.map(({ purpose }) => String(purpose)), ...extra])]
    .filter(isPurpose)
    .filter((purpose) => !required.includes(purpose));
  const left = Object.keys(purposes)
    .filter(isPurpose)
    .filter((purpose) => !required.includes(purpose) && !others.includes(purpose));
  return (
    <div className="stack">
      <p className="quiet">
        {t({
          zh: '日程、名单和审批意见表由系统按所填内容生成，不必上传。缺少的材料可先提交，受理时由经办人决定能否容缺。',
          en: 'Programme, list of members and opinion sheet are composed by the system. With a paper missing you may still submit; intake decides whether it may follow.',
        })}
      </p>
      <div className="papers" id="field-attachments-files" tabIndex={-1}>
        {[...required, ...others].map((purpose) => (
          <Paper key={purpose} purpose={purpose} required={required.includes(purpose)} files={files} section={props} />
        ))}
      </div>
      <TableFaults at="/attachments/files" faults={faults} findings={findings} />
      {!readOnly && left.length > 0 && (
        <div className="row">
          <label htmlFor="other-paper">{t({ zh: '其他有依据的材料', en: 'Further papers with a basis' })}</label>
          <Select<Purpose>
            id="other-paper"
            value={null}
            placeholder={t({ zh: '选择材料', en: 'Choose the paper' })}
            options={left.map((purpose) => ({ value: purpose, label: t(purposes[purpose]) }))}
            onChange={(purpose) => purpose && setExtra([...extra, purpose])}
            style={{ minWidth: 220 }}
          />
        </div>
      )}
      <h3>{t({ zh: '专项材料', en: 'Special papers' })}</h3>
      <p className="quiet">
        {t({
          zh: '规定要求的专项批准或说明，已取得的勾选，并把扫描件传到上面相应材料。',
          en: 'Approvals and explanations that rules ask for: tick those at hand and upload the scans above.',
        })}
      </p>
      <SchemaForm {...formOf(props)} only={['documents']} onChange={(next) => onChange({ ...value, ...next })} />
    </div>
  );
}

interface PaperProps {
  readonly purpose: Purpose;
  readonly required: boolean;
  readonly files: readonly DraftRecord[];
  readonly section: SectionProps;
}

function Paper({ purpose, required, files, section }: PaperProps) {
  const { page, value, onChange, onBlur, readOnly } = section;
  const t = useText();
  const own = files.filter((file) => file.purpose === purpose);
  // Several files go up one after the other; each joins what stands there when it has arrived.
  const latest = useRef(value);
  latest.current = value;
  const send = async (file: File) => {
    const body = new FormData();
    body.set('file', file);
    const input = { params: { id: page.id }, query: { purpose }, body };
    const kept = await callWith(upload, {}, input);
    const entry = { fileId: kept.fileId, purpose, name: kept.name };
    latest.current = { ...latest.current, files: [...rowsOf(latest.current.files), entry] };
    onChange(latest.current);
    onBlur();
  };
  return (
    <section className="paper">
      <header>
        <h3>{t(purposes[purpose])}</h3>
        {own.length > 0 ? (
          <StatusTag label={{ zh: `已传 ${own.length} 份`, en: `${own.length} uploaded` }} tone="done" />
        ) : required ? (
          <StatusTag label={{ zh: '未传', en: 'Missing' }} tone="soon" icon="alert" />
        ) : (
          <StatusTag label={{ zh: '选填', en: 'Optional' }} tone="neutral" icon="document" />
        )}
      </header>
      {own.length > 0 && (
        <ul className="small-rows">
          {own.map((file) => (
            <li key={String(file.fileId)}>
              <a
                href={address(download.path, { params: { id: page.id, file: String(file.fileId) } })}
                target="_blank"
                rel="noreferrer"
              >
                {String(file.name ?? '')}
              </a>
              {!readOnly && (
                <Button
                  size="small"
                  onClick={() => onChange({ ...value, files: files.filter((one) => one.fileId !== file.fileId) })}
                >
                  {t({ zh: '删去', en: 'Remove' })}
                  <span className="for-readers">{String(file.name ?? '')}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <UploadList label={purposes[purpose]} files={[]} accept={accept} maxSize={maxSize} onUpload={send} />
      )}
    </section>
  );
}
