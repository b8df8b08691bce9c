import { type ProcessOptions, type ProcessResult, runProcess } from '../../io/runProcess.ts';
import type { Services } from '../Services.ts';

/** A program to run before the person's eyes. */
export interface ReportedRun
  extends Pick<ProcessOptions, 'args' | 'verbatim' | 'environment' | 'directory' | 'timeout'> {
  /** What it is, for the line that announces it. */
  readonly name: string;
  /** What is run, as a person reads it. */
  readonly command: string;
  readonly program: string;
}

/** Announces a program, runs it to its end without input, and passes on what it prints as it comes. */
export async function runReported(
  { reporter, signal }: Pick<Services, 'reporter' | 'signal'>,
  { name, command, program, ...options }: ReportedRun,
): Promise<ProcessResult> {
  reporter.report({ type: 'script.started', name, command });
  return runProcess(program, {
    ...options,
    onText: (text) => reporter.report({ type: 'script.printed', text }),
    maxOutputBytes: 0,
    signal,
  });
}
