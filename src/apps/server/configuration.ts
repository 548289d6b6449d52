import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { nothingLeaves, type Outgoing, outgoingConfiguration } from '#kernel/notifications/outgoing.ts';

export interface Configuration {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** A server of one's own; absent, the built-in one is started on the data folder. */
  readonly databaseUrl: string | undefined;
  /** Addresses that browsers use; empty on loopback. */
  readonly origins: readonly string[];
  readonly proxies: readonly string[];
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | undefined;
  readonly metricsPort: number | undefined;
  readonly cryptoProfile: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';
  /** `file`: `<data>/logs`, one a day, 180 days; `stderr` for containers. */
  readonly log: 'file' | 'stderr';
  /** False on a node that only answers requests. */
  readonly works: boolean;
  /** A second file for signed heads of the audit chain, best on another disk. */
  readonly anchorFile: string | undefined;
  /** Where the nightly backup goes; undefined: it is made from outside, by the command. */
  readonly backups: BackupPlaces | undefined;
  /** Bytes that the audit trail may take on line; at 80 % of it there is an alarm (AU-07). */
  readonly auditSpace: number;
  /** Mail server and webhooks; the only places that messages may leave to (IN-11). */
  readonly outgoing: Outgoing;
  /** The program is reachable from this machine only. */
  readonly loopback: boolean;
  /** Browsers reach it by https. */
  readonly secure: boolean;
}

export interface BackupPlaces {
  readonly place: string;
  readonly secondPlace: string | null;
  readonly keepDays: number;
}

/** Every fault of the configuration, with the name to mend; the start ends here (CR-10). */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const known = new Set([
  'HONGLU_DATA',
  'HONGLU_ORIGIN',
  'HONGLU_PROXIES',
  'HONGLU_TLS_KEY',
  'HONGLU_TLS_CERT',
  'HONGLU_METRICS_PORT',
  'HONGLU_CRYPTO',
  'HONGLU_LOG',
  'HONGLU_WORK',
  'HONGLU_ANCHORS',
  'HONGLU_OUTGOING',
  'HONGLU_BACKUPS',
  'HONGLU_BACKUP_DAYS',
  'HONGLU_AUDIT_SPACE',
]);

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text;
  } catch {
    return false;
  }
}

function isNetwork(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  return rest.length === 0 && isIP(address!) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}

/** Reads the environment. @throws ConfigurationRefused with every fault at once */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const faults: string[] = [];
  const fault = (name: string, what: string) => faults.push(`${name}: ${what}`);
  for (const name of Object.keys(environment)) {
    if (name.startsWith('HONGLU_') && !known.has(name)) fault(name, 'no such setting; is it misspelt?');
  }
  const portOf = (name: string, ifMissing: number | undefined) => {
    const text = environment[name];
    if (text === undefined || text === '') return ifMissing;
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
    fault(name, `"${text}" is no port`);
    return ifMissing;
  };
  const choice = <T extends string>(name: string, values: readonly T[], ifMissing: T): T => {
    const text = environment[name];
    if (text === undefined || text === '') return ifMissing;
    const found = values.find((value) => value === text);
    if (found === undefined) fault(name, `must be one of ${values.join(', ')}`);
    return found ?? ifMissing;
  };
  const host = environment.HOST || '127.0.0.1';
  const origins = listOf(environment.HONGLU_ORIGIN);
  for (const origin of origins) {
    if (!isOrigin(origin)) fault('HONGLU_ORIGIN', `"${origin}" is no address like https://fao.example.gov.cn`);
  }
  const proxies = listOf(environment.HONGLU_PROXIES);
  for (const proxy of proxies) {
    if (!isNetwork(proxy)) fault('HONGLU_PROXIES', `"${proxy}" is no address or network`);
  }
  const tls = readTls(environment, fault);
  const local = loopbackHosts.has(host);
  // CR-07: without TLS the program listens on loopback only, unless the proxy that gives TLS is named.
  if (!local && !tls && proxies.length === 0) {
    fault(
      'HOST',
      `${host} can be reached from outside, and there is no TLS. Give HONGLU_TLS_KEY and HONGLU_TLS_CERT, or name the proxy in front in HONGLU_PROXIES, or leave HOST out.`,
    );
  }
  if ((!local || proxies.length > 0) && origins.length === 0) {
    fault('HONGLU_ORIGIN', 'must say by which address browsers reach the program, e.g. https://fao.example.gov.cn');
  }
  if (!local && origins.some((origin) => !origin.startsWith('https:'))) {
    fault('HONGLU_ORIGIN', 'must begin with https: where others can reach it');
  }
  if (proxies.length > 0 && origins.some((origin) => !origin.startsWith('https:'))) {
    fault('HONGLU_ORIGIN', 'must begin with https: behind a proxy');
  }
  const dataFolder = resolve(environment.HONGLU_DATA || './data');
  const whole = (name: string, ifMissing: number, what: string) => {
    const text = environment[name];
    if (text === undefined || text === '') return ifMissing;
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    fault(name, `"${text}" is no number of ${what}`);
    return ifMissing;
  };
  const keepDays = whole('HONGLU_BACKUP_DAYS', 30, 'days');
  const configuration: Configuration = {
    port: portOf('PORT', 8080)!,
    host,
    dataFolder,
    databaseUrl: environment.DATABASE_URL || undefined,
    origins,
    proxies,
    tls,
    metricsPort: portOf('HONGLU_METRICS_PORT', undefined),
    cryptoProfile: choice('HONGLU_CRYPTO', ['aes-256-gcm', 'sm4-ctr-hmac-sm3'], 'aes-256-gcm'),
    log: choice('HONGLU_LOG', ['file', 'stderr'], 'file'),
    works: choice('HONGLU_WORK', ['yes', 'no'], 'yes') === 'yes',
    anchorFile: environment.HONGLU_ANCHORS || undefined,
    backups: readBackups(environment.HONGLU_BACKUPS, dataFolder, keepDays, fault),
    auditSpace: whole('HONGLU_AUDIT_SPACE', 20, 'gigabytes') * 1024 ** 3,
    outgoing: readOutgoing(environment.HONGLU_OUTGOING, origins[0], fault),
    loopback: local && proxies.length === 0 && origins.length === 0,
    secure: tls !== undefined || (origins.length > 0 && origins.every((origin) => origin.startsWith('https:'))),
  };
  if (faults.length > 0) throw new ConfigurationRefused(faults);
  return configuration;
}

