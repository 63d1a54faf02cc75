import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DIST } from './dist.ts';
import { compileViews, type CompiledViews } from './glass-easel-view.ts';
import { Weapp } from './weapp.ts';

const { routes } = new Weapp(DIST);
let views: CompiledViews;
let weapp: Weapp | undefined;
beforeAll(() => {
  views = compileViews(DIST, routes);
});
afterEach(() => weapp?.dispose());

const withoutTags = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll('&nbsp;', ' ').replaceAll('&amp;', '&');

describe("the emitted WXML in WeChat's own engine", () => {
  it('compiles without a complaint', () => expect(views.warnings).toEqual([]));

  it.each(routes.map((route) => ({ route })))('$route draws the same text as the harness', async ({ route }) => {
    weapp = new Weapp(DIST).launch(route);
    await weapp.until(() => weapp!.text() !== '', `something on ${route}`);
    const seen = withoutTags(views.render(route, weapp.page.data));
    for (const line of weapp.text().split('\n')) expect(seen).toContain(line);
  });
});
