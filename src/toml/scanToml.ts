import { endOfLine, endOfString, skipBlanks, skipTrivia } from './lexToml.ts';
import { readKey } from './readKey.ts';
import type { TomlPath } from './TomlDocument.ts';

/** Offsets into the text, end excluded. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** One part of a key as written; `depth` is the length of the path that it completes. */
interface KeyPart extends Span {
  readonly depth: number;
}

/** A table header, a `key = value` pair or an element of an array, with its place in the text. */
export interface TomlEntry extends Span {
  readonly kind: 'table' | 'pair' | 'element';
  readonly path: TomlPath;
  readonly parts: readonly KeyPart[];
  /** Absent for a table header. */
  readonly value: Span | null;
  /** The path of the table it is written in: of the header above it or of the inline table around it. */
  readonly within: TomlPath;
  /** True inside an inline table or an array. */
  readonly nested: boolean;
}

/**
 * Every header, pair and element of a TOML text in the order of the text. The text must be one that
 * `parseToml` accepts (line ends and a byte order mark may be as in the file); on any other it ends
 * all the same, with entries that mean nothing.
 */
export function scanToml(text: string): readonly TomlEntry[] {
  return new Scanner(text).scan();
}

interface Keys {
  readonly names: readonly string[];
  readonly parts: readonly Span[];
}

class Scanner {
  private readonly text: string;
  private readonly entries: TomlEntry[] = [];
  private readonly arrayLengths = new Map<string, number>();
  private section: TomlPath = [];
  private at = 0;

  constructor(text: string) {
    this.text = text;
    if (text.startsWith('\ufeff')) this.at = 1;
  }

  scan(): readonly TomlEntry[] {
    this.at = skipTrivia(this.text, this.at);
    while (this.at < this.text.length) {
      const before = this.at;
      if (this.text[this.at] === '[') this.header();
      else this.pair(this.section, false);
      if (this.at === before) this.at = endOfLine(this.text, this.at);
      this.at = skipTrivia(this.text, this.at);
    }
    return this.entries;
  }

  private header(): void {
    const start = this.at;
    const isArray = this.text.startsWith('[[', this.at);
    this.at += isArray ? 2 : 1;
    const keys = this.keys();
    const { path, parts } = this.resolve(keys, isArray);
    this.at = skipBlanks(this.text, this.at) + (isArray ? 2 : 1);
    this.section = path;
    const end = Math.min(this.at, this.text.length);
    const kind = 'table';
    this.entries.push({ kind, path, parts, start, end, value: null, within: [], nested: false });
  }

  /** The path of a header, with the index of each array of tables that it passes or extends. */
  private resolve(keys: Keys, isArray: boolean): { path: TomlPath; parts: readonly KeyPart[] } {
    const path: (string | number)[] = [];
    const parts = keys.parts.map((span, index) => {
      path.push(keys.names[index] ?? '');
      const depth = path.length;
      const name = JSON.stringify(path);
      const length = this.arrayLengths.get(name) ?? 0;
      if (isArray && index === keys.parts.length - 1) {
        this.arrayLengths.set(name, length + 1);
        path.push(length);
      } else if (length > 0) path.push(length - 1);
      return { ...span, depth };
    });
    return { path, parts };
  }

  private pair(within: TomlPath, nested: boolean): void {
    const start = this.at;
    const keys = this.keys();
    const path = [...within, ...keys.names];
    const parts = keys.parts.map((span, index) => ({ ...span, depth: within.length + index + 1 }));
    this.at = skipBlanks(this.text, this.at);
    if (this.text[this.at] === '=') this.at = skipBlanks(this.text, this.at + 1);
    const place = this.entries.length;
    const value = this.value(path);
    const entry = { kind: 'pair' as const, path, parts, start, end: value.end, value };
    this.entries.splice(place, 0, { ...entry, within, nested });
  }

  private keys(): Keys {
    const names: string[] = [];
    const parts: Span[] = [];
    for (;;) {
      const start = skipBlanks(this.text, this.at);
      const end = this.endOfKey(start);
      names.push(readKey(this.text.slice(start, end)));
      parts.push({ start, end });
      this.at = end;
      const next = skipBlanks(this.text, end);
      if (this.text[next] !== '.') return { names, parts };
      this.at = next + 1;
    }
  }

  private endOfKey(start: number): number {
    const first = this.text[start];
    if (first === '"' || first === "'") return endOfString(this.text, start);
    let end = start;
    while (/[A-Za-z0-9_-]/.test(this.text[end] ?? '')) end++;
    return end;
  }

  private value(path: TomlPath): Span {
    const start = this.at;
    const first = this.text[start];
    if (first === '[') this.items(']', (index) => this.element([...path, index]));
    else if (first === '{') this.items('}', () => this.pair(path, true));
    else if (first === '"' || first === "'") this.at = endOfString(this.text, start);
    else this.at = this.endOfBareValue(start);
    return { start, end: this.at };
  }

  private items(close: string, readItem: (index: number) => void): void {
    this.at = skipTrivia(this.text, this.at + 1);
    for (let index = 0; this.at < this.text.length && this.text[this.at] !== close; index++) {
      const before = this.at;
      readItem(index);
      this.at = skipTrivia(this.text, this.at);
      if (this.text[this.at] === ',') this.at = skipTrivia(this.text, this.at + 1);
      if (this.at === before) this.at++;
    }
    this.at = Math.min(this.at + 1, this.text.length);
  }

  private element(path: TomlPath): void {
    const place = this.entries.length;
    const value = this.value(path);
    const within = path.slice(0, -1);
    const entry = { kind: 'element' as const, path, parts: [], ...value, value };
    this.entries.splice(place, 0, { ...entry, within, nested: true });
  }

  private endOfBareValue(start: number): number {
    let end = start;
    while (end < this.text.length && !/[,\]}#\r\n]/.test(this.text[end] ?? '')) end++;
    while (end > start && /[ \t]/.test(this.text[end - 1] ?? '')) end--;
    return end;
  }
}
