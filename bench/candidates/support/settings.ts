/** The configuration of the other candidates; this package reads the same values from its policy document. */
export const ISSUER = process.env.CLERK_ISSUER ?? '';
export const AUDIENCE = process.env.CLERK_AUDIENCE ?? '';
export const PARTY = process.env.CLERK_AUTHORIZED_PARTY ?? '';
export const PEM = process.env.CLERK_JWT_KEY ?? '';
export const KEY_ID = process.env.CLERK_KEY_ID ?? '';

/** Clock tolerance in seconds; the default of Clerk's SDK. */
export const TOLERANCE_SECONDS = 5;

export const ROUTES = ['GET /orders', 'POST /orders', 'GET /orders/{id}', 'PUT /orders/{id}', 'DELETE /orders/{id}'];
