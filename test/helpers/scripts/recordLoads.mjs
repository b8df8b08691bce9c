import { writeFileSync } from 'node:fs';
import { register } from 'node:module';

/**
 * Loaded with `--import` before a program: appends each module that is loaded to `$RECORD_LOADS`, and at
 * the end writes Node's own modules that were loaded to `$RECORD_LOADS.builtins`.
 */
const file = process.env['RECORD_LOADS'] ?? '';
const hooks = `
  import { appendFileSync } from 'node:fs';
  export async function load(url, context, next) {
    if (url.startsWith('file:')) appendFileSync(${JSON.stringify(file)}, url + '\\n');
    return next(url, context);
  }`;
writeFileSync(file, '');
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
process.on('exit', () => {
  writeFileSync(`${file}.builtins`, process.moduleLoadList.join('\n'));
});
