import * as v from 'valibot';
import { Text, Timestamp } from './fields.ts';

/** The user behind a token. */
const User = v.object({
  id: Text,
  username: Text,
  email: v.nullish(Text),
  avatar_url: v.nullish(Text),
});

/** The answer of `GET {auth_url}/verify`, without an envelope. */
export const VerifyAnswer = v.object({
  valid: v.boolean(),
  user: User,
  expires_at: v.nullish(Timestamp),
});

/** The answer of `GET {auth_url}/me`, without an envelope. */
export const MeAnswer = v.object({ ...User.entries, status: v.nullish(Text) });

/** The answer of `POST {auth_url}/revoke`, without an envelope. */
export const RevokeAnswer = v.object({ revoked: v.boolean() });

/** The answer of `GET /api/health`. */
export const HealthAnswer = v.object({
  data: v.object({ status: v.picklist(['ok', 'unavailable']), version: Text }),
});

/** See {@link User}. */
export type WireUser = v.InferOutput<typeof User>;
/** See {@link VerifyAnswer}. */
export type WireVerifyAnswer = v.InferOutput<typeof VerifyAnswer>;
/** See {@link MeAnswer}. */
export type WireMeAnswer = v.InferOutput<typeof MeAnswer>;
