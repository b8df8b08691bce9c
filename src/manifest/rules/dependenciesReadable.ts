import { DEFAULT_REGISTRY } from '../../model/Source.ts';
import { packageField } from '../packageData.ts';
import { readDependencies } from '../readDependencies.ts';
import type { Rule } from './Rule.ts';

/** Every dependency can be read; what is no skill at all (`python>=3.8`) is only a warning. */
export const dependenciesReadable: Rule = {
  id: 'dependencies-readable',
  severity: 'error',
  summary: 'every dependency can be read',
  check: ({ fields }) =>
    readDependencies(packageField(fields, 'dependencies'), DEFAULT_REGISTRY).unread.map(
      ({ message, foreign, line, column }) => ({
        message,
        severity: foreign ? 'warning' : 'error',
        line,
        column,
      }),
    ),
};
