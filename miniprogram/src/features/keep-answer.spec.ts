import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { keepAnswer } from './keep-answer.ts';

const KEY = ['households', 'held'];

describe('keepAnswer', () => {
  let cache: QueryClient;
  const answers: ((value: readonly string[]) => void)[] = [];
  /** A page that shows what is known under the key, and has asked for it. */
  const page = () => {
    const observer = new QueryObserver<readonly string[]>(cache, { queryKey: KEY, queryFn: () => new Promise((resolve) => answers.push(resolve)) });
    observer.subscribe(() => undefined);
    return observer;
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  beforeEach(() => {
    cache = new QueryClient();
    answers.length = 0;
  });
  afterEach(() => cache.clear());

  it('is not undone by the answer to a question that was asked before', async () => {
    const shown = page();
    expect(answers).toHaveLength(1);
    keepAnswer<readonly string[]>(cache, KEY, ['302']);
    answers[0]!([]); // as it was before the household was bound
    await turn();
    expect(shown.getCurrentResult()).toMatchObject({ data: ['302'], status: 'success', fetchStatus: 'idle' });
  });

  it('keeps what was known when a question about it is dropped', async () => {
    const shown = page();
    answers[0]!(['101']);
    await turn();
    void cache.invalidateQueries({ queryKey: KEY });
    expect(answers).toHaveLength(2);
    keepAnswer<readonly string[]>(cache, KEY, (before = []) => [...before, '302']);
    answers[1]!(['101']);
    await turn();
    expect(shown.getCurrentResult().data).toEqual(['101', '302']);
  });

  it('is asked anew like anything else', async () => {
    const shown = page();
    keepAnswer<readonly string[]>(cache, KEY, ['302']);
    void cache.invalidateQueries({ queryKey: KEY });
    answers[1]!(['101', '302']);
    await turn();
    expect(shown.getCurrentResult().data).toEqual(['101', '302']);
  });

  it('leaves the questions under longer keys alone', async () => {
    const other = new QueryObserver<readonly string[]>(cache, { queryKey: [...KEY, 'more'], queryFn: () => new Promise((resolve) => answers.push(resolve)) });
    other.subscribe(() => undefined);
    keepAnswer(cache, KEY, ['302']);
    answers[0]!(['all']);
    await turn();
    expect(other.getCurrentResult().data).toEqual(['all']);
  });
});
