import { parseSourceArgument } from '../../manifest/parseSourceArgument.ts';
import type { SourceFlags } from '../../manifest/SourceWish.ts';
import type { AddInput } from '../AddInput.ts';
import type { Addition } from './Addition.ts';
import { type AddingContext, entryOptions } from './AddingContext.ts';
import { gitAdditions } from './gitAdditions.ts';
import { npmAdditions } from './npmAdditions.ts';
import { pathAdditions } from './pathAdditions.ts';
import { registryAddition } from './registryAddition.ts';

/** What one source argument adds to the manifest; git repositories, folders and packages are looked at. */
export async function additionsFor(
  source: string,
  input: AddInput,
  context: AddingContext,
): Promise<readonly Addition[]> {
  const wish = parseSourceArgument(source, sourceFlags(input, context), context.registry);
  const options = entryOptions(input);
  switch (wish.kind) {
    case 'registry':
      return [registryAddition(wish, options, context)];
    case 'git':
      return gitAdditions(wish, input, context);
    case 'path':
      return pathAdditions(wish, input, context);
    case 'npm':
      return npmAdditions(wish, input, context);
  }
}

function sourceFlags(input: AddInput, { services }: AddingContext): SourceFlags {
  return {
    version: input.version ?? undefined,
    tag: input.tag ?? undefined,
    branch: input.branch ?? undefined,
    commit: input.commit ?? undefined,
    path: input.path ?? undefined,
    registry: services.options.registry ?? undefined,
  };
}
