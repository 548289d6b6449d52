import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ProgramPackage {
  readonly folder: string;
  readonly version: string;
}

/** The folder with the package's description, above the source as above the built program. */
export function programPackage(): ProgramPackage {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) {
      const description = JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version: string };
      if (description.name === 'honglu') return { folder, version: description.version };
    }
    if (folder === dirname(folder)) throw new Error('the package of the program is not above its files');
  }
}

/** Settings outside the database that are worth keeping with a backup: no address of a database, which holds a password. */
export function settingsWorthKeeping(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const names = Object.keys(environment).filter(
    (name) => name === 'PORT' || name === 'HOST' || (name.startsWith('HONGLU_') && name !== 'HONGLU_DATA'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, environment[name] ?? '']));
}
