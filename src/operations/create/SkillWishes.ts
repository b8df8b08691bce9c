/** What someone said about a new skill; null and empty lists are open questions. */
export interface SkillWishes {
  readonly name: string | null;
  readonly template: string | null;
  readonly description: string | null;
  readonly license: string | null;
  readonly version: string | null;
  readonly repository: string | null;
  readonly homepage: string | null;
  readonly authors: readonly string[];
  readonly keywords: readonly string[];
  readonly categories: readonly string[];
  readonly scripts: boolean;
  readonly references: boolean;
  readonly assets: boolean;
}

/** The same with every question answered. */
export interface SkillAnswers extends SkillWishes {
  readonly name: string;
  readonly template: TemplateName;
  readonly description: string;
  /** Null where its author has not said: Paks names none in their place. */
  readonly license: string | null;
  /** Three numbers. */
  readonly version: string;
}

/** The templates of `paks create`; the first is the default. */
export const TEMPLATE_NAMES = ['basic', 'devops', 'coding'] as const;

/** One of {@link TEMPLATE_NAMES}. */
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
