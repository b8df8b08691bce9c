import type { Failure } from '../../errors/describeFailure.ts';
import type { DoctorResult } from './DoctorResult.ts';

/** What the doctor says where the settings cannot be read, so that nothing else can be looked at. */
export function unreadableSettings({ message, hint }: Failure): DoctorResult {
  const finding = {
    check: 'configuration',
    status: 'problem',
    message,
    hint: hint ?? null,
  } as const;
  return { root: '', healthy: false, findings: [{ ...finding, fixable: false, fixed: false }] };
}
