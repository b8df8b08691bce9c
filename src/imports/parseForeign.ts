import { PaksError } from '../errors/PaksError.ts';
import { readYaml } from '../manifest/readYaml.ts';
import type { YamlNode } from '../manifest/YamlNode.ts';
import { parseToml } from '../toml/parseToml.ts';
import { ForeignNode } from './ForeignNode.ts';

/** Parses JSON of another tool. Throws `IMPORT_INVALID`. */
export function parseForeignJson(text: string, file: string): ForeignNode {
  try {
    return new ForeignNode(file, JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (cause) {
    throw invalid(file, 'it is not JSON', cause);
  }
}

/** Parses TOML of another tool. Throws `IMPORT_INVALID` with line and column. */
export function parseForeignToml(text: string, file: string): ForeignNode {
  return new ForeignNode(file, parseToml(text, { file, code: 'IMPORT_INVALID' }).value);
}

/** Parses YAML of another tool: no aliases, no tags, unique keys. Throws `IMPORT_INVALID`. */
export function parseForeignYaml(text: string, file: string): ForeignNode {
  const answer = readYaml(text.replace(/^\ufeff/, ''));
  if (answer.kind === 'read') return new ForeignNode(file, plain(answer.root));
  const { message, line, column } = answer.problem;
  throw invalid(`${file}:${line}:${column}`, message);
}

/** Maps become objects without a prototype, so that no key means more than itself. */
function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.type === 'null' ? null : node.text;
    case 'list':
      return node.items.map(plain);
    case 'map': {
      const object = Object.create(null) as Record<string, unknown>;
      for (const [key, member] of node.members) object[key] = plain(member);
      return object;
    }
  }
}

function invalid(file: string, why: string, cause?: unknown): PaksError {
  return new PaksError('IMPORT_INVALID', {
    message: `\`${file}\` cannot be read: ${why}`,
    hint: 'mend the file with the tool that wrote it, or name another with `--from`',
    cause,
  });
}
