import type { GenericSchema } from 'valibot';
import {
  HealthAnswer,
  MeAnswer,
  RevokeAnswer,
  VerifyAnswer,
} from '../../../src/protocol/accountSchemas.ts';
import { AUTH_ENDPOINTS, DEFAULT_AUTH_PATH, ENDPOINTS } from '../../../src/protocol/endpoints.ts';
import { IndexAnswer, IndexJobAnswer, IndexRequest } from '../../../src/protocol/indexSchemas.ts';
import { SearchAnswer, SkillAnswer } from '../../../src/protocol/skillSchemas.ts';
import {
  VersionAnswer,
  VersionsAnswer,
  YankAnswer,
  YankRequest,
} from '../../../src/protocol/versionSchemas.ts';
import type { WireErrorCode } from '../../../src/protocol/wireError.ts';
import { getMe, getVerify, postRevoke } from './handlers/authentication.ts';
import { getArchive } from './handlers/getArchive.ts';
import { getHealth, getReady } from './handlers/getHealth.ts';
import { getOpenApi } from './handlers/getOpenApi.ts';
import { getSkill } from './handlers/getSkill.ts';
import { getVersion } from './handlers/getVersion.ts';
import { getVersions } from './handlers/getVersions.ts';
import { listSkills } from './handlers/listSkills.ts';
import { getIndexJob, postIndex } from './handlers/postIndex.ts';
import { postUnyank, postYank } from './handlers/postYank.ts';
import type { Handler } from './http/Exchange.ts';
import { fromUpstream } from './mirror/fromUpstream.ts';

/** The body of an answer: JSON of a schema, a file, or none. */
export type AnswerBody = GenericSchema | 'gzip' | 'any-json' | null;

/** One endpoint: what is served and, for the OpenAPI document, all that it may answer. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** As OpenAPI writes it. */
  readonly path: string;
  readonly handler: Handler;
  readonly summary: string;
  readonly needsToken?: boolean;
  readonly query?: readonly string[];
  readonly body?: GenericSchema;
  /** True where no body stands for `{}`. */
  readonly isBodyOptional?: true;
  readonly answers: Readonly<Record<number, AnswerBody>>;
  /** Beside those that any request may meet. */
  readonly refusals: readonly WireErrorCode[];
}

const LIST_PARAMETERS = 'q category keyword author account sort limit offset page'.split(' ');
const INDEX_REFUSALS = [
  ...(['INVALID_REQUEST', 'AUTH_REQUIRED', 'VERSION_EXISTS', 'INVALID_SKILL'] as const),
  ...(['TAG_NOT_FOUND', 'REPOSITORY_UNREACHABLE', 'REPOSITORY_NOT_ALLOWED', 'TOO_LARGE'] as const),
];
const auth = (path: string) => DEFAULT_AUTH_PATH + path;

/** Every endpoint of the API. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: ENDPOINTS.listSkills,
    handler: listSkills,
    summary: 'A page of skills',
    query: LIST_PARAMETERS,
    answers: { 200: SearchAnswer },
    refusals: ['INVALID_REQUEST'],
  },
  {
    method: 'GET',
    path: ENDPOINTS.searchSkills,
    handler: listSkills,
    summary: 'The same, by the name that clients look for',
    query: LIST_PARAMETERS,
    answers: { 200: SearchAnswer },
    refusals: ['INVALID_REQUEST'],
  },
  {
    method: 'GET',
    path: ENDPOINTS.skill,
    handler: fromUpstream(getSkill, 'skill'),
    summary: 'One skill',
    answers: { 200: SkillAnswer },
    refusals: ['SKILL_NOT_FOUND'],
  },
  {
    method: 'GET',
    path: ENDPOINTS.versions,
    handler: fromUpstream(getVersions, 'skill'),
    summary: 'Every version of a skill, the highest first, with what resolving needs',
    answers: { 200: VersionsAnswer, 304: null },
    refusals: ['SKILL_NOT_FOUND'],
  },
  {
    method: 'GET',
    path: ENDPOINTS.version,
    handler: fromUpstream(getVersion, 'version'),
    summary: 'One version with its files and its SKILL.md',
    answers: { 200: VersionAnswer },
    refusals: ['SKILL_NOT_FOUND', 'VERSION_NOT_FOUND'],
  },
  {
    method: 'GET',
    path: ENDPOINTS.archive,
    handler: fromUpstream(getArchive, 'archive'),
    summary: 'The files of a version as a gzipped tar, below `skill/`',
    answers: { 200: 'gzip', 304: null },
    refusals: ['SKILL_NOT_FOUND', 'VERSION_NOT_FOUND', 'NOT_FOUND'],
  },
  {
    method: 'POST',
    path: ENDPOINTS.index,
    handler: postIndex,
    summary: 'Index a version from a git tag',
    needsToken: true,
    body: IndexRequest,
    answers: { 200: IndexAnswer, 201: IndexAnswer, 202: IndexAnswer },
    refusals: INDEX_REFUSALS,
  },
  {
    method: 'GET',
    path: ENDPOINTS.indexJob,
    handler: getIndexJob,
    summary: 'What became of an index request',
    answers: { 200: IndexJobAnswer },
    refusals: ['NOT_FOUND'],
  },
  {
    method: 'POST',
    path: ENDPOINTS.yank,
    handler: postYank,
    summary: 'Hide a version from new resolutions',
    needsToken: true,
    body: YankRequest,
    isBodyOptional: true,
    answers: { 200: YankAnswer },
    refusals: ['AUTH_REQUIRED', 'SKILL_NOT_FOUND', 'VERSION_NOT_FOUND'],
  },
  {
    method: 'POST',
    path: ENDPOINTS.unyank,
    handler: postUnyank,
    summary: 'Let a version be chosen again',
    needsToken: true,
    body: YankRequest,
    isBodyOptional: true,
    answers: { 200: YankAnswer },
    refusals: ['AUTH_REQUIRED', 'SKILL_NOT_FOUND', 'VERSION_NOT_FOUND'],
  },
  {
    method: 'GET',
    path: auth(AUTH_ENDPOINTS.verify),
    handler: getVerify,
    summary: 'Whom the token belongs to, and until when',
    needsToken: true,
    answers: { 200: VerifyAnswer },
    refusals: ['AUTH_REQUIRED'],
  },
  {
    method: 'GET',
    path: auth(AUTH_ENDPOINTS.me),
    handler: getMe,
    summary: 'The account behind the token',
    needsToken: true,
    answers: { 200: MeAnswer },
    refusals: ['AUTH_REQUIRED'],
  },
  {
    method: 'POST',
    path: auth(AUTH_ENDPOINTS.revoke),
    handler: postRevoke,
    summary: 'End the token that asks',
    needsToken: true,
    answers: { 200: RevokeAnswer },
    refusals: ['AUTH_REQUIRED'],
  },
  {
    method: 'GET',
    path: ENDPOINTS.health,
    handler: getHealth,
    summary: 'The process lives',
    answers: { 200: HealthAnswer },
    refusals: [],
  },
  {
    method: 'GET',
    path: ENDPOINTS.ready,
    handler: getReady,
    summary: 'The process can serve, its database included',
    answers: { 200: HealthAnswer, 503: HealthAnswer },
    refusals: [],
  },
  {
    method: 'GET',
    path: ENDPOINTS.openapi,
    handler: getOpenApi,
    summary: 'This document',
    answers: { 200: 'any-json' },
    refusals: [],
  },
];
