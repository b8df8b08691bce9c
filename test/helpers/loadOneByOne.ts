let loaded: Promise<void> | undefined;

/**
 * Loads what one run of Paks may import at the same time for the first time. Jest's module loader cannot
 * link such imports beside each other ("request for … is not in cache"); Node's can.
 */
export function loadOneByOne(): Promise<void> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<void> {
  await import('../../src/network.ts');
  await import('../../src/config/gitNetwork.ts');
  await import('../../src/io/httpSession.ts');
  await import('make-fetch-happen');
  await import('../../src/store/ContentStore.ts');
  await import('../../src/operations/Sources.ts');
  await import('../../src/operations/fetchLacking.ts');
  await import('../../src/operations/inspectSkill.ts');
  await import('../../src/operations/resolveLock.ts');
}
