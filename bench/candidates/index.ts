/** The implementations that are compared, in the order of the tables. */
export const CANDIDATES = {
  ours: 'this package',
  handWritten: 'hand-written, the same checks',
  jose: 'jose',
  jsonwebtoken: 'jsonwebtoken, KeyObject',
  awsJwtVerify: 'aws-jwt-verify verifySync',
  fastJwt: 'fast-jwt without its cache',
  clerkBackend: '@clerk/backend verifyToken',
  article: "the article's handler",
} as const;

export type CandidateName = keyof typeof CANDIDATES;

export const CANDIDATE_NAMES = Object.keys(CANDIDATES) as CandidateName[];
