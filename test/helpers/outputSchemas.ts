import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { CommandClass } from 'clipanion';
import { findCommand } from '../../src/commands/findCommand.ts';

const FOLDER = new URL('../../schemas/output/', import.meta.url);
const ENDING = '.schema.json';
let compiled: Ajv | undefined;

/**
 * Throws unless a `--json` document of a success holds what the schema of its command says, with
 * the fields that every document has. `command` is the file's name: `list`, `cache-clean`.
 */
export function expectMatchesOutputSchema(command: string, document: unknown): void {
  const { version, ok, result, ...others } = document as Record<string, unknown>;
  if (version !== 1 || ok !== true || Object.keys(others).length > 0)
    throw new Error(`not the document of a success: ${JSON.stringify(document)}`);
  compiled ??= readSchemas();
  const validate = compiled.getSchema(`https://paks.dev/schemas/output/${command}${ENDING}`);
  if (validate === undefined) throw new Error(`schemas/output has none for paks ${command}`);
  if (validate(result) !== true)
    throw new Error(`paks ${command}: ${compiled.errorsText(validate.errors)}`);
}

/**
 * The name of the command's schema: its own name, whichever alias was used, words joined by `-`; of a
 * run in many projects `recursive`.
 */
export async function schemaOf(argv: readonly string[]): Promise<string | null> {
  if (argv.some((word) => word === '-r' || word === '--recursive')) return 'recursive';
  const found = findCommand(argv.filter((word) => !word.startsWith('-')));
  if (found.kind !== 'command') return null;
  const { paths = [] }: CommandClass = await found.load();
  return paths[0]?.join('-') ?? null;
}

function readSchemas(): Ajv {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(ENDING))) {
    const text = readFileSync(fileURLToPath(new URL(name, FOLDER)), 'utf8');
    ajv.addSchema(JSON.parse(text) as object);
  }
  return ajv;
}
