import { JSON_VERSION } from './jsonDocument.ts';

/** The document of `--json` for a success, as YAML 1.2. The library is loaded when first needed. */
export async function yamlDocument(result: unknown): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify({ version: JSON_VERSION, ok: true, result }, { aliasDuplicateObjects: false });
}
