import { describe, expect, test } from '@jest/globals';
import type { Services } from '../../../src/operations/Services.ts';
import { yank } from '../../../src/operations/yank.ts';
import { scriptedPrompter } from '../../helpers/scriptedPrompter.ts';

describe('yank on a terminal', () => {
  test('asks first, and a no ends it before anything is asked of a registry', async () => {
    const prompter = scriptedPrompter({ 'Hide acme/tool@1.0.0': false });
    const services = { prompter, options: { assumeYes: false } } as unknown as Services;

    const declined = yank({ release: 'acme/tool@1.0.0', yanked: true, reason: null }, services);

    await expect(declined).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(prompter.asked).toEqual(['Hide acme/tool@1.0.0 from new resolutions?']);
  });
});
