import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../packages/registry/src/openApi.ts';
import { routes, type Route } from '../../packages/registry/src/routes.ts';

/** An answer to hold against the registry's OpenAPI document. */
export interface ContractAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly json: unknown;
}

interface Operation {
  readonly responses: Readonly<Record<string, Response>>;
}
interface Response {
  readonly content?: { readonly 'application/json'?: { readonly schema: object } };
}

const document = openApiDocument(routes) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const compiled = new Map<object, ValidateFunction>();

/**
 * Throws unless the document describes this answer: endpoint, status, every field and no field more.
 * Addresses below `/api` that are no endpoint have to be 404.
 */
export function assertContract({ method, path, status, json }: ContractAnswer): void {
  if (!path.startsWith('/api/')) return;
  const verb = method === 'HEAD' ? 'GET' : method;
  const route = routes.find((known) => known.method === verb && matches(known, path));
  if (route === undefined) {
    if (status === 404) return;
    throw new Error(`${method} ${path} is in no document but answered ${status}`);
  }
  const response = document.paths[route.path]?.[verb.toLowerCase()]?.responses[status];
  if (response === undefined) throw new Error(`${method} ${route.path} may not answer ${status}`);
  const schema = response.content?.['application/json']?.schema;
  if (schema === undefined || method === 'HEAD') return;
  const validate = compiled.get(schema) ?? ajv.compile(closed(schema));
  compiled.set(schema, validate);
  if (validate(json)) return;
  throw new Error(`${method} ${route.path} ${status}: ${ajv.errorsText(validate.errors)}`);
}

function matches({ path }: Route, actual: string): boolean {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(actual);
}

/** The schema with every object closed to fields that it does not name. */
function closed(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('properties' in value)) return value;
    return { additionalProperties: false, ...value };
  }) as object;
}
