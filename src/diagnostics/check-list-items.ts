import { fail } from './diagnostics';
import { someText } from './some-text';

/** CDK represents a list that is known at deployment only by a list with one text, which contains this. */
const LIST_TOKEN = '#{Token[';

/**
 * Fails on an item of a list that is known at deployment only, taken by `list[0]` or by spreading beside other items. The text
 * stands for the whole list, so CDK fails on it without a name, or it would be compared as it is.
 */
export function checkListItems(prop: string, value: unknown): void {
  if (!someText(value, (text) => text.includes(LIST_TOKEN))) return;
  fail('Props.listItem', {
    what: `'${prop}' has an item of a list that is known at deployment only, and the items of such a list are not known here`,
    fix: 'give the list alone, or take one item by Fn.select(0, list)',
  });
}
