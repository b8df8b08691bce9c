import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join('schemas', 'output');
const ENDING = '.schema.json';

/** The top level of one result. */
export interface ResultFields {
  /** The schema's file. */
  readonly file: string;
  readonly description: string;
  readonly fields: readonly ResultField[];
}

/** One field of a result. */
export interface ResultField {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** The results of all commands, by the name of the schema (`cache-clean`), sorted. */
export function readSchemas(): ReadonlyMap<string, ResultFields> {
  const schemas = new Map<string, Schema>(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(ENDING))
      .sort()
      .map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Schema]),
  );
  const named = [...schemas].map(([file, schema]) => {
    const result = {
      file,
      description: schema.description ?? '',
      fields: fieldsOf(schema, schemas),
    };
    return [file.slice(0, -ENDING.length), result] as const;
  });
  return new Map(named);
}

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: string | number | boolean;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** The fields of an object, or of all the objects that it may be. */
function fieldsOf(schema: Schema, schemas: ReadonlyMap<string, Schema>): readonly ResultField[] {
  const fields = new Map<string, ResultField>();
  const visit = (part: Schema, root: Schema): void => {
    if (part.$ref !== undefined) {
      const [next, nextRoot] = resolve(part.$ref, root, schemas);
      visit(next, nextRoot);
    }
    for (const [name, value] of Object.entries(part.properties ?? {})) {
      const described = value.description ?? '';
      const field = { name, type: typeOf(value, root, schemas), description: described };
      if (!fields.has(name)) fields.set(name, field);
    }
    for (const other of [...(part.allOf ?? []), ...alternatives(part)]) visit(other, root);
  };
  visit(schema, schema);
  return [...fields.values()];
}

function alternatives({ oneOf = [], anyOf = [] }: Schema): readonly Schema[] {
  return [...oneOf, ...anyOf];
}

function resolve(
  reference: string,
  root: Schema,
  schemas: ReadonlyMap<string, Schema>,
): readonly [Schema, Schema] {
  const [file = '', pointer = ''] = reference.split('#');
  const target = file === '' ? root : schemas.get(file.slice(file.lastIndexOf('/') + 1));
  if (target === undefined) throw new Error(`no schema is called ${reference}`);
  const name = pointer.replace('/definitions/', '');
  const found = pointer === '' ? target : target.definitions?.[name];
  if (found === undefined) throw new Error(`no schema is called ${reference}`);
  return [found, target];
}

/** In words: `text`, `list of objects`, `text or null`. */
function typeOf(schema: Schema, root: Schema, schemas: ReadonlyMap<string, Schema>): string {
  if (schema.$ref !== undefined) {
    const [next, nextRoot] = resolve(schema.$ref, root, schemas);
    return typeOf(next, nextRoot, schemas);
  }
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  const choices = alternatives(schema);
  if (choices.length > 0) {
    return [...new Set(choices.map((one) => typeOf(one, root, schemas)))].join(' or ');
  }
  const types = [schema.type ?? 'object'].flat();
  return types
    .map((type) =>
      type === 'array' && schema.items !== undefined
        ? `list of ${plural(typeOf(schema.items, root, schemas))}`
        : (WORDS.get(type) ?? type),
    )
    .join(' or ');
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['boolean', 'true or false'],
  ['integer', 'number'],
]);

function plural(type: string): string {
  return ['object', 'text', 'number'].includes(type) ? `${type}s` : type;
}
