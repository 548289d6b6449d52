import { expect, test } from 'vitest';
import { identityEndpoints } from '../identity/endpoints.ts';
import { registryEndpoints } from '../identity/registry-endpoints.ts';
import { partiesEndpoints } from '../parties/endpoints.ts';
import { settingsEndpoints } from '../settings/endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { openApi } from './openapi.ts';

const endpoints = [
  ...identityEndpoints,
  ...registryEndpoints,
  ...partiesEndpoints,
  ...settingsEndpoints,
] as readonly Endpoint[];
const document = openApi(endpoints, 'honglu');

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: object;
  readonly security?: readonly object[];
}
const paths = document.paths as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : references(member),
  );
}

function resolve(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
}

test('every endpoint is described once, under its id', () => {
  expect(operations.map((one) => one.operation.operationId).sort()).toEqual(endpoints.map((one) => one.id).sort());
});

test('every reference leads to a schema', () => {
  const found = references(document);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((reference) => !reference.startsWith('#/') || typeof resolve(reference) !== 'object')).toEqual(
    [],
  );
});

test('what stands in braces in a path is a required parameter, and nothing else is', () => {
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = operation.parameters.filter((one) => one.in === 'path');
    expect(declared.map((one) => one.name)).toEqual(inPath);
    expect(declared.every((one) => one.required)).toBe(true);
    expect(path).not.toContain(':');
  }
});

test('changes name an Idempotency-Key unless they open or end a session; reads never do', () => {
  for (const { method, operation } of operations) {
    const endpoint = endpoints.find((one) => one.id === operation.operationId)!;
    const keyed = operation.parameters.some((one) => one.name === 'Idempotency-Key');
    expect(keyed).toBe(method !== 'get' && !endpoint.keyless);
  }
});

test('only what needs no session says so', () => {
  const open = operations.filter((one) => one.operation.security?.length === 0).map((one) => one.operation.operationId);
  expect(open.sort()).toEqual([
    'identity.begin-factor',
    'identity.confirm-factor',
    'identity.first-administrator',
    'identity.first-password',
    'identity.second-factor',
    'identity.set-up-state',
    'identity.sign-in',
  ]);
});
