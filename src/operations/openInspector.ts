import type { InspectorOptions, SkillInspector } from './inspectSkill.ts';

/** An inspector that is built when there is something to inspect. */
export type OpenInspector = () => Promise<SkillInspector>;

/** The inspector of one run; its parsers are loaded by the first skill that was not cleared before. */
export function openInspector(options: InspectorOptions): OpenInspector {
  return async () => {
    const { createInspector } = await import('./inspectSkill.ts');
    return createInspector(options);
  };
}
