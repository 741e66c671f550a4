/** Something to write. */
export interface Fix {
  /** The page of the Clerk Dashboard, the code of the CDK app, or the code of the front end. */
  readonly where: string;
  readonly write: string;
}

export const SESSION_TOKEN = 'Clerk Dashboard > Sessions > Customize session token';
