import type { Queries } from '#kernel/database/database.ts';
import { filesOfCase, type StoredFile } from '#kernel/files/storage.ts';
import { Problem } from '#kernel/http/problem.ts';

/**
 * Papers are named by the id that their upload gave; a file of another case, or none, is refused.
 * @throws Problem 422 `file-of-another-case`
 */
export async function refuseForeignFiles(
  queries: Queries,
  officeId: string,
  caseId: string,
  fileIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, StoredFile>> {
  const named = fileIds.filter((id): id is string => typeof id === 'string');
  if (named.length === 0) return new Map();
  const own = new Map((await filesOfCase(queries, officeId, caseId)).map((file) => [file.id, file]));
  const foreign = named.filter((id) => !own.has(id));
  if (foreign.length === 0) return own;
  throw new Problem(
    422,
    'file-of-another-case',
    {
      zh: '所列材料中有不属于本件的文件，没有保存。请在本件中重新上传。',
      en: 'One of the papers does not belong to this case; nothing was saved. Upload it in this case.',
    },
    {
      faults: foreign.map((id) => ({
        at: `/files/${id}`,
        code: 'file-of-another-case',
        message: { zh: '本件没有这份文件。', en: 'This case has no such file.' },
      })),
    },
  );
}
