import { PaksError } from '../errors/PaksError.ts';
import { type GitUrl, gitUrlParts } from '../model/GitUrl.ts';
import { describeSource, type Source } from '../model/Source.ts';

/**
 * Throws `POLICY_REFUSED` unless `allow-sources` lets this source be used; nothing was asked of it
 * yet. Patterns are `registry:NAME`, `git:HOST/PATH`, `npm:PACKAGE` and `path`, with `*` for any run of characters.
 */
export function assertSourceAllowed(
  subjectName: string,
  source: Source,
  allowed: readonly string[] | undefined,
): void {
  if (allowed === undefined) return;
  const subject = policySubject(source);
  if (allowed.some((pattern) => matches(pattern, subject))) return;
  throw new PaksError('POLICY_REFUSED', {
    message: `\`${subjectName}\` comes from ${describeSource(source)}, which \`allow-sources\` does not list`,
    hint: `if it is trusted, add \`"${subject}"\` to \`[policy] allow-sources\` in \`paks.toml\``,
    data: { skill: subjectName, source: subject },
  });
}

/**
 * A source as `allow-sources` names it: `registry:paks`, `git:github.com/acme/skills`, `path`. Every
 * way to reach a repository (https, ssh, `git@host:path`) has one name.
 */
export function policySubject(source: Source): string {
  switch (source.kind) {
    case 'registry':
      return `registry:${source.registry}`;
    case 'path':
      return 'path';
    case 'npm':
      return `npm:${source.package}`;
    case 'git': {
      const { host, port, path } = gitUrlParts(source.url as GitUrl);
      const place = port === '' ? host : `${host}:${port}`;
      return `git:${place}/${path.replace(/^\/+/, '').replace(/\.git$/, '')}`;
    }
  }
}

function matches(pattern: string, subject: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === subject;
  if (!subject.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = subject.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return subject.length - last.length >= position && subject.endsWith(last);
}
