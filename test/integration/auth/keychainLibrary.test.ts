import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface LockedPackages {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: object }>>;
}

test('the library of system keychains is installed with Paks, and has a build for macOS, Windows and Linux', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockedPackages;
  const systems = [
    'darwin-arm64',
    'darwin-x64',
    'win32-x64-msvc',
    'linux-x64-gnu',
    'linux-arm64-gnu',
  ];

  expect(packages['']?.optionalDependencies).toHaveProperty('@napi-rs/keyring');
  for (const system of systems) {
    expect(packages).toHaveProperty([`node_modules/@napi-rs/keyring-${system}`]);
  }
});
