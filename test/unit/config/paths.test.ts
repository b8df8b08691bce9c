import { describe, expect, test } from '@jest/globals';
import {
  defaultCacheDirectory,
  expandHome,
  machineKeyFile,
  userPaths,
} from '../../../src/config/paths.ts';
import { surroundings } from './memoryFiles.ts';

const windows = { platform: 'win32', home: 'C:\\Users\\ada' } as const;

describe('userPaths', () => {
  test.each([
    [{}, '/home/ada/.config/paks'],
    [{ XDG_CONFIG_HOME: '/xdg' }, '/xdg/paks'],
    [{ XDG_CONFIG_HOME: 'relative' }, '/home/ada/.config/paks'],
    [{ XDG_CONFIG_HOME: '' }, '/home/ada/.config/paks'],
    [{ PAKS_CONFIG_DIR: '/own', XDG_CONFIG_HOME: '/xdg' }, '/own'],
    [{ PAKS_CONFIG_DIR: '~/paks' }, '/home/ada/paks'],
    [{ APPDATA: '/roaming' }, '/home/ada/.config/paks'],
  ])('%j: %s', (variables, directory) => {
    expect(userPaths(surroundings(variables))).toEqual({
      configDirectory: directory,
      configFile: `${directory}/config.toml`,
      globalDirectory: `${directory}/global`,
    });
  });

  test.each([
    [{ APPDATA: 'C:\\Users\\ada\\Roaming' }, 'C:\\Users\\ada\\Roaming\\paks'],
    [{ AppData: 'C:\\Users\\ada\\Roaming' }, 'C:\\Users\\ada\\Roaming\\paks'],
    [{}, 'C:\\Users\\ada\\.config\\paks'],
  ])('on Windows %j: %s', (variables, directory) => {
    expect(userPaths(surroundings(variables, windows)).configDirectory).toBe(directory);
  });

  test('a relative PAKS_CONFIG_DIR is refused by name', () => {
    expect(() => userPaths(surroundings({ PAKS_CONFIG_DIR: 'here' }))).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('PAKS_CONFIG_DIR'),
      }),
    );
  });

  test('R03: without a home directory the message says what to set', () => {
    expect(() => userPaths(surroundings({}, { home: '' }))).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('PAKS_CONFIG_DIR') }),
    );
    expect(userPaths(surroundings({ PAKS_CONFIG_DIR: '/own' }, { home: '' })).configFile).toBe(
      '/own/config.toml',
    );
  });
});

describe('defaultCacheDirectory', () => {
  test.each([
    [{}, '/home/ada/.cache/paks'],
    [{ XDG_CACHE_HOME: '/xdg' }, '/xdg/paks'],
    [{ XDG_CACHE_HOME: './x' }, '/home/ada/.cache/paks'],
  ])('%j: %s', (variables, directory) => {
    expect(defaultCacheDirectory(surroundings(variables))).toBe(directory);
  });

  test('on Windows it is local, not roaming', () => {
    const variables = { LOCALAPPDATA: 'C:\\Users\\ada\\Local', APPDATA: 'C:\\Roaming' };
    expect(defaultCacheDirectory(surroundings(variables, windows))).toBe(
      'C:\\Users\\ada\\Local\\paks\\cache',
    );
  });
});

describe('machineKeyFile', () => {
  test.each([
    [{}, '/home/ada/.local/state/paks/machine.key'],
    [{ XDG_STATE_HOME: '/state' }, '/state/paks/machine.key'],
    [{ XDG_STATE_HOME: './x' }, '/home/ada/.local/state/paks/machine.key'],
    [{ PAKS_CONFIG_DIR: '/elsewhere' }, '/home/ada/.local/state/paks/machine.key'],
  ])('%j: %s, which is not beside the settings', (variables, file) => {
    expect(machineKeyFile(surroundings(variables))).toBe(file);
  });

  test('on Windows it is local, not roaming; without a home it is nowhere', () => {
    const variables = { LOCALAPPDATA: 'C:\\Users\\ada\\Local', APPDATA: 'C:\\Roaming' };
    expect(machineKeyFile(surroundings(variables, windows))).toBe(
      'C:\\Users\\ada\\Local\\paks\\machine.key',
    );
    expect(() => machineKeyFile(surroundings({}, { home: '' }))).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});

test('only a leading `~/` is the home directory', () => {
  const environment = surroundings();
  const paths = ['~/a', '~ada/a', '/a/~/b'];
  expect(paths.map((path) => expandHome(path, environment))).toEqual([
    '/home/ada/a',
    '~ada/a',
    '/a/~/b',
  ]);
});
