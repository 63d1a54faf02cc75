import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Weapp } from './weapp.ts';

/** A bundle of one page in the form Taro emits, so that the harness itself is shown to refuse what a phone refuses. */
const BASE = `
<template name="tmpl_0_0"><view class="{{i.cl}}" aria-label="{{i.p4||i.ariaLabel}}" id="{{i.uid||i.sid}}" bindtap="eh"><template is="x" /></view></template>
<template name="tmpl_0_1"><view class="{{i.cl}}" id="{{i.uid||i.sid}}"><template is="x" /></view></template>`;

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function bundle(page: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'linping-weapp-'));
  made.push(folder);
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'app.json'), '{"pages":["pages/a","pages/b"]}');
  writeFileSync(join(folder, 'base.wxml'), BASE);
  writeFileSync(join(folder, 'app.js'), 'App({})');
  writeFileSync(join(folder, 'pages/a.js'), page);
  writeFileSync(join(folder, 'pages/b.js'), 'Page({})');
  return folder;
}
const text = (v: string) => ({ nn: '9', v });
const pageOf = (cn: object[], body = '') => `Page({ data: { root: { cn: ${JSON.stringify(cn)} } }, ${body} })`;

describe('the weapp harness', () => {
  it.each(["new Function('return 1')", "(0, eval)('1')"])('refuses %s, as WeChat does', (code) => {
    expect(() => new Weapp(bundle(`Page({ onLoad() { ${code}; } })`)).launch()).toThrow(/Code generation from strings/);
  });

  it.each(['window', 'document', 'navigator', 'fetch', 'process', 'Buffer', 'URL', 'AbortController'])('has no %s', (name) => {
    const weapp = new Weapp(bundle(`Page({ onLoad() { console.log(typeof ${name}); } })`)).launch();
    expect(weapp.console).toEqual([{ level: 'log', text: 'undefined' }]);
  });

  it('refuses a node that no template draws', () => {
    expect(() => new Weapp(bundle(pageOf([{ nn: '7', sid: 'a', cn: [] }]))).launch().tree()).toThrow(/no template for nn=7/);
  });

  it('lets a tap bubble to where a template binds it, and refuses one that nobody hears', () => {
    const inner = { nn: '1', sid: 'inner', cn: [text('tap me')] };
    const handler = 'eh(event) { console.log(event.target.dataset.sid + " in " + event.currentTarget.dataset.sid); }';
    const heard = new Weapp(bundle(pageOf([{ nn: '0', sid: 'outer', cn: [inner] }], handler))).launch();
    heard.fire(heard.byText('tap me'), 'tap');
    expect(heard.console[0]?.text).toBe('inner in outer');

    const deaf = new Weapp(bundle(pageOf([inner], handler))).launch();
    expect(() => deaf.fire(deaf.byText('tap me'), 'tap')).toThrow(/no bindtap/);
  });

  it('hands data to the view as JSON, by paths', () => {
    const weapp = new Weapp(bundle(pageOf([text('before')], "onLoad() { this.setData({ 'root.cn.[0].v': 'after', 'root.cn.[1]': { nn: '9', v: '!' } }); }"))).launch();
    expect(weapp.text()).toBe('after\n!');
  });

  it('keeps storage for the next launch, and reads what was never written as an empty string', () => {
    const storage = new Map<string, unknown>();
    const page = bundle("Page({ onLoad() { console.log(JSON.stringify(wx.getStorageSync('a'))); wx.setStorageSync('a', { b: 1 }); } })");
    expect(new Weapp(page, { storage }).launch().console[0]?.text).toBe('""');
    expect(new Weapp(page, { storage }).launch().console[0]?.text).toBe('{"b":1}');
  });

  it('goes to pages that exist and fails for those that do not', async () => {
    const page = "Page({ onLoad() { wx.navigateTo({ url: '/pages/nowhere', fail: (e) => console.log(e.errMsg) }); wx.navigateTo({ url: '/pages/b?q=%20' }); } })";
    const weapp = new Weapp(bundle(page)).launch();
    await weapp.until(() => weapp.console.length > 0);
    expect(weapp.console[0]?.text).toMatch(/is not found/);
    expect(weapp.page.options).toEqual({ q: '%20' });
    expect(weapp.stack).toHaveLength(2);
  });

  it('without a server every request fails, and says so', async () => {
    const page = "Page({ onLoad() { wx.request({ url: 'https://linping.invalid/api/v1/me', fail: (e) => console.log(e.errMsg) }); } })";
    const weapp = new Weapp(bundle(page)).launch();
    await weapp.until(() => weapp.console.length > 0);
    expect(weapp.console[0]?.text).toMatch(/^request:fail/);
  });
});
