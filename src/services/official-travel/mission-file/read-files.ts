import { readFile } from 'node:fs/promises';

/** The bytes of a file, or null if there is none or it cannot be read. */
export async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}
