/** The `SKILL.md` that is packed. */
export const SKILL = [
  '---',
  'name: deploy',
  'description: Deploys. Use when asked.',
  'license: MIT',
  'metadata:',
  '  version: "1.2.0"',
  '---',
  '# deploy',
  '',
].join('\n');
