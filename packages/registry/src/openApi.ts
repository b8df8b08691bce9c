import { toJsonSchema } from '@valibot/to-json-schema';
import { wireErrors, type WireErrorCode } from '../../../src/protocol/wireError.ts';
import type { AnswerBody, Route } from './routes.ts';
import { SERVER_VERSION } from './version.ts';

/** What any request may be refused with. */
const COMMON: readonly WireErrorCode[] = [
  ...(['INVALID_TOKEN', 'TOKEN_EXPIRED', 'FORBIDDEN', 'RATE_LIMITED'] as const),
  ...(['INTERNAL', 'UNAVAILABLE'] as const),
];

/** The OpenAPI 3.1 document of these endpoints, from the very schemas that client and server use. */
export function openApiDocument(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Paks registry', version: SERVER_VERSION },
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

function operationOf(route: Route) {
  return {
    summary: route.summary,
    security: route.needsToken === true ? [{ token: [] }] : [{}, { token: [] }],
    parameters: parametersOf(route),
    ...(route.body !== undefined && {
      requestBody: { required: route.isBodyOptional !== true, content: contentOf(route.body) },
    }),
    responses: { ...answersOf(route), ...refusalsOf(route) },
  };
}

function parametersOf({ path, query = [] }: Route): readonly object[] {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return [...inPath, ...query.map((name) => ({ name, in: 'query', schema: { type: 'string' } }))];
}

function answersOf({ answers }: Route): Record<string, object> {
  const described = Object.entries(answers).map(([status, body]) => [
    status,
    {
      description: DESCRIPTIONS[status] ?? 'Done',
      ...(body !== null && { content: contentOf(body) }),
    },
  ]);
  return Object.fromEntries(described) as Record<string, object>;
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  201: 'Recorded',
  202: 'Queued: ask the address in `Location`',
  304: 'The client has it already',
};

function contentOf(body: NonNullable<AnswerBody>): object {
  if (body === 'gzip') return { 'application/gzip': { schema: {} } };
  const schema =
    body === 'any-json'
      ? { type: 'object' }
      : toJsonSchema(body, { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' });
  return { 'application/json': { schema } };
}

/** One answer a status, with the codes that it may carry. */
function refusalsOf({ refusals, answers }: Route): Record<string, object> {
  const codes = [...COMMON, ...refusals];
  const statuses = [...new Set(codes.map((code) => wireErrors[code]))];
  const described = statuses
    .filter((status) => !(status in answers))
    .map((status) => [status, refusalOf(codes.filter((code) => wireErrors[code] === status))]);
  return Object.fromEntries(described) as Record<string, object>;
}

function refusalOf(codes: readonly WireErrorCode[]): object {
  const error = {
    type: 'object',
    properties: {
      code: { enum: codes },
      message: { type: 'string' },
      details: { type: 'object', additionalProperties: true },
    },
    required: ['code', 'message'],
  };
  return {
    description: codes.join(', '),
    content: {
      'application/json': {
        schema: { type: 'object', properties: { error }, required: ['error'] },
      },
    },
  };
}
