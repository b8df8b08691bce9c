import { completeVersion } from '../completeVersion.ts';
import { packageField } from '../packageData.ts';
import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

/** `version` is a quoted semantic version; what stands for one is a warning, the rest an error. */
export const versionExact: Rule = {
  id: 'version-exact',
  severity: 'warning',
  summary: '`version` is a quoted semantic version',
  check: ({ fields }) => {
    const node = packageField(fields, 'version');
    const text = textOf(node);
    if (node === undefined || text === undefined) return [];
    const place = { line: node.line, column: node.column };
    const version = completeVersion(text);
    if (version === null) {
      return [{ message: `\`${text}\` is not a semantic version`, severity: 'error', ...place }];
    }
    if (version === text && node.kind === 'scalar' && node.type === 'string') return [];
    return [{ message: `\`version: ${text}\` has to be written \`"${version}"\``, ...place }];
  },
};
