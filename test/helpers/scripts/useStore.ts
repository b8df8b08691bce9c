import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { ContentStore } from '../../../src/store/ContentStore.ts';
import { sampleSkill, treeOf } from '../skillFiles.ts';

/**
 * `useStore ROOT FROM TO`: imports the sample skills of these numbers, one after the other. An
 * interrupt exits as the CLI does.
 */
const [, , root = '', from = '0', to = '0'] = process.argv;
process.on('SIGINT', () => process.exit(130));
const store = new ContentStore(root, { fs, clock: systemClock });
for (let number = Number(from); number < Number(to); number++) {
  const skill = sampleSkill(`skill ${number} ${'x'.repeat(20_000)}`);
  process.stdout.write(`${await store.import(treeOf(skill), null)}\n`);
}
