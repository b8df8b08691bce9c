import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSite } from './buildSite.ts';

const target = join('build', 'site');
rmSync(target, { recursive: true, force: true });
const files = buildSite();
for (const [path, text] of files) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
}
console.log(`${files.size} files in ${target}`);
