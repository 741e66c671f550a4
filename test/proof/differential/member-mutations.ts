import fc from 'fast-check';
import { ANY_TYPE, CLAIM_VALUES, HEADER_VALUES } from './member-values';
import { bytesOf, type Draft, type Part } from './token';
import { mutation, type PartName, SIGNATURE_LENGTH, type TokenMutation } from './token-mutation';

/** Removes, replaces or duplicates a member. */
function member(where: PartName, name: string, values: string[]): fc.Arbitrary<TokenMutation> {
  const change = (what: string, changed: (members: Part['members']) => Part['members']) =>
    mutation(where, `${where}: ${what}`, (draft) => {
      draft[where].members = changed(draft[where].members);
    });
  const others = (members: Part['members']) => members.filter(([other]) => other !== name);
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(values.length > 0 ? values : ANY_TYPE)) },
    { weight: 2, arbitrary: fc.constantFrom(...ANY_TYPE) },
  );
  const shown = (json: string) => `${name} ${json.slice(0, 80)}`;
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(change(`no ${name}`, others)) },
    { weight: 8, arbitrary: value.map((json) => change(shown(json), (members) => [...others(members), [name, json]])) },
    {
      weight: 1,
      arbitrary: value.map((json) => change(`first ${shown(json)}`, (members) => [[name, json], ...members])),
    },
    {
      weight: 1,
      arbitrary: value.map((json) => change(`then ${shown(json)}`, (members) => [...members, [name, json]])),
    },
  );
}

/** Fills the header or the token up to a length, or to the next lower length that base64url can have. */
export const size = fc.oneof(
  fc.integer({ min: 380, max: 388 }).map((length) => fill('header', length, () => 0)),
  fc
    .constantFrom(4096, 8191, 8192, 8193, 8194, 65_536)
    .map((length) => fill('claims', length, ({ header }) => encodedLength(header) + SIGNATURE_LENGTH + '..'.length)),
);

function fill(where: PartName, length: number, lengthOfRest: (draft: Draft) => number): TokenMutation {
  return mutation(where, `${where}: filled up to ${length}`, (draft) => {
    const { members } = draft[where];
    const filled = (count: number): Part['members'] => [...members, ['filler', `"${'x'.repeat(count)}"`]];
    const room = Math.floor(((length - lengthOfRest(draft)) * 3) / 4);
    const count = Math.max(0, room - bytesOf({ ...draft[where], members: filled(0) }).length);
    draft[where].members = filled(count);
  });
}

const encodedLength = (part: Part) => bytesOf(part).toString('base64url').length;

/** Mutations of each member. Members with many values are chosen more often. */
const members = (where: PartName, values: Record<string, string[]>) =>
  fc.oneof(
    ...Object.entries(values).map(([name, some]) => {
      return { weight: 1 + Math.floor(some.length / 16), arbitrary: member(where, name, some) };
    }),
  );

export const claimMutation = members('claims', CLAIM_VALUES);
export const headerMutation = members('header', HEADER_VALUES);
