import { gate } from './gate.ts';
import { problemFrom } from './problem-error.ts';

/**
 * Fetches a file that wants a fresh second factor, and hands it to the browser to keep.
 * @throws ProblemError with the server's words
 */
export async function keepFile(path: string, name: string): Promise<void> {
  for (;;) {
    const answer = await fetch(path, { credentials: 'same-origin' });
    if (answer.ok) {
      const made = URL.createObjectURL(await answer.blob());
      const link = document.createElement('a');
      link.href = made;
      link.download = name;
      link.click();
      URL.revokeObjectURL(made);
      return;
    }
    const body: unknown = await answer.json().catch(() => undefined);
    const problem = problemFrom(answer.status, body, (header) => answer.headers.get(header));
    const demand = problem.status === 401 ? 'sign-in' : problem.code === 'step-up-needed' ? 'step-up' : null;
    if (!demand) throw problem;
    await gate.wait(demand).catch(() => {
      throw problem;
    });
  }
}
