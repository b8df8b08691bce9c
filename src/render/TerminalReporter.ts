import type { Writable } from 'node:stream';
import { printable } from '../errors/printable.ts';
import type { PaksEvent } from '../events/events.ts';
import type { Reporter } from '../events/Reporter.ts';
import { formatBytes } from './formatBytes.ts';
import type { Theme } from './theme.ts';

/** How a {@link TerminalReporter} talks. */
export interface ReporterOptions {
  readonly stderr: Writable;
  readonly theme: Theme;
  /** Columns, or null off a terminal: then no progress line is drawn. */
  readonly width: number | null;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

const CLEAR_LINE = '\r\u001b[2K';

/** Events as text on stderr: one living progress line on a terminal, lasting lines for the rest. */
export class TerminalReporter implements Reporter {
  readonly #options: ReporterOptions;
  #drawn = false;
  #total = 0;
  #done = 0;
  #bytes = 0;

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  report(event: PaksEvent): void {
    switch (event.type) {
      case 'resolve.started':
        return this.#draw(`resolving ${event.skills} skills`);
      case 'resolve.progress':
        return this.#draw(`resolving ${event.id} ${event.version}`);
      case 'resolve.finished':
        return this.#detail(`resolved ${event.skills} skills`);
      case 'fetch.started':
        this.#total = event.total;
        return this.#draw(`fetching ${event.total} skills`);
      case 'fetch.progress':
        this.#bytes += event.bytes;
        return this.#drawFetching(event.id);
      case 'fetch.finished':
        this.#done++;
        this.#detail(`fetched ${event.id} ${event.version}`);
        return this.#drawFetching(event.id);
      case 'link.started':
        return this.#draw(`linking ${event.total} directories`);
      case 'link.finished':
        return this.#detail(`linked ${event.directory}`);
      case 'request.retried':
        return this.#detail(
          `retrying ${event.url} in ${Math.ceil(event.waitMs / 1000)} s: ${event.reason}`,
        );
      case 'lock.waiting':
        return this.#line(`waiting for another paks (${event.holder})`);
      case 'warning':
        return this.#warn(event.message, event.hint);
      case 'note':
        return this.#detail(event.message);
    }
  }

  /** Takes the progress line away; called before anything else is printed. */
  clear(): void {
    if (!this.#drawn) return;
    this.#options.stderr.write(CLEAR_LINE);
    this.#drawn = false;
  }

  #drawFetching(id: string): void {
    this.#draw(`fetching ${this.#done}/${this.#total}, ${formatBytes(this.#bytes)} ${id}`);
  }

  #draw(text: string): void {
    const { width, quiet, stderr, theme } = this.#options;
    if (width === null || quiet) return;
    stderr.write(`${CLEAR_LINE}${theme.faint(printable(text).slice(0, width - 1))}`);
    this.#drawn = true;
  }

  #warn(message: string, hint: string | undefined): void {
    const { theme } = this.#options;
    const lines = [`${theme.warning('warning:')} ${printable(message)}`];
    if (hint !== undefined) lines.push(`${theme.changed('hint:')} ${printable(hint)}`);
    this.#write(lines.join('\n'));
  }

  #detail(text: string): void {
    if (this.#options.verbose) this.#line(text);
  }

  #line(text: string): void {
    if (!this.#options.quiet) this.#write(this.#options.theme.faint(printable(text)));
  }

  #write(text: string): void {
    this.clear();
    this.#options.stderr.write(`${text}\n`);
  }
}
