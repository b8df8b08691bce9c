/** The command line as one file: what `src/main.ts` is for the package, without an await at the top. */
import { runProcess } from '../../src/cli.ts';
import { version } from '../../src/model/version.ts';

const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  // What never ends otherwise must not look like a success.
  process.exitCode = 70;
  void runProcess(argv);
}
