import { surviveClosedOutput } from './io/surviveClosedOutput.ts';
import { version } from './model/version.ts';

surviveClosedOutput();
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  const { runProcess } = await import('./cli.ts');
  await runProcess(argv);
}
