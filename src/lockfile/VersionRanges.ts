import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';
import type { Range as RangeText, Version } from '../model/Range.ts';

/** Range membership as npm has it, with each range and version parsed only once. */
export class VersionRanges {
  readonly #ranges = new Map<RangeText, Range>();
  readonly #versions = new Map<Version, SemVer>();

  /**
   * True when the range takes a version that is already locked: as npm does, and `*` (however
   * it is spelt) takes prereleases too, because a skill may have nothing else.
   */
  accepts(text: RangeText, locked: Version): boolean {
    const range = this.#range(text);
    return range.range === '' || range.test(this.#version(locked));
  }

  #range(text: RangeText): Range {
    const known = this.#ranges.get(text);
    if (known !== undefined) return known;
    const range = new Range(text);
    this.#ranges.set(text, range);
    return range;
  }

  #version(text: Version): SemVer {
    const known = this.#versions.get(text);
    if (known !== undefined) return known;
    const version = new SemVer(text);
    this.#versions.set(text, version);
    return version;
  }
}
