import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { ValidateResult } from '../../../src/operations/validate.ts';
import { allRules } from '../../../src/operations/validate/citedRules.ts';
import { judgeContent } from '../../../src/operations/validate/judgeContent.ts';
import { readSkillFolder } from '../../../src/operations/validate/readSkillFolder.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { type CorpusSkill, layOutCorpus, readCorpus } from './corpus.ts';

const corpus = readCorpus();
let project: TemporaryProject;
let result: ValidateResult;

beforeAll(async () => {
  project = makeTemporaryProject();
  layOutCorpus(corpus, project.path);
  const run = await project.run('validate', '--json', ...corpus.map(({ path }) => path));
  expectMatchesOutputSchema('validate', run.json());
  ({ result } = run.json() as { result: ValidateResult });
});

afterAll(() => project.dispose());

function findingsIn(path: string): CorpusSkill['findings'] {
  return result.skills.find((skill) => skill.path === path)?.findings ?? [];
}

describe('the corpus of skills', () => {
  test.each(corpus)('$path: exactly what is expected is found', ({ path, findings }) => {
    expect(findingsIn(path)).toEqual(findings);
  });

  test.each(corpus.filter(({ release }) => release.length > 0))(
    '$path: a release is held to more',
    ({ path, release }) => {
      const { files, emptyDirectories } = readSkillFolder(nodeFileSystem, join(project.path, path));
      const judged = judgeContent({
        files,
        emptyDirectories,
        directoryName: basename(path),
        purpose: 'publish',
      });
      const more = judged
        .filter(({ rule, severity }) =>
          findingsIn(path).every((known) => known.rule !== rule || known.severity !== severity),
        )
        .map(({ severity, rule, path: file, line }) => `${severity} ${rule} ${file}:${line}`);

      expect(more).toEqual(release);
    },
  );

  test('what is valid has no finding, what is warned of no error, what is invalid an error', () => {
    const kindOf = ({ path }: CorpusSkill): string => {
      const severities = findingsIn(path).map(({ severity }) => severity);
      if (severities.includes('error')) return 'invalid';
      return severities.length > 0 ? 'warned' : 'valid';
    };

    for (const skill of corpus)
      expect(`${kindOf(skill)} ${skill.path}`).toContain(`${kindOf(skill)}/`);
  });

  test('every directory is listed, and every one that is listed is there', () => {
    const folders = ['valid', 'warned', 'invalid'].flatMap((kind) =>
      readdirSync(join('fixtures/skills', kind)).map((name) => `${kind}/${name}`),
    );

    expect(corpus.map(({ path }) => path).sort()).toEqual(folders.sort());
  });

  test.each(allRules)('$id: a skill that keeps it and one that breaks it', ({ id }) => {
    const about = corpus.filter((skill) => skill.about.includes(id));
    const breaks = ({ findings, release }: CorpusSkill): boolean =>
      findings.some(({ rule }) => rule === id) || release.some((line) => line.includes(` ${id} `));

    expect(about.some(breaks)).toBe(true);
    expect(about.some((skill) => !breaks(skill))).toBe(true);
  });
});
