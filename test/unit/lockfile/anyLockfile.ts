import * as fc from 'fast-check';
import type { Dependency } from '../../../src/model/Dependency.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { type CommitId, LOCAL_VERSION, type Pin } from '../../../src/model/Locator.ts';
import type { LockedSkill, Lockfile } from '../../../src/model/Lockfile.ts';
import type { Range, Version } from '../../../src/model/Range.ts';
import { isSkillId, type SkillId } from '../../../src/model/SkillId.ts';
import type { GitReference, Source } from '../../../src/model/Source.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const anyId: fc.Arbitrary<SkillId> = fc
  .oneof(
    fc.tuple(word, word).map(([account, name]) => `${account}/${name}`),
    fc.constantFrom('pdf', 'House Style', 'a from b', 'x.y-z_1'),
  )
  .filter(isSkillId);
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const anyCommit = hex(40).map((text) => text as CommitId);
const anyIntegrity = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `sha256-${Buffer.from(bytes).toString('base64')}` as Integrity);
const anyVersion = fc
  .oneof(
    fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map((numbers) => numbers.join('.')),
    fc.constantFrom('1.0.0-beta.1', '2.0.0-rc', '0.0.0-20260801.a754626'),
  )
  .map((text) => text as Version);
const anyRange = fc
  .constantFrom('*', '^1.2.0', '~1.4', '>=1.0.0 <2.0.0 || ^3', '1.2.3', '1.x', '>=2.0.0-beta')
  .map((text) => text as Range);
const anyUrl = fc.constantFrom(
  'https://github.com/acme/skills.git',
  'https://host.example:8443/a%20b/c',
  'ssh://git@host.example/acme/skills.git',
  'git@host.example:acme/skills.git',
  'file:///srv/git/skills.git',
);
const anyReferenceName = fc.constantFrom(
  'main',
  'feature/a+b',
  'v1.0.0',
  'deploy@1.2.3',
  'a#b%26'.slice(0, 1),
);
const anyDirectory = fc.constantFrom('', 'skills/pdf', '.claude/skills/x y', 'a#b&c=d%25', 'größe');
const anyFolder = fc.constantFrom(
  './skills/x',
  '../shared',
  '.',
  './caf\u00e9 "quoted"',
  './a#b & c from d',
);
const anyPackage = fc.constantFrom('deploy-tools', '@acme/skills', 'a.b_c~d');
const anyNpmSkill = fc.constantFrom('', 'pdf', 'größe 100%');
const anyReference: fc.Arbitrary<GitReference> = fc.oneof(
  fc.constant({ kind: 'versions' } as const),
  fc.constant({ kind: 'default' } as const),
  anyReferenceName.map((name) => ({ kind: 'branch', name }) as const),
  anyReferenceName.map((name) => ({ kind: 'tag', name }) as const),
  hex(12).map((id) => ({ kind: 'commit', id }) as const),
);

/** Any source that a lock may name. */
export const anySource: fc.Arbitrary<Source> = fc.oneof(
  fc
    .constantFrom('paks', 'private', 'Corp.1')
    .map((registry) => ({ kind: 'registry', registry }) as const),
  fc.record({
    kind: fc.constant('git' as const),
    url: anyUrl,
    path: anyDirectory,
    reference: anyReference,
  }),
  anyFolder.map((path) => ({ kind: 'path', path }) as const),
  fc.record({ kind: fc.constant('npm' as const), package: anyPackage, skill: anyNpmSkill }),
);

const anyPin: fc.Arbitrary<Pin> = fc.oneof(
  fc.constantFrom('paks', 'private').map((registry) => ({ kind: 'registry', registry }) as const),
  fc.record({
    kind: fc.constant('registry' as const),
    registry: fc.constantFrom('paks', 'private'),
    repository: anyUrl,
    tag: anyReferenceName,
    commit: anyCommit,
    path: anyDirectory,
  }),
  fc.record({ url: anyUrl, path: anyDirectory, reference: anyReference, commit: anyCommit }).map(
    (pin): Pin => ({
      kind: 'git',
      ...pin,
      ...(pin.reference.kind === 'versions' && { tag: 'v1.2.3' }),
    }),
  ),
  anyFolder.map((path) => ({ kind: 'path', path }) as const),
  fc.tuple(anyPackage, anyNpmSkill).map(
    ([name, skill]): Pin => ({
      kind: 'npm',
      package: name,
      skill,
      path: `skills/${skill === '' ? 'only' : skill}`,
    }),
  ),
);

const byId = (left: { id: string }, right: { id: string }) => (left.id < right.id ? -1 : 1);

const anyDependencies: fc.Arbitrary<readonly Dependency[]> = fc
  .uniqueArray(fc.record({ id: anyId, range: anyRange, source: anySource }), {
    selector: ({ id }) => id,
    maxLength: 4,
  })
  .map((edges) => edges.toSorted(byId));

const anyLockedSkill: fc.Arbitrary<LockedSkill> = fc
  .record({
    id: anyId,
    version: anyVersion,
    pin: anyPin,
    integrity: anyIntegrity,
    dependencies: anyDependencies,
    patch: fc.option(fc.record({ file: anyIntegrity, result: anyIntegrity }), { nil: undefined }),
  })
  .map(({ patch, ...skill }) => {
    if (skill.pin.kind === 'path') return { ...skill, version: LOCAL_VERSION, integrity: null };
    return patch === undefined ? skill : { ...skill, patch };
  });

/** Any lock in normal form: skills and edges sorted, each id once. */
export const anyLockfile: fc.Arbitrary<Lockfile> = fc
  .uniqueArray(anyLockedSkill, { selector: ({ id }) => id, maxLength: 8 })
  .map((skills) => ({ skills: skills.toSorted(byId) }));
