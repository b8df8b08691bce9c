import { linkWorld } from '../linkWorld.ts';

/**
 * `installLinks FOLDER NAME…`: installs the skills as `one`, as `two`, as `one` … until it is killed.
 * An interrupt exits as the CLI does.
 */
process.on('SIGINT', () => process.exit(130));
const [, , folder = '', ...names] = process.argv;
const world = linkWorld(folder);
for (let round = 0; ; round++) {
  const content = round % 2 === 0 ? 'one' : 'two';
  await world.install(
    await Promise.all(names.map((name) => world.link(name, `${name} ${content}`))),
  );
  if (round === 0) process.stdout.write('first');
}
