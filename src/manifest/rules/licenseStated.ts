import { textOf } from '../YamlNode.ts';
import type { Rule } from './Rule.ts';

const LICENSE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[.-][\w.-]+)?$/i;

/** A skill says under which license it may be used: by a field or by a file. */
export const licenseStated: Rule = {
  id: 'license-stated',
  severity: 'warning',
  summary: 'a field or a file says under which license the skill may be used',
  check: ({ fields, files, frontmatter }) => {
    if (frontmatter.kind === 'broken') return [];
    if (textOf(fields.get('license')) !== undefined) return [];
    if (files.some(({ path }) => LICENSE_FILE.test(path))) return [];
    return [{ message: 'there is neither a `license` field nor a LICENSE file' }];
  },
};
