import { expect, test } from 'vitest';
import { DatabaseUnavailable, StorageFull, translateDriverError } from './errors.ts';

const driverError = (code: string, message = 'words of the driver') => Object.assign(new Error(message), { code });

test('a refused connection and a starting server are unreachable, and worth another try', () => {
  for (const error of [
    driverError('ECONNREFUSED'),
    driverError('ENOENT'),
    driverError('57P03'),
    driverError('53300'),
  ]) {
    expect(translateDriverError(error, 'connect')).toMatchObject({
      name: 'DatabaseUnavailable',
      reason: 'unreachable',
    });
  }
});

test('a connection that breaks during commit leaves the outcome unknown; during another statement it does not', () => {
  const broken = new Error('Connection terminated unexpectedly');
  expect(translateDriverError(broken, 'commit')).toMatchObject({ reason: 'lost', outcomeUnknown: true });
  expect(translateDriverError(broken, 'statement')).toMatchObject({ reason: 'lost', outcomeUnknown: false });
  expect(translateDriverError(driverError('57P01'), 'statement')).toBeInstanceOf(DatabaseUnavailable);
});

test('a full disk is storage full', () => {
  expect(translateDriverError(driverError('53100'), 'statement')).toBeInstanceOf(StorageFull);
});

test('what speaks of the statement itself stays as it is', () => {
  for (const code of ['23505', '40001', '42501', '57014', '55P03']) {
    const error = driverError(code);
    expect(translateDriverError(error, 'statement')).toBe(error);
  }
});
