/** A file beside `SKILL.md` that a template offers. */
interface Companion {
  /** `/`-separated, relative to the skill. */
  readonly path: string;
  readonly text: string;
  /** What `SKILL.md` says of it: one Markdown sentence with a link. */
  readonly use: string;
}

/** How a new skill starts. Everything in it is meant to be edited. */
export interface SkillTemplate {
  /** The Markdown below the title. */
  readonly body: string;
  readonly script: Companion;
  readonly reference: Companion;
  readonly asset: Companion;
}
