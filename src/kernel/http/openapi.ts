import { z } from 'zod';
import type { Permission } from '../identity/permission.ts';
import type { Endpoint } from './endpoint.ts';

type Json = { readonly [key: string]: unknown };

/**
 * The JSON schema of one part of an endpoint. Definitions that zod sets apart (recursive ones) move to the components, where
 * references from inside a document can find them.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', name: string, shared: Record<string, unknown>): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  const moved = JSON.stringify(made).replaceAll('"$ref":"#/$defs/', `"$ref":"#/components/schemas/${name}.`);
  const { $schema: _version, $defs, ...rest } = JSON.parse(moved) as Json & { readonly $defs?: Json };
  for (const [key, definition] of Object.entries($defs ?? {})) shared[`${name}.${key}`] = definition;
  return rest;
}

function parametersOf(endpoint: Endpoint, place: 'path' | 'query', shared: Record<string, unknown>): readonly Json[] {
  const schema = place === 'path' ? endpoint.params : endpoint.query;
  if (!schema) return [];
  const object = schemaOf(schema, 'input', `${endpoint.id}.${place}`, shared) as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (object.required?.includes(name) ?? false),
    schema: property,
  }));
}

const header = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema,
});

function headersOf(endpoint: Endpoint): readonly Json[] {
  const headers: Json[] = [];
  if (endpoint.method !== 'GET' && !endpoint.keyless) {
    headers.push(
      header('Idempotency-Key', 'Made by the client; the same key again gives the same answer and no second effect.', {
        type: 'string',
        format: 'uuid',
      }),
    );
  }
  if (endpoint.versioned) {
    headers.push(
      header('If-Match', 'The version that was seen, in quotes.', { type: 'string', pattern: '^"\\d{1,9}"$' }),
    );
  }
  return headers;
}

function isPublic(permission: Permission): boolean {
  if (permission.kind === 'any') return permission.of.some(isPublic);
  return permission.kind === 'public';
}

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function bodyOf(endpoint: Endpoint, shared: Record<string, unknown>): Json {
  if (endpoint.takes === 'multipart') {
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } } };
  }
  if (!endpoint.body) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(endpoint.body, 'input', `${endpoint.id}.body`, shared) } },
    },
  };
}

function answerOf(endpoint: Endpoint, shared: Record<string, unknown>): Json {
  if (endpoint.gives === 'stream') {
    return {
      '200': {
        description: 'A file',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  }
  if (!endpoint.answer) return { '204': { description: 'Done' } };
  return {
    '200': {
      description: endpoint.summary.en,
      content: { 'application/json': { schema: schemaOf(endpoint.answer, 'output', `${endpoint.id}.answer`, shared) } },
    },
  };
}

function operationOf(endpoint: Endpoint, shared: Record<string, unknown>): Json {
  const open = isPublic(endpoint.permission);
  return {
    operationId: endpoint.id,
    summary: endpoint.summary.en,
    description: endpoint.summary.zh,
    tags: [endpoint.id.split('.')[0]],
    ...(open ? { security: [] } : {}),
    parameters: [
      ...parametersOf(endpoint, 'path', shared),
      ...parametersOf(endpoint, 'query', shared),
      ...headersOf(endpoint),
    ],
    ...bodyOf(endpoint, shared),
    responses: {
      ...answerOf(endpoint, shared),
      ...(open ? {} : { '401': problem('Not signed in'), '403': problem('Refused, with the named reason') }),
      ...(endpoint.params ? { '404': problem('Not there, or not to be known of') } : {}),
      ...(endpoint.method === 'GET' ? {} : { '409': problem('The state does not allow it; says what is possible') }),
      '422': problem('Malformed; every fault with its field'),
      '429': problem('Too many requests'),
    },
    'x-permission': endpoint.permission,
    'x-audit': endpoint.audit,
    ...(endpoint.stepUp ? { 'x-step-up': true } : {}),
  };
}

/** OpenAPI 3.1 of these endpoints; the schemas are zod's own. */
export function openApi(endpoints: readonly Endpoint[], cookieName: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const shared: Record<string, unknown> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}');
    const methods = paths[path] ?? {};
    methods[endpoint.method.toLowerCase()] = operationOf(endpoint, shared);
    paths[path] = methods;
  }
  const text = {
    type: 'object',
    required: ['zh', 'en'],
    properties: { zh: { type: 'string' }, en: { type: 'string' } },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Honglu 鸿胪',
      version: '1',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName } },
      schemas: {
        ...shared,
        Problem: {
          type: 'object',
          description: 'RFC 9457',
          required: ['type', 'title', 'status', 'instance', 'text'],
          properties: {
            type: { type: 'string', pattern: '^urn:honglu:problem:' },
            title: { type: 'string', description: 'In the language of Accept-Language' },
            status: { type: 'integer' },
            instance: { type: 'string', description: 'Number of the request, to quote when asking for help' },
            text,
            faults: {
              type: 'array',
              items: {
                type: 'object',
                required: ['at', 'code', 'message'],
                properties: {
                  at: { type: 'string', description: 'JSON pointer' },
                  code: { type: 'string' },
                  message: text,
                },
              },
            },
          },
        },
      },
    },
  };
}
