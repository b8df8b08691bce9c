import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedPages } from './generatedPages.ts';

const COMMANDS = join('docs', 'commands');

const pages = await generatedPages();
for (const [path, text] of pages) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
for (const name of readdirSync(COMMANDS)) {
  if (!pages.has(`docs/commands/${name}`)) rmSync(join(COMMANDS, name));
}
console.log(`${pages.size} pages written`);
