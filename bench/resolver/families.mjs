/**
 * The problem families the resolver is measured on. Each is a function that returns
 * `{ roots, skills, locked? }` in a short form: `skills` by id, then version, to `{ id: range }`.
 */

/** A small seeded generator, so that every run measures the same problems. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const id = (kind, index) => `bench/${kind}-${index}`;

/**
 * Like a registry: most skills have few versions and few needs, some are needed by very many, and
 * ranges are carets of what was current. `majors` is the share of releases that break, `direct` the
 * share of skills the project asks for; `conflict` makes two direct skills need other majors.
 */
function registryShaped({
  skills: count,
  releases,
  seed,
  conflict,
  majors = 0.002,
  direct = 0.04,
}) {
  const next = random(seed);
  const skills = {};
  const versions = [];
  for (let index = 0; index < count; index++) {
    const share = (releases / count) * (0.25 + 1.5 * next());
    const own = [];
    let [major, minor] = [1, 0];
    for (let each = 0; each < Math.max(1, Math.round(share)); each++) {
      own.push(`${major}.${minor}.0`);
      if (next() < majors) [major, minor] = [major + 1, 0];
      else minor++;
    }
    versions.push(own);
    const popular = Array.from({ length: Math.floor(next() * 5) }, () =>
      Math.floor(next() ** 2 * index),
    );
    const about = {};
    for (const [place, version] of own.entries()) {
      const needs = {};
      for (const target of popular) {
        if (target === index) continue;
        const theirs = versions[target];
        const current = theirs[Math.floor((place / own.length) * theirs.length)];
        needs[id('skill', target)] = next() < 0.3 ? `>=${current}` : `^${current}`;
      }
      about[version] = needs;
    }
    skills[id('skill', index)] = about;
  }
  const roots = {};
  for (let index = count - 1; index >= 0; index -= Math.round(1 / direct)) {
    const own = versions[index];
    roots[id('skill', index)] = `>=${own[0]}`;
  }
  if (conflict) {
    skills['bench/left'] = {
      '1.0.0': { 'bench/base': '^1.0.0' },
      '1.1.0': { 'bench/base': '^1.0.0' },
    };
    skills['bench/right'] = { '1.0.0': { 'bench/base': '^2.0.0' } };
    skills['bench/base'] = { '1.0.0': {}, '2.0.0': {} };
    Object.assign(roots, { 'bench/left': '^1.0.0', 'bench/right': '^1.0.0' });
  }
  return { roots, skills };
}

/**
 * A registry as it grows: releases happen one after another, and each needs `^current` of what it
 * depends on. `breaking` is the share of releases that break where nobody depends on a skill, less
 * the more do; nine in ten dependents then follow with a release of their own, so that the newest versions mostly fit together. `direct` is the share of
 * skills the project asks for.
 */
function growingRegistry({ skills: count, releases, seed, breaking, direct = 0.05 }) {
  const next = random(seed);
  const skills = {};
  const current = [];
  const targets = [];
  const dependents = Array.from({ length: count }, () => []);
  for (let index = 0; index < count; index++) {
    const chosen = Array.from({ length: index === 0 ? 0 : Math.floor(next() * 5) }, () =>
      Math.floor(next() ** 2 * index),
    );
    targets.push([...new Set(chosen)]);
    for (const target of targets[index]) dependents[target].push(index);
  }
  const publish = (index, major, minor) => {
    current[index] = [major, minor];
    const needs = targets[index].map((target) => [
      id('skill', target),
      `^${current[target].join('.')}.0`,
    ]);
    skills[id('skill', index)] ??= {};
    skills[id('skill', index)][`${major}.${minor}.0`] = Object.fromEntries(needs);
  };
  for (let index = 0; index < count; index++) publish(index, 1, 0);
  for (let total = count; total < releases; total++) {
    const index = Math.floor(next() * count);
    const [major, minor] = current[index];
    const breaks = next() < breaking / (1 + dependents[index].length / 10);
    publish(index, ...(breaks ? [major + 1, 0] : [major, minor + 1]));
    if (!breaks) continue;
    for (const dependent of dependents[index]) {
      if (next() < 0.1) continue;
      const [theirs, last] = current[dependent];
      publish(dependent, theirs, last + 1);
      total++;
    }
  }
  const roots = {};
  for (let index = count - 1; index >= 0; index -= Math.round(1 / direct)) {
    roots[id('skill', index)] = '*';
  }
  return { roots, skills };
}

/** Each skill needs the next. */
function chain({ length }) {
  const skills = {};
  for (let index = 0; index < length; index++) {
    const needs = index + 1 < length ? { [id('link', index + 1)]: '^1.0.0' } : {};
    skills[id('link', index)] = { '1.0.0': needs, '1.1.0': needs };
  }
  return { roots: { [id('link', 0)]: '*' }, skills };
}

/** One skill needs very many. */
function fanOut({ width }) {
  const skills = {};
  const needs = {};
  for (let index = 0; index < width; index++) {
    skills[id('leaf', index)] = { '1.0.0': {}, '1.1.0': {}, '2.0.0': {} };
    needs[id('leaf', index)] = '^1.0.0';
  }
  skills['bench/hub'] = { '1.0.0': needs };
  return { roots: { 'bench/hub': '*' }, skills };
}

