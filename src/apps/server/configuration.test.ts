import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigurationRefused, readConfiguration } from './configuration.ts';

const faultsOf = (environment: Record<string, string>) => {
  try {
    readConfiguration(environment);
    return [];
  } catch (cause) {
    if (cause instanceof ConfigurationRefused) return cause.faults.map((fault) => fault.split(':')[0]);
    throw cause;
  }
};
const folder = mkdtempSync(join(tmpdir(), 'honglu-configuration-'));
const keyFile = join(folder, 'key.pem');
const certFile = join(folder, 'cert.pem');
writeFileSync(keyFile, 'key', { mode: 0o600 });
writeFileSync(certFile, 'cert');
const tls = { HONGLU_TLS_KEY: keyFile, HONGLU_TLS_CERT: certFile };
const origin = { HONGLU_ORIGIN: 'https://fao.example.gov.cn' };

test('with nothing configured it listens on this machine only, with its own database', () => {
  expect(readConfiguration({})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    databaseUrl: undefined,
    loopback: true,
    secure: false,
  });
});

describe('reachable from outside (CR-07)', () => {
  test('without TLS and without a named proxy it does not start', () => {
    expect(faultsOf({ HOST: '0.0.0.0', ...origin })).toEqual(['HOST']);
  });
  test('with TLS, or behind a named proxy, it does, and demonstration accounts need their second factor', () => {
    for (const way of [tls, { HONGLU_PROXIES: '10.0.0.5, 10.1.0.0/16' }]) {
      expect(readConfiguration({ HOST: '0.0.0.0', ...origin, ...way })).toMatchObject({
        secure: true,
        loopback: false,
      });
    }
  });
  test('it must know its own address, and that by https', () => {
    expect(faultsOf({ HOST: '0.0.0.0', ...tls })).toEqual(['HONGLU_ORIGIN']);
    expect(faultsOf({ HOST: '0.0.0.0', ...tls, HONGLU_ORIGIN: 'http://fao.example.gov.cn' })).toEqual([
      'HONGLU_ORIGIN',
    ]);
    expect(faultsOf({ HONGLU_PROXIES: '10.0.0.5' })).toEqual(['HONGLU_ORIGIN']);
  });
  test('a proxy on this machine makes it reachable: no demonstration without second factor', () => {
    expect(readConfiguration({ HONGLU_PROXIES: '127.0.0.1', ...origin }).loopback).toBe(false);
  });
});

describe('a wrong configuration ends the start with the name to mend (CR-10)', () => {
  const wrong: [Record<string, string>, string][] = [
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ HONGLU_METRICS_PORT: '-1' }, 'HONGLU_METRICS_PORT'],
    [{ HONGLU_DATAS: './x' }, 'HONGLU_DATAS'],
    [{ HONGLU_CRYPTO: 'rot13' }, 'HONGLU_CRYPTO'],
    [{ HONGLU_LOG: 'syslog' }, 'HONGLU_LOG'],
    [{ HONGLU_WORK: 'maybe' }, 'HONGLU_WORK'],
    [{ HONGLU_ORIGIN: 'fao.example' }, 'HONGLU_ORIGIN'],
    [{ HONGLU_ORIGIN: 'https://fao.example/path' }, 'HONGLU_ORIGIN'],
    [{ ...origin, HONGLU_PROXIES: 'proxy.example' }, 'HONGLU_PROXIES'],
    [{ HONGLU_TLS_KEY: keyFile }, 'HONGLU_TLS_CERT'],
    [{ HONGLU_TLS_CERT: certFile }, 'HONGLU_TLS_KEY'],
    [{ ...tls, HONGLU_TLS_KEY: join(folder, 'absent.pem') }, 'HONGLU_TLS_KEY'],
  ];
  test.each(wrong)('%j', (environment, name) => expect(faultsOf(environment)).toContain(name));

  test('a TLS key that everybody can read (CR-10)', () => {
    const open = join(folder, 'open.pem');
    writeFileSync(open, 'key');
    chmodSync(open, 0o644);
    expect(faultsOf({ ...tls, HONGLU_TLS_KEY: open })).toEqual(['HONGLU_TLS_KEY']);
    chmodSync(open, 0o640);
    expect(faultsOf({ ...tls, HONGLU_TLS_KEY: open })).toEqual([]);
  });

  test('all faults at once', () => {
    expect(faultsOf({ PORT: 'x', HONGLU_LOG: 'y' })).toEqual(['PORT', 'HONGLU_LOG']);
  });
});

test('backups go to the data folder, to one place or to two, or are made from outside; a wrong setting is named (OP-01)', () => {
  const backups = (environment: Record<string, string>) => readConfiguration(environment).backups;
  expect(backups({ HONGLU_DATA: '/srv/data' })).toEqual({
    place: '/srv/data/backups',
    secondPlace: null,
    keepDays: 30,
  });
  expect(backups({ HONGLU_BACKUPS: '/mnt/a, /mnt/b', HONGLU_BACKUP_DAYS: '90' })).toEqual({
    place: '/mnt/a',
    secondPlace: '/mnt/b',
    keepDays: 90,
  });
  expect(backups({ HONGLU_BACKUPS: 'off' })).toBeUndefined();
  expect(faultsOf({ HONGLU_BACKUPS: '/mnt/a,/mnt/a' })).toEqual(['HONGLU_BACKUPS']);
  expect(faultsOf({ HONGLU_BACKUPS: '/a,/b,/c' })).toEqual(['HONGLU_BACKUPS']);
  expect(faultsOf({ HONGLU_BACKUP_DAYS: '0', HONGLU_AUDIT_SPACE: 'much' })).toEqual([
    'HONGLU_BACKUP_DAYS',
    'HONGLU_AUDIT_SPACE',
  ]);
});
