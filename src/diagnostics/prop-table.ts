import type { IConstruct } from 'constructs';
import { checkListItems } from './check-list-items';
import { checkType } from './check-type';
import { closest, distance } from './closest';
import { fail, warn } from './diagnostics';
import type { DiagnosticId } from './registry';

/** The type of a prop, and what to write instead of a value of another type. */
export type PropType = readonly [hasType: (value: unknown) => boolean, fix: string];

/** The props that a construct or a method takes. */
export interface PropTable<Props extends object> {
  /** The name of the construct or method. */
  readonly owner: string;
  /** The type of each prop; `'own check'` if the construct checks it with a message of its own. */
  readonly types: { readonly [Name in keyof Required<Props>]: PropType | 'own check' };
  /** The advice about a check that belongs elsewhere, by name. */
  readonly hints?: Readonly<Record<string, string>>;
  /** Names of checks that mean nothing here, and that an object for several constructs may hold. */
  readonly shared?: readonly string[];
  /** The id of the error about a check that belongs elsewhere. */
  readonly misplaced?: DiagnosticId;
}

/** Names of what decides who may call. Given where nothing reads it, such a check would be dropped without a word. */
export const CHECKS = [
  'access',
  'allowMissingAuthorizedParty',
  'audience',
  'authorizationScopes',
  'authorizedParties',
  'authorizer',
  'defaultAccess',
  'defaultAuthorizationScopes',
  'defaultAuthorizer',
  'denyImpersonation',
  'frontendApiUrl',
  'identityHeaders',
  'identitySource',
  'keys',
  'methodRules',
  'preflightRoute',
  'resultsCacheTtl',
  'rule',
  'scopes',
  'tokenKinds',
  'tokenSources',
  'unauthenticatedResponse',
  'useLambdaAuthorizer',
];

/** This many letters may differ between a prop and a misspelt one. */
const MAX_TYPOS = 2;

/** Fails on a prop of the wrong type, and on a check that belongs to another construct. JavaScript looks at neither. */
export function checkProps<Props extends object>(table: PropTable<Props>, props: Props): void {
  const { owner, shared, misplaced } = table;
  checkType(typeof props === 'object' && props !== null, 'props', props, `give the props that ${owner} takes`);
  for (const [name, value] of given(props)) {
    const type = typeOf(table, name);
    if (type === undefined && CHECKS.includes(name) && !shared?.includes(name)) {
      fail(misplaced ?? 'Props.misplaced', {
        what: `'${name}' has no effect on ${owner}, so what it asks for would not be checked`,
        fix: correction(table, name),
      });
    }
    checkListItems(name, value);
    if (Array.isArray(type)) checkType(type[0](value), name, value, type[1]);
  }
}

/** Warns about props that are almost spelt like one of the construct. Others may be there for other constructs. */
export function warnIfMisspelt<Props extends object>(scope: IConstruct, table: PropTable<Props>, props: Props): void {
  for (const [name, meant] of misspelt(table, props)) {
    warn(scope, 'Props.misspelt', {
      what: `${table.owner} has no prop '${name}', so it has no effect`,
      got: name,
      fix: `${correction(table, meant)}, or acknowledge this if it is meant for something else`,
    });
  }
}

/** Fails on misspelt options of a method that returns a value. No construct is there to warn about. */
export function checkSpelling<Props extends object>(table: PropTable<Props>, options: Props): void {
  for (const [name, meant] of misspelt(table, options)) {
    fail('Props.unknownOption', {
      what: `${table.owner} has no option '${name}'`,
      got: name,
      fix: correction(table, meant),
    });
  }
}

/** Returns the props that a table names, without those of other constructs. */
export function propsOf<Props extends object>({ types }: PropTable<Props>, props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => Object.hasOwn(types, name))) as Props;
}

function misspelt<Props extends object>({ types, shared = [] }: PropTable<Props>, props: Props): [string, string][] {
  const names = given(props).map(([name]) => name);
  const unknown = names.filter(
    (name) => !Object.hasOwn(types, name) && !CHECKS.includes(name) && !shared.includes(name),
  );
  if (unknown.length === 0) return [];
  const known = [...Object.keys(types), ...CHECKS.filter((name) => !shared.includes(name))];
  const missing = known.filter((name) => !names.includes(name));
  return unknown.flatMap((name): [string, string][] => {
    const meant = closest(name, missing);
    return meant !== undefined && distance(name, meant) <= MAX_TYPOS ? [[name, meant]] : [];
  });
}

function correction<Props extends object>(table: PropTable<Props>, name: string): string {
  if (typeOf(table, name) !== undefined) return `write '${name}'`;
  return table.hints?.[name] ?? `remove '${name}'`;
}

function given(props: object): [string, unknown][] {
  return Object.entries(props).filter(([, value]) => value !== undefined);
}

function typeOf<Props extends object>({ types }: PropTable<Props>, name: string): PropType | 'own check' | undefined {
  return Object.hasOwn(types, name) ? types[name as keyof Props] : undefined;
}