/** `/mnt/backup`, or `/mnt/backup,/mnt/elsewhere`: the second is copied to; `off`: backups are made from outside. */
function readBackups(
  text: string | undefined,
  dataFolder: string,
  keepDays: number,
  fault: (name: string, what: string) => void,
): BackupPlaces | undefined {
  if (text === 'off') return undefined;
  const [place, secondPlace, ...more] = listOf(text).map((folder) => resolve(folder));
  if (more.length > 0) fault('HONGLU_BACKUPS', 'names more than two folders');
  if (place !== undefined && place === secondPlace) fault('HONGLU_BACKUPS', 'the second place is the first');
  return { place: place ?? join(dataFolder, 'backups'), secondPlace: secondPlace ?? null, keepDays };
}

/** A JSON file, because it holds secrets: it must not be readable by everybody. */
function readOutgoing(
  file: string | undefined,
  origin: string | undefined,
  fault: (name: string, what: string) => void,
): Outgoing {
  if (!file) return nothingLeaves;
  try {
    if ((statSync(file).mode & 0o007) !== 0) fault('HONGLU_OUTGOING', 'the file can be read by everybody; chmod 640');
    const read = outgoingConfiguration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.success) return { ...(origin === undefined ? {} : { address: origin }), ...read.data };
    for (const issue of read.error.issues) fault('HONGLU_OUTGOING', `${issue.path.join('.')}: ${issue.message}`);
  } catch (cause) {
    fault('HONGLU_OUTGOING', `cannot be read: ${cause instanceof Error ? cause.message : 'unknown cause'}`);
  }
  return nothingLeaves;
}

function readTls(
  environment: Readonly<Record<string, string | undefined>>,
  fault: (name: string, what: string) => void,
): Configuration['tls'] {
  const { HONGLU_TLS_KEY: keyFile, HONGLU_TLS_CERT: certFile } = environment;
  if (!keyFile && !certFile) return undefined;
  if (!keyFile || !certFile) {
    fault(keyFile ? 'HONGLU_TLS_CERT' : 'HONGLU_TLS_KEY', 'key and certificate belong together');
    return undefined;
  }
  try {
    if ((statSync(keyFile).mode & 0o007) !== 0) fault('HONGLU_TLS_KEY', 'the file can be read by everybody; chmod 640');
    return { key: readFileSync(keyFile), cert: readFileSync(certFile) };
  } catch (cause) {
    fault('HONGLU_TLS_KEY', `cannot be read: ${cause instanceof Error ? cause.message : 'unknown cause'}`);
    return undefined;
  }
}
