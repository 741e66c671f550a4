/** The implementations that are compared, in the order of the tables. */
export const CANDIDATES = {
  ours: 'this package',
  handWritten: 'hand-written, node:crypto',
  jose: 'jose',
  jsonwebtoken: 'jsonwebtoken, KeyObject',
  clerkBackend: '@clerk/backend verifyToken',
  article: "the article's handler",
} as const;

export type CandidateName = keyof typeof CANDIDATES;

export const CANDIDATE_NAMES = Object.keys(CANDIDATES) as CandidateName[];
