/** What the bench uses of `fast-jwt`, which it fetches itself: nothing else in this repository needs it. */
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
