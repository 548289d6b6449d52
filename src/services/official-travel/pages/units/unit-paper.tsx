import { callWith } from '#kernel/ui/api/call.ts';
import { address } from '#kernel/ui/api/request.ts';
import type { ControlProps } from '#kernel/ui/forms/control.tsx';
import { UploadList } from '#kernel/ui/forms/upload-list.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { openUnitPaper, uploadUnitPaper } from '../../units/endpoints.ts';

const accept = '.pdf,.jpg,.png,.docx';
const maxSize = 20 * 1024 * 1024;

/** One paper of a unit: uploaded, kept by its id, opened again. A new one takes its place; the former stays in the store. */
export function UnitPaper({ control, unit }: { readonly control: ControlProps; readonly unit: string }) {
  const t = useText();
  const { value, onChange, field, ties } = control;
  const send = async (file: File) => {
    const body = new FormData();
    body.set('file', file);
    const input = { params: { unit }, body };
    const kept = await callWith(uploadUnitPaper, {}, input);
    onChange(kept.fileId);
  };
  return (
    <div className="stack-close" id={ties.id} tabIndex={-1}>
      {typeof value === 'string' && (
        <a href={address(openUnitPaper.path, { params: { unit, file: value } })} target="_blank" rel="noreferrer">
          {t({ zh: '查看已传的附件', en: 'Open what was uploaded' })}
        </a>
      )}
      <UploadList label={field.meta.label} files={[]} accept={accept} maxSize={maxSize} onUpload={send} />
    </div>
  );
}
