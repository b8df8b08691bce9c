import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';

const FOLDER = new URL('../../schemas/output/', import.meta.url);
const ajv = new Ajv({ strict: false, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

/**
 * Throws unless a `--json` document of a success holds what the schema of its command says, with
 * the fields that every document has. `command` is the file's name: `list`, `cache-clean`.
 */
export function expectMatchesOutputSchema(command: string, document: unknown): void {
  const { version, ok, result, ...others } = document as Record<string, unknown>;
  if (version !== 1 || ok !== true || Object.keys(others).length > 0)
    throw new Error(`not the document of a success: ${JSON.stringify(document)}`);
  const validate = validatorOf(command);
  if (!validate(result)) throw new Error(`paks ${command}: ${ajv.errorsText(validate.errors)}`);
}

function validatorOf(command: string): ValidateFunction {
  const known = compiled.get(command);
  if (known !== undefined) return known;
  const path = fileURLToPath(new URL(`${command}.schema.json`, FOLDER));
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object;
  const validate = ajv.compile(schema);
  compiled.set(command, validate);
  return validate;
}
