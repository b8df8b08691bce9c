import { setTimeout as wait } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { createPrompter, type Prompter } from '../../../src/io/prompts.ts';

const EVIL = 'evil\u001b]0;title\u0007\u202egnp\r';
const CHOICES = [{ value: 'a', label: EVIL }];

const questions: Readonly<Record<string, (prompter: Prompter) => Promise<unknown>>> = {
  confirm: (prompter) => prompter.confirm(EVIL, false),
  chooseOne: (prompter) => prompter.chooseOne(EVIL, CHOICES),
  text: (prompter) => prompter.text({ question: EVIL, proposed: EVIL }),
  secret: (prompter) => prompter.secret({ question: EVIL }),
};

describe('a question with foreign text', () => {
  test.each(Object.keys(questions))(
    'T14: %s names what would act on the terminal',
    async (name) => {
      const stdin = new PassThrough();
      const stderr = new PassThrough();
      let shown = '';
      stderr.on('data', (chunk: Buffer) => (shown += chunk.toString()));

      const answer = questions[name]?.(createPrompter({ stdin, stderr }));
      while (!shown.includes('gnp')) await wait(10);
      stdin.write('\r');
      if (name === 'text') expect(await answer).toBe(EVIL);
      else await answer;

      expect(shown).toContain('evil\\u{1b}]0;title\\u{7}\\u{202e}gnp\\u{d}');
      expect(shown).not.toContain('\u001b]0;');
      expect(shown).not.toContain('\u202e');
    },
  );
});
