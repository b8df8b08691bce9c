import type { Writable } from 'node:stream';
import { printable, printableLines } from '../errors/printable.ts';
import type { PaksEvent } from '../events/events.ts';
import type { Reporter } from '../events/Reporter.ts';
import { count } from './count.ts';
import { formatBytes } from './formatBytes.ts';
import { progressBar } from './progressBar.ts';
import type { Theme } from './theme.ts';
import { wrapLines } from './wrapLines.ts';

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
const BAR = 20;
/** Columns below which the figures need the room of the bar. */
const ROOM_FOR_BAR = 60;

/** Events as text on stderr: one living progress line on a terminal, lasting lines for the rest. */
export class TerminalReporter implements Reporter {
  readonly #options: ReporterOptions;
  /** The progress line as it stands; null where there is none. */
  #drawn: string | null = null;
  #closed = false;
  #total = 0;
  #done = 0;
  #bytes = 0;

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  report(event: PaksEvent): void {
    switch (event.type) {
      case 'resolve.started':
        return this.#draw(`resolving ${count(event.skills, 'skill')}`);
      case 'resolve.progress':
        return this.#draw(`resolving ${event.id} ${event.version}`);
      case 'resolve.finished':
        return this.#detail(`resolved ${count(event.skills, 'skill')}`);
      case 'fetch.started':
        this.#total = event.total;
        this.#done = 0;
        this.#bytes = 0;
        return this.#drawFetching();
      case 'fetch.progress':
        this.#bytes += event.bytes;
        return this.#drawFetching();
      case 'fetch.finished':
        this.#done++;
        this.#detail(`fetched ${event.id} ${event.version}`);
        return this.#drawFetching();
      case 'link.started':
        return this.#draw(`linking ${count(event.total, 'directory', 'directories')}`);
      case 'link.finished':
        return this.#detail(`linked ${event.directory}`);
      case 'request.retried':
        return this.#detail(
          `retrying ${event.url} in ${Math.ceil(event.waitMs / 1000)} s: ${event.reason}`,
        );
      case 'script.started':
        return this.#line(`running ${event.name}: ${event.command}`);
      case 'script.printed':
        return this.#raw(event.text);
      case 'step':
        return this.#step(event);
      case 'lock.waiting':
        return this.#line(`waiting for another paks (${event.holder})`);
      case 'warning':
        return this.#warn(event.message, event.hint);
      case 'note':
        return this.#detail(event.message);
    }
  }

  /** Takes the progress line away, for somebody else's text; the next event may draw it again. */
  makeRoom(): void {
    this.#clear();
  }

  /** Takes the progress line away for good: the operation ended, well or not. */
  close(): void {
    this.#clear();
    this.#closed = true;
  }

  #clear(): void {
    if (this.#drawn !== null) this.#options.stderr.write(CLEAR_LINE);
    this.#drawn = null;
  }

  #drawFetching(): void {
    const { width } = this.#options;
    const hasRoom = width !== null && width >= ROOM_FOR_BAR;
    const bar = hasRoom ? `${progressBar(this.#done, this.#total, BAR)} ` : '';
    this.#draw(`fetching ${bar}${this.#done}/${this.#total}, ${formatBytes(this.#bytes)}`);
  }

  /** One row, so that it can be taken back; the last column stays free, where terminals wrap. */
  #draw(text: string): void {
    const { width, quiet, stderr, theme } = this.#options;
    if (width === null || quiet || this.#closed) return;
    const line = printable(text).slice(0, width - 1);
    if (line === this.#drawn) return;
    stderr.write(`${CLEAR_LINE}${theme.faint(line)}`);
    this.#drawn = line;
  }

  #warn(message: string, hint: string | undefined): void {
    const { theme, width } = this.#options;
    const lines = [`${theme.warning('warning:')} ${printable(message)}`];
    if (hint !== undefined) lines.push(`${theme.changed('hint:')} ${printable(hint)}`);
    this.#write(wrapLines(lines.join('\n'), width));
  }

  #detail(text: string): void {
    if (this.#options.verbose) this.#line(text);
  }

  #line(text: string): void {
    if (!this.#options.quiet) this.#write(this.#options.theme.faint(printable(text)));
  }

  /** Text that brings its own line ends. */
  #raw(text: string): void {
    if (this.#options.quiet) return;
    this.#clear();
    this.#options.stderr.write(printableLines(text.replaceAll('\r\n', '\n')));
  }

  /** Lines that stay, told without asking for details. Signs are for terminals; elsewhere words have to do. */
  #step({ mark, text }: Extract<PaksEvent, { type: 'step' }>): void {
    const { width, theme, quiet } = this.#options;
    if (quiet) return;
    if (mark === 'heading') return this.#write(printableLines(text));
    const sign = mark === 'passed' ? theme.added('✓ ') : theme.changed('→ ');
    this.#write(`  ${width === null ? '' : sign}${printable(text)}`);
  }

  #write(text: string): void {
    this.#clear();
    this.#options.stderr.write(`${text}\n`);
  }
}
