import { expect, test } from 'vitest';
import { ask, verdict } from '../../integ/support/ask';
import type { Gateway, Question, Topic } from '../../integ/support/question';

function question(observe: Question['observe']): Question {
  return { question: '?', expected: 'yes', source: 'documented', otherwise: 'nothing', observe };
}

test('a question that cannot be asked does not hide the other answers', async () => {
  const topic: Topic = {
    works: question(async () => 'yes'),
    breaks: question(async () => {
      throw new Error('timeout');
    }),
  };
  const answers = await ask(topic, {} as Gateway);
  expect(answers).toEqual({ works: 'yes', breaks: 'no answer: Error: timeout' });
  expect(verdict(topic, answers)).toBe('breaks: no answer: Error: timeout, not yes');
  expect(verdict(topic, { works: 'yes', breaks: 'yes' })).toBe('as expected');
});
