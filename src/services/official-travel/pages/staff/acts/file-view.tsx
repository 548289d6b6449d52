import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { asProblem, type ProblemError, problemFrom } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Loading } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';

/** Reads a file in full. @throws ProblemError with the server's words */
async function readFile(address: string, signal: AbortSignal): Promise<Blob> {
  try {
    const answer = await fetch(address, { credentials: 'same-origin', signal });
    if (answer.ok) return await answer.blob();
    const body: unknown = await answer.json().catch(() => undefined);
    throw problemFrom(answer.status, body, (name) => answer.headers.get(name));
  } catch (error) {
    throw asProblem(error);
  }
}

/** The address of a blob as long as it is shown. Answers of the interface may not stand in a frame; a copy in the page may. */
function useObjectAddress(blob: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}

/** A scan or document shown in place, with a link for small screens that show no PDF. */
export function FileView({ title, address }: { readonly title: string; readonly address: string }) {
  const t = useText();
  const file = useQuery<Blob, ProblemError>({
    queryKey: ['file', address],
    queryFn: ({ signal }) => readFile(address, signal),
    // Each reading is recorded; coming back to the window is none.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const shown = useObjectAddress(file.data);
  const isPicture = file.data?.type.startsWith('image/');
  // A copy in the page has the page's own rights: nothing but what the browser's PDF viewer opens goes into a frame.
  const isPdf = file.data?.type === 'application/pdf';
  return (
    <figure className="file-view">
      {file.isPending && <Loading what={{ zh: title, en: title }} rows={3} />}
      <ProblemNotice problem={file.error} onRetry={() => void file.refetch()} />
      {shown && isPicture && <img src={shown} alt={title} />}
      {shown && isPdf && <iframe title={title} src={shown} />}
      <figcaption>
        <a href={address} target="_blank" rel="noreferrer">
          {t({ zh: `在新窗口打开《${title}》`, en: `Open "${title}" in a new window` })}
        </a>
      </figcaption>
    </figure>
  );
}
