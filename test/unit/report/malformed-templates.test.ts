import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccessReport } from '../../../report/access-report';
import { TemplateError } from '../../../report/template-error';
import { fixture } from '../support/report';

const TEMPLATES = ['sam-processed', 'serverless-framework'];
const VALUES = [
  null,
  1,
  '',
  'x',
  true,
  [],
  [null],
  {},
  { Ref: null },
  { 'Fn::GetAtt': [] },
  { 'Fn::Sub': [null, null] },
];

/** Every member of a JSON value, by the object that has it. */
function membersOf(value: unknown): [parent: Record<string, unknown>, name: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((name): [Record<string, unknown>, string][] => [
    [parent, name],
    ...membersOf(parent[name]),
  ]);
}

test('a template with a member of another type is read as far as it goes, or refused in one sentence', () => {
  const mutation = fc.record({ at: fc.nat(), value: fc.constantFrom(...VALUES) });
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...TEMPLATES), mutations, (name, changes) => {
      const template = fixture(name);
      const members = membersOf(template);
      for (const { at, value } of changes) {
        const [parent, member] = members[at % members.length];
        parent[member] = value;
      }
      try {
        const { routes } = AccessReport.fromTemplate(template);
        expect(routes.every(({ path }) => typeof path === 'string')).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});