/** A locked project of `count` skills, and one new skill that fits. */
function lockedAndOne({ count }) {
  const { roots, skills } = registryShaped({ skills: count, releases: count * 5, seed: 5 });
  const locked = [];
  for (const [name, versions] of Object.entries(skills)) {
    const [version, needs] = Object.entries(versions).at(-1);
    locked.push({ id: name, version, needs });
  }
  for (const { id: name, needs } of locked) {
    for (const target of Object.keys(needs)) needs[target] = '*';
    roots[name] ??= '*';
  }
  skills['bench/new'] = { '1.0.0': { [id('skill', 0)]: '*', [id('skill', 1)]: '*' } };
  roots['bench/new'] = '*';
  return { roots, skills, locked };
}

/** More pigeons than holes: a proof by cases. */
function pigeonholes({ pigeons, holes }) {
  const skills = {};
  const roots = {};
  for (let hole = 1; hole <= holes; hole++) {
    const about = {};
    for (let pigeon = 1; pigeon <= pigeons; pigeon++) about[`${pigeon}.0.0`] = {};
    skills[id('hole', hole)] = about;
  }
  for (let pigeon = 1; pigeon <= pigeons; pigeon++) {
    const about = {};
    for (let hole = 1; hole <= holes; hole++) {
      about[`${hole}.0.0`] = { [id('hole', hole)]: `${pigeon}.0.0` };
    }
    skills[id('pigeon', pigeon)] = about;
    roots[id('pigeon', pigeon)] = '*';
  }
  return { roots, skills };
}

/** Random 3-SAT at the hard ratio; a clause is a skill whose version picks the literal. */
function satisfiability({ variables, seed }) {
  const next = random(seed);
  const skills = {};
  const roots = {};
  for (let index = 0; index < variables; index++) {
    skills[id('variable', index)] = { '1.0.0': {}, '2.0.0': {} };
  }
  for (let clause = 0; clause < Math.round(variables * 4.26); clause++) {
    const chosen = new Set();
    while (chosen.size < 3) chosen.add(Math.floor(next() * variables));
    const about = {};
    for (const [place, variable] of [...chosen].entries()) {
      about[`${place + 1}.0.0`] = { [id('variable', variable)]: next() < 0.5 ? '1.0.0' : '2.0.0' };
    }
    skills[id('clause', clause)] = about;
    roots[id('clause', clause)] = '*';
  }
  return { roots, skills };
}

/** Two skills whose every version needs its own version of a third; they agree on the oldest or never. */
function diamond({ versions, solvable }) {
  const left = {};
  const right = {};
  const shared = {};
  for (let index = 1; index <= versions; index++) {
    const partner = solvable && index === 1 ? 1 : 2 * index;
    left[`1.${index}.0`] = { 'bench/shared': `1.${partner}.0` };
    right[`1.${index}.0`] = {
      'bench/shared': `1.${index === 1 && solvable ? 1 : 2 * index + 1}.0`,
    };
    shared[`1.${index}.0`] = {};
    shared[`1.${versions + index}.0`] = {};
  }
  shared[`1.${2 * versions + 1}.0`] = {};
  const skills = { 'bench/left': left, 'bench/right': right, 'bench/shared': shared };
  return { roots: { 'bench/left': '*', 'bench/right': '*' }, skills };
}

/** A chain of skills with many versions of equal needs, and nothing at its end. */
function equalChain({ length, versions, solvable }) {
  const skills = {};
  for (let index = 0; index < length; index++) {
    const isLast = index + 1 === length;
    const about = {};
    for (let version = 1; version <= versions; version++) {
      const broken = isLast && !(solvable && version === 1);
      about[`1.${version}.0`] = isLast
        ? broken
          ? { 'bench/end': '^9.0.0' }
          : {}
        : { [id('link', index + 1)]: '^1.0.0' };
    }
    skills[id('link', index)] = about;
  }
  skills['bench/end'] = { '1.0.0': {} };
  return { roots: { [id('link', 0)]: '*' }, skills };
}

/** Cousins: families of skills with equal needs that meet in one skill far below. */
function cousins({ families, depth, versions, solvable }) {
  const skills = {};
  const roots = {};
  for (let family = 0; family < families; family++) {
    for (let level = 0; level < depth; level++) {
      const about = {};
      for (let version = 1; version <= versions; version++) {
        const major = solvable && version <= 2 ? 1 : (family % 2) + 1;
        about[`1.${version}.0`] =
          level + 1 === depth
            ? { 'bench/meeting': `^${major}.0.0` }
            : { [`bench/f${family}-${level + 1}`]: '^1.0.0' };
      }
      skills[`bench/f${family}-${level}`] = about;
    }
    roots[`bench/f${family}-0`] = '*';
  }
  skills['bench/meeting'] = { '1.0.0': {}, '2.0.0': {} };
  return { roots, skills };
}

/** The size of the largest index in published solver suites: few skills, many versions each. */
function largeIndex({ skills: count, releases, seed }) {
  const { skills, roots } = registryShaped({ skills: count, releases, seed });
  return { skills, roots };
}

/** The families by name. */
export const families = {
  registryShaped,
  growingRegistry,
  chain,
  fanOut,
  lockedAndOne,
  pigeonholes,
  satisfiability,
  diamond,
  equalChain,
  cousins,
  largeIndex,
};
