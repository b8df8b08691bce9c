import type { SkillId } from '../model/SkillId.ts';

/** Everything an operation can tell while it runs. Closed: renderers switch over all of it. */
export type PaksEvent =
  | { readonly type: 'resolve.started'; readonly skills: number }
  | { readonly type: 'resolve.progress'; readonly id: SkillId; readonly version: string }
  | { readonly type: 'resolve.finished'; readonly skills: number }
  | { readonly type: 'fetch.started'; readonly total: number }
  | { readonly type: 'fetch.progress'; readonly id: SkillId; readonly bytes: number }
  | { readonly type: 'fetch.finished'; readonly id: SkillId; readonly version: string }
  | { readonly type: 'link.started'; readonly total: number }
  | { readonly type: 'link.finished'; readonly directory: string }
  | {
      readonly type: 'request.retried';
      readonly url: string;
      readonly waitMs: number;
      readonly reason: string;
    }
  | { readonly type: 'script.started'; readonly name: string; readonly command: string }
  /** What a script printed, as it came; foreign text. */
  | { readonly type: 'script.printed'; readonly text: string }
  /** The account of something that goes step by step: a heading, what was found right, what begins. */
  | {
      readonly type: 'step';
      readonly mark: 'heading' | 'passed' | 'started';
      readonly text: string;
    }
  | { readonly type: 'lock.waiting'; readonly holder: string }
  | {
      readonly type: 'warning';
      readonly code: string;
      readonly message: string;
      readonly hint?: string | undefined;
    }
  | { readonly type: 'note'; readonly message: string };
