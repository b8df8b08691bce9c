import { afterEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectSarif } from '../../helpers/expectSarif.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

describe('validate --format sarif', () => {
  test('prints a log that is SARIF 2.1.0, and fails as the text does', async () => {
    project = makeTemporaryProject({
      files: {
        'my skills/a/SKILL.md': '---\nname: A\ndescription: x\nversion: 1\n---\n[x](gone.md)\n',
        'my skills/b/SKILL.md': '# nothing\n',
      },
    });

    const run = await project.run('validate', '--format', 'sarif');

    expect(run).toMatchObject({ exit: 1, stderr: '' });
    expectSarif(run.json());
    const log = run.json() as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; locations: unknown[] }[];
      }[];
    };
    const { tool, results } = log.runs[0]!;
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
    }
    expect(results.map(({ ruleId }) => ruleId)).toEqual([
      'license-stated',
      'name-valid',
      'name-is-directory',
      'version-exact',
      'links-resolve',
      'frontmatter-readable',
    ]);
    expect(results[1]!.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'my%20skills/a/SKILL.md' },
          region: { startLine: 2, startColumn: 7 },
        },
      },
    ]);
  });

  test('prints an empty log for a clean skill', async () => {
    project = makeTemporaryProject({
      files: { 'a/SKILL.md': '---\nname: a\ndescription: x\nlicense: MIT\n---\n' },
    });

    const run = await project.run('validate', 'a', '--format', 'sarif');

    expect(run.exit).toBe(0);
    expect(run.json()).toMatchObject({ runs: [{ results: [], tool: { driver: { rules: [] } } }] });
  });

  test('is one document: not together with --json', async () => {
    project = makeTemporaryProject({ files: { 'a/SKILL.md': '' } });

    const run = await project.run('validate', 'a', '--format', 'sarif', '--json');

    expect(run.exit).toBe(2);
    expect(run.json()).toMatchObject({ ok: false, error: { code: 'USAGE' } });
  });
});
