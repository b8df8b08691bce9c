import type { ChangeFeed } from '../caches/ChangeFeed.ts';
import type { Log } from '../Log.ts';
import type { SkillSource } from '../skills/findSkill.ts';
import type { Upstream } from './Upstream.ts';
import type { UpstreamClient } from './UpstreamClient.ts';

/** What a mirror needs of the registry that it fills. */
export interface MirrorParts extends SkillSource {
  readonly now: () => Date;
  readonly log: Log;
  readonly changes: ChangeFeed;
}

/** The upstream and how to ask it. */
export interface OpenUpstream extends Upstream {
  readonly client: UpstreamClient;
}
