import type { Finding } from './Finding.ts';
import type { TextFile } from './TextFile.ts';
import { TextPlaces } from './TextPlaces.ts';

interface SecretKind {
  readonly name: string;
  readonly shape: RegExp;
}

/** Shapes that belong to one issuer and are next to never anything else. All linear. */
const KINDS: readonly SecretKind[] = [
  {
    name: 'a private key',
    shape: /-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY-----\r?\n(?:[A-Za-z0-9+/]{40}|Proc-Type:)/g,
  },
  { name: 'a GitHub token', shape: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{60,255})\b/g },
  { name: 'a GitLab token', shape: /\bglpat-[\w-]{20,80}\b/g },
  { name: 'an AWS access key', shape: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { name: 'a Slack token', shape: /\bxox[abeoprs]-[\w-]{20,250}/g },
  { name: 'a Google API key', shape: /\bAIza[\w-]{35}(?![\w-])/g },
  { name: 'an Anthropic key', shape: /\bsk-ant-[\w-]{24,200}/g },
  { name: 'an OpenAI key', shape: /\bsk-(?:proj-)?[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}\b/g },
  { name: 'a Stripe key', shape: /\b[rs]k_live_[A-Za-z0-9]{24,200}\b/g },
  { name: 'an npm token', shape: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: 'a registry token', shape: /\bstk_[A-Za-z0-9]{24,200}\b/g },
];
const PLACEHOLDER = /EXAMPLE|example|(.)\1{7}|xxxx|XXXX|0123456789|abcdefgh/;
const SHOWN = 4;

/**
 * Keys and tokens by their issuers' shapes (threat T19). Names the kind and the first four
 * characters, never the value; what is plainly a placeholder is left out.
 */
export function scanSecrets({ path, text }: TextFile): readonly Finding[] {
  return KINDS.flatMap(({ name, shape }) => {
    const places = new TextPlaces(text);
    return Array.from(text.matchAll(shape)).flatMap((match): Finding[] => {
      if (PLACEHOLDER.test(match[0])) return [];
      const message = `${name} (\`${match[0].slice(0, SHOWN)}…\`)`;
      return [{ id: 'secret', severity: 'advice', path, ...places.at(match.index), message }];
    });
  });
}
