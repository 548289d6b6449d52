import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const imported = /^\s*#?(?:import|include)\s+"([^"]+\.typ)"/gm;

/**
 * SHA-256 over a template and everything that it imports, hex: frozen with each document, so that it can be told by which
 * version of the kit it was set. A path that begins with `/` is looked for below the root of the templates. @throws Error naming the file that is not there
 */
export function templateDigest(template: string, root = fileURLToPath(new URL('../../../', import.meta.url))): string {
  const sources = new Map<string, string>();
  const take = (path: string): void => {
    if (sources.has(path)) return;
    const source = readFileSync(path, 'utf8');
    sources.set(path, source);
    for (const [, name] of source.matchAll(imported)) {
      take(name!.startsWith('/') ? join(root, name!) : resolve(dirname(path), name!));
    }
  };
  take(resolve(template));
  // Where the program lies does not count: only what its files say, in the order they are reached.
  const hash = createHash('sha256');
  for (const source of sources.values()) hash.update(createHash('sha256').update(source).digest());
  return hash.digest('hex');
}
