import { type BaseContext, Cli, type CommandClass } from 'clipanion';
import type { ExitCode } from './errors/catalog.ts';
import { describeFailure, type Failure } from './errors/describeFailure.ts';
import { nearest } from './errors/nearest.ts';
import { PaksError } from './errors/PaksError.ts';
import { findCommand, firstWords } from './commands/findCommand.ts';
import { otherNames } from './commands/otherNames.ts';
import type { PaksContext, Session } from './commands/PaksContext.ts';
import { readUsageError } from './commands/usageError.ts';
import { renderFailure } from './render/failure.ts';
import { jsonDocument } from './render/jsonDocument.ts';
import { createTheme } from './render/theme.ts';
import { createSession } from './services.ts';
import { endProcess } from './io/endProcess.ts';
import { createProcessWorld } from './io/processWorld.ts';
import type { GlobalOptions } from './operations/GlobalOptions.ts';
import type { Services } from './operations/Services.ts';
import type { World } from './io/World.ts';

/** Runs the command line of this process and ends the process with its exit code. */
export async function runProcess(argv: readonly string[]): Promise<never> {
  return endProcess(await runCli(argv, createProcessWorld()));
}

/**
 * Runs one command line to its end and returns the exit code. Results go to stdout, everything else
 * to stderr; with `--json` failures too are one document on stdout. Never throws.
 */
export async function runCli(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    return (await runCommand(argv, world)) as ExitCode;
  } catch (thrown) {
    const failure = describeFailure(thrown);
    printFailure(failure, argv, world);
    return failure.exit;
  }
}

async function runCommand(argv: readonly string[], world: World): Promise<number> {
  const text = await plainAnswer(argv, world);
  if (text !== null) {
    world.stdout.write(text);
    return 0;
  }
  const found = findCommand(argv);
  if (found.kind === 'unknown') throw unknownCommand(argv[0] ?? '');
  if (found.kind === 'group') throw unknownMember(found, argv[1]);
  return execute(await found.load(), argv, world);
}

/** What is printed without running a command: help and completions; null for everything else. */
async function plainAnswer(argv: readonly string[], world: World): Promise<string | null> {
  const [word] = argv;
  if (word === 'completion-server') {
    const { completionServer } = await import('./commands/completing/completionServer.ts');
    const openServices = async (options: GlobalOptions): Promise<Services> =>
      (await createSession(options, world)).services;
    return completionServer({
      argv: argv.slice(1),
      variables: world.environment.variables,
      openServices,
    });
  }
  const isHelp = word === undefined || word === 'help' || HELP.has(word);
  if (!isHelp && !argv.some((other) => HELP.has(other))) return null;
  if (!isHelp && findCommand(argv).kind === 'unknown') return null;
  const { helpText } = await import('./commands/help.ts');
  const words = isHelp ? argv.slice(1) : argv;
  return helpText(words, {
    colored: wantsColor(argv, world.stdoutColors),
    width: world.stdoutWidth,
  });
}

const HELP: ReadonlySet<string> = new Set(['-h', '--help']);

async function execute(
  commandClass: CommandClass<PaksContext>,
  argv: readonly string[],
  world: World,
): Promise<number> {
  const cli = Cli.from<PaksContext>([commandClass], { binaryName: 'paks', enableColors: false });
  let finish: (() => void) | undefined;
  const context = createContext(world, (session) => {
    ({ finish } = session);
  });
  let command: ReturnType<typeof cli.process>;
  try {
    command = cli.process([...argv], context);
  } catch (error) {
    throw readUsageError(error, argv, cli);
  }
  try {
    return (await Promise.race([command.validateAndExecute(), interruption(world.signal)])) ?? 0;
  } catch (error) {
    // Also where the command goes on undoing: nothing is drawn over the failure's text.
    finish?.();
    throw readUsageError(error, argv, cli);
  }
}

/** Rejects when the person gives up, whatever the command is waiting for. */
function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new PaksError('INTERRUPTED', { message: 'interrupted' }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function createContext(world: World, opened: (session: Session) => void): PaksContext {
  const { stdin, stdout, stderr } = world;
  const base: BaseContext = { env: {}, stdin, stdout, stderr, colorDepth: 1 };
  return {
    ...base,
    stdoutWidth: world.stdoutWidth,
    openSession: async (options) => {
      const session = await createSession(options, world);
      opened(session);
      return session;
    },
  };
}

function unknownCommand(word: string): PaksError {
  const isFlag = word.startsWith('-');
  return new PaksError('USAGE', {
    message: isFlag ? `\`${word}\` needs a command before it` : `\`${word}\` is not a command`,
    hint: suggestion(word),
  });
}

/** `paks cache`, or `paks cache sweep`: names what there is. */
function unknownMember(
  { name, members }: { readonly name: string; readonly members: readonly string[] },
  word: string | undefined,
): PaksError {
  const given = word === undefined || word.startsWith('-') ? undefined : word;
  const near = given === undefined ? undefined : nearest(given, members);
  return new PaksError('USAGE', {
    message:
      given === undefined
        ? `\`paks ${name}\` needs a word after it: ${members.join(', ')}`
        : `\`paks ${name}\` knows no \`${given}\`: it knows ${members.join(', ')}`,
    hint:
      near === undefined ? `run \`paks help ${name}\`` : `did you mean \`paks ${name} ${near}\`?`,
  });
}

function suggestion(word: string): string {
  const near = otherNames.get(word.toLowerCase()) ?? nearest(word, firstWords());
  return word.startsWith('-') || near === undefined
    ? 'run `paks help` for the list of commands'
    : `did you mean \`paks ${near}\`?`;
}

function printFailure(failure: Failure, argv: readonly string[], world: World): void {
  if (wantsJson(argv)) {
    world.stdout.write(jsonDocument({ ok: false, error: failure }));
    return;
  }
  const style = {
    theme: createTheme(wantsColor(argv, world.stderrColors)),
    width: world.stderrWidth,
    verbose: argv.includes('--verbose') || argv.includes('-v'),
  };
  world.stderr.write(renderFailure(failure, style));
}

function wantsJson(argv: readonly string[]): boolean {
  return argv.includes('--json') || / --format[= ]json /.test(` ${argv.join(' ')} `);
}

/** The flag as far as it can be told from words that may not have been understood. */
function wantsColor(argv: readonly string[], streamColors: boolean): boolean {
  const words = argv.join(' ');
  if (/(?:^| )--color[= ]always(?: |$)/.test(words)) return true;
  return streamColors && !/(?:^| )--color[= ]never(?: |$)/.test(words);
}
