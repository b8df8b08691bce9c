import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import configurations from '../../../rolldown.config.js';

/**
 * `buildCommandLine DIRECTORY`: builds the command line as it ships, and beside it `modules.json`, which
 * says what went into each file. A process of its own: the bundler refuses values of Jest's realm.
 */
const [, , directory] = process.argv;
const [{ output, ...input }] = configurations;
const bundle = await rolldown(input);
const written = await bundle.write({ ...output, dir: directory });
await bundle.close();
const chunks = written.output.filter((file) => file.type === 'chunk');
const modules = Object.fromEntries(chunks.map((file) => [file.fileName, file.moduleIds]));
writeFileSync(join(directory, 'modules.json'), JSON.stringify(modules));
