import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { DatabaseMisconfigured } from '../errors.ts';

/** Who runs the server process. PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  /** True if it is another user than the program's own: its files have to be handed over. */
  readonly differs: boolean;
  /** The program's own user, whom the server admits by the kernel's word (`peer`). */
  readonly clientName: string;
}

function accounts(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }));
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    throw new DatabaseMisconfigured(
      `the user id ${process.getuid?.()} has no name on this system, which PostgreSQL needs. Add it to /etc/passwd, or name a PostgreSQL server in DATABASE_URL.`,
    );
  }
}

/**
 * The program's own user; when that is root, the owner of the existing data, the named user, `honglu` or `nobody`.
 * @throws DatabaseMisconfigured if there is no such user
 */
export function serverUser(databaseFolder: string, configured?: string): ServerUser {
  const clientName = ownName();
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  if (uid !== 0) return { uid, gid, differs: false, clientName };

  const existing = statSync(databaseFolder, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid, differs: true, clientName };
  const known = accounts();
  const wanted = configured ? [configured] : ['honglu', 'nobody'];
  const account = wanted.map((name) => known.find((entry) => entry.name === name)).find((entry) => entry !== undefined);
  if (!account || account.uid === 0) {
    throw new DatabaseMisconfigured(
      `PostgreSQL does not run as root, and there is no user ${wanted.join(' or ')}. Name an ordinary user, or start the program as one.`,
    );
  }
  return { uid: account.uid, gid: account.gid, differs: true, clientName };
}
