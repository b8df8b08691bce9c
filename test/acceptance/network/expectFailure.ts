import { expect } from '@jest/globals';
import { catalog, type ErrorCode } from '../../../src/errors/catalog.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

/** One line, what it lists, and the way on. */
export const FAILURE_SHAPE = /^error: [^\n]+\n(?: {2}- [^\n]+\n)*(?:hint: [^\n]+\n)+$/;

/** How a run is to fail. */
export interface ExpectedFailure {
  readonly code: ErrorCode;
  readonly says: RegExp;
}

/** Runs a command line that fails: with this code and text, also as JSON, and nothing changed. */
export async function expectFailure(
  project: TemporaryProject,
  { code, says }: ExpectedFailure,
  ...argv: readonly string[]
): Promise<void> {
  const before = project.tree();
  const run = await project.run(...argv);

  expect(run.stderr).toMatch(FAILURE_SHAPE);
  expect(run.stderr).toMatch(says);
  expect(run).toMatchObject({ exit: catalog[code], stdout: '' });
  expect(project.tree()).toEqual(before);
  const json = await project.run(...argv, '--json');
  expect(json.json()).toMatchObject({ ok: false, error: { code } });
  expect(json).toMatchObject({ exit: catalog[code], stderr: '' });
}
