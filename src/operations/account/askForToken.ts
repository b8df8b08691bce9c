import { isPublic, TOKEN_PAGE } from '../../auth/tokenProblems.ts';
import { isToken } from '../../auth/tokens.ts';
import type { Registry } from '../../config/Registry.ts';
import { PaksError } from '../../errors/PaksError.ts';
import type { Services } from '../Services.ts';

const LARGEST_INPUT = 64 * 1024;
const WRONG_FORM = 'this is no token: tokens start with `stk_`';

/**
 * The token to sign in with: the one given, standard input's for `-`, else the answer to a question whose
 * characters are not shown. Throws `USAGE` for what has not the form of a token, which is never
 * repeated, and `ANSWER_NEEDED` where nobody can be asked.
 */
export async function askForToken(
  given: string | null,
  registry: Registry,
  services: Services,
): Promise<string> {
  if (given === null) return await prompt(registry, services);
  if (given !== '-') services.reporter.report(SEEN_BY_OTHERS);
  const text = given === '-' ? await services.readInput(LARGEST_INPUT) : given;
  const token = text.trim();
  if (isToken(token)) return token;
  throw new PaksError('USAGE', {
    message: given === '-' && token === '' ? 'standard input is empty: no token' : WRONG_FORM,
    hint: `copy the whole token${isPublic(registry) ? ` from ${TOKEN_PAGE}` : ''}, with nothing around it`,
  });
}

const SEEN_BY_OTHERS = {
  type: 'warning',
  code: 'TOKEN_IN_ARGUMENTS',
  message: 'a token on the command line is seen in process lists and kept by the shell',
  hint: 'let `paks login` ask for it, or hand it over on standard input: `paks login --token -`',
} as const;

async function prompt(registry: Registry, { prompter }: Services): Promise<string> {
  if (prompter === null) {
    throw new PaksError('ANSWER_NEEDED', {
      message: 'a token is needed, and there is no terminal to ask on',
      hint: 'hand it over on standard input with `paks login --token -`; with `PAKS_TOKEN` set nobody needs to sign in',
    });
  }
  const question = isPublic(registry)
    ? `Enter your Stakpak API token:\n   (Get your token at ${TOKEN_PAGE})`
    : `Enter your token for ${registry.name} (${registry.url}):`;
  return await prompter.secret({
    question,
    check: (answer) => (isToken(answer) ? null : WRONG_FORM),
  });
}
