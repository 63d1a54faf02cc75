import { afterEach, describe, expect, it } from '@jest/globals';
import { DIST } from './dist.ts';
import { Weapp } from './weapp.ts';

const { routes } = new Weapp(DIST);
let weapp: Weapp | undefined;
afterEach(() => weapp?.dispose());

describe('the emitted mini-program', () => {
  it('has the pages that the posters and the staff open', () => {
    expect(routes).toEqual(expect.arrayContaining(['pages/landing/index', 'street/pages/coverage/index']));
  });

  it.each(routes.map((route) => ({ route })))('$route mounts, shows something and reports no error, with no network at all', async ({ route }) => {
    weapp = new Weapp(DIST).launch(route);
    await weapp.until(() => weapp!.text() !== '', `something on ${route}`);
    expect(weapp.errors()).toEqual([]);
  });
});
