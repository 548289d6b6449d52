import { resolve } from 'node:path';
import type { CommandIo } from '#services/official-travel/mission-file/commands.ts';

/**
 * `travel check` and `travel budget` have a published form of their own and need neither server nor database: nothing else is
 * loaded for them.
 */
export async function runTravel(argv: readonly string[], folder: string): Promise<number> {
  const [{ travelCommand }, { readBytes }] = await Promise.all([
    import('#services/official-travel/mission-file/commands.ts'),
    import('#services/official-travel/mission-file/read-files.ts'),
  ]);
  const io: CommandIo = {
    readFile: (path) => readBytes(resolve(folder, path)),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
  return travelCommand(argv, io);
}
