/** The part of `fast-jwt` that the bench uses. The bench fetches the package itself, because nothing else needs it. */
declare module 'fast-jwt' {
  export function createVerifier(options: {
    key: string;
    algorithms: string[];
    allowedIss: string;
    allowedAud: string;
    clockTolerance: number;
    requiredClaims: string[];
    cache: boolean;
  }): (token: string) => Readonly<Record<string, unknown>>;
}
