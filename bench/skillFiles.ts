/** The files of a made-up skill of usual size: 14 kB in four files, no two skills alike. */
export function skillFiles(name: string): Readonly<Record<string, string>> {
  return {
    'SKILL.md': `---\nname: ${name}\ndescription: What ${name} does, and when to use it.\n---\n\n# ${name}\n\n${prose(name, 40)}`,
    'references/guide.md': prose(`${name} guide`, 60),
    'references/faq.md': prose(`${name} questions`, 20),
    'scripts/check.sh': `#!/bin/sh\n# ${name}\n${'echo checking\n'.repeat(60)}`,
  };
}

function prose(subject: string, lines: number): string {
  return Array.from(
    { length: lines },
    (_, index) =>
      `${index + 1}. Of ${subject}: look at the cluster, then say what you found, and ask before you change it.\n`,
  ).join('');
}
