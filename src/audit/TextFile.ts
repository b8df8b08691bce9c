/** One text file of a skill; `path` is relative to it. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}
