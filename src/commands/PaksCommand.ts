import { Command, Option } from 'clipanion';
import { isOneOf, isEnum } from 'typanion';
import type { ExitCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { GlobalOptions } from '../operations/GlobalOptions.ts';
import type { Services } from '../operations/Services.ts';
import { jsonDocument } from '../render/jsonDocument.ts';
import type { Theme } from '../render/theme.ts';
import { wrapLines } from '../render/wrapLines.ts';
import type { RecursiveResult } from '../operations/workspace/RecursiveResult.ts';
import type { PaksContext, Session } from './PaksContext.ts';
import type { Recursion } from './recursion.ts';

/**
 * The base of every command: parses the global flags, runs one operation and renders its one result,
 * as text or as one JSON document. Failures are thrown to the process edge, which prints them.
 */
export abstract class PaksCommand<Result> extends Command<PaksContext> {
  json = Option.Boolean('--json', false, { description: 'Print one JSON document on stdout' });
  verbose = Option.Boolean('-v,--verbose', false, { description: 'Say more about what happens' });
  quiet = Option.Boolean('-q,--quiet', false, { description: 'Say nothing but problems' });
  color = Option.String('--color', 'auto', {
    description: 'When to use colour: auto, always or never',
    validator: isOneOf([isEnum(['auto', 'always', 'never'] as const)]),
  });
  offline = Option.Boolean('--offline', false, { description: 'Use the caches only' });
  preferOffline = Option.Boolean('--prefer-offline', false, {
    description: 'Use what is cached, however old, before asking anybody',
  });
  noCache = Option.Boolean('--no-cache', false, { description: 'Ask the registry afresh' });
  registry = Option.String('--registry', {
    description: 'Use this registry instead of the default one',
  });
  directory = Option.String('-C,--cwd', { description: 'Work in this directory' });
  assumeYes = Option.Boolean('-y,--yes', false, { description: 'Answer yes to confirmations' });

  /** Calls the one operation of this command. */
  protected abstract run(services: Services): Promise<Result>;

  /** The result as a person reads it; '' prints nothing. Pure. */
  protected abstract render(result: Result, theme: Theme): string;

  /** Columns of the terminal on stdout; null for a pipe. */
  protected terminalWidth(): number | null {
    return this.context.stdoutWidth;
  }

  /** Whether the text is prose, to be broken between words; overridden where people take it as it is. */
  protected isProse(): boolean {
    return true;
  }

  /**
   * Whether the text is what was asked for. Other commands' tells what was done or found well, and `-q`
   * leaves it out, unless the exit code says "no".
   */
  protected isAnswer(_result: Result): boolean {
    return false;
  }

  /** How the process ends when nothing failed; overridden by commands whose answer may be "no". */
  protected exitCode(_result: Result): ExitCode {
    return 0;
  }

  /** Whether to do the same in every project below; overridden by commands that can. */
  protected recursion(): Recursion | null {
    return null;
  }

  async execute(): Promise<number> {
    const recursion = this.recursion();
    const session = await this.context.openSession(this.globalOptions());
    if (recursion !== null) return this.executeEverywhere(session, recursion);
    const { services, theme, finish } = session;
    const result = await this.run(services).finally(finish);
    const text = await this.print(result, theme);
    if (text !== '') this.context.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return this.exitCode(result);
  }

  private async executeEverywhere(session: Session, { bail }: Recursion): Promise<number> {
    const { services, theme, finish } = session;
    const { stdout, stderr } = this.context;
    const { inEveryProject, recursiveExit } = await import(
      '../operations/workspace/inEveryProject.ts'
    );
    const all = await inEveryProject<Result>(services, {
      bail,
      run: (own) => this.run(own),
      exitCode: (result) => this.exitCode(result),
    }).finally(finish);
    const { renderRecursiveFailures, renderRecursiveResult } = await import(
      '../render/results/recursiveResult.ts'
    );
    if (!this.json) stderr.write(renderRecursiveFailures(all, theme));
    const text = () =>
      this.fitted(renderRecursiveResult(all, theme, (result) => this.render(result, theme)));
    const printed = await this.printAll(all, text);
    if (printed !== '') stdout.write(printed.endsWith('\n') ? printed : `${printed}\n`);
    return recursiveExit(all);
  }

  /** What goes to stdout of a run in many projects. */
  protected async printAll(all: RecursiveResult<Result>, text: () => string): Promise<string> {
    if (this.json) return jsonDocument({ ok: true, result: all });
    return this.quiet ? '' : text();
  }

  /** What goes to stdout: the JSON document or the text. */
  protected async print(result: Result, theme: Theme): Promise<string> {
    if (this.json) return jsonDocument({ ok: true, result });
    const isLeftOut = this.quiet && !this.isAnswer(result) && this.exitCode(result) === 0;
    return isLeftOut ? '' : this.fitted(this.render(result, theme));
  }

  private fitted(text: string): string {
    return this.isProse() ? wrapLines(text, this.terminalWidth()) : text;
  }

  private globalOptions(): GlobalOptions {
    if (this.noCache && (this.preferOffline || this.offline)) {
      throw new PaksError('USAGE', {
        message: `\`--no-cache\` and \`--${this.offline ? '' : 'prefer-'}offline\` cannot both be had`,
        hint: 'leave one of them out',
      });
    }
    return {
      json: this.json,
      verbose: this.verbose,
      quiet: this.quiet || this.json,
      color: this.color,
      offline: this.offline,
      preferOffline: this.preferOffline,
      noCache: this.noCache,
      registry: this.registry ?? null,
      directory: this.directory ?? null,
      assumeYes: this.assumeYes,
    };
  }
}
