import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DIST } from './dist.ts';
import { compileOffline, PACKAGE_LIMIT_BYTES, packageSizes } from './package-check.ts';
import { Weapp } from './weapp.ts';

describe('the package', () => {
  it("passes WeChat's own validation and compilation", () => compileOffline(DIST));

  it('would not pass with a page that is not there', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'linping-broken-'));
    cpSync(DIST, broken, { recursive: true });
    const { appJson } = new Weapp(DIST);
    writeFileSync(join(broken, 'app.json'), JSON.stringify({ ...appJson, pages: [...appJson.pages, 'pages/nowhere/index'] }));
    await expect(compileOffline(broken)).rejects.toThrow(/nowhere/);
    rmSync(broken, { recursive: true });
  });

  it('stays below 2 MB, each package by itself', () => {
    const subpackages = (new Weapp(DIST).appJson.subPackages ?? []).map(({ root }) => root);
    const sizes = packageSizes(DIST, subpackages);
    expect(sizes['']).toBeGreaterThan(100_000);
    expect(Object.entries(sizes).filter(([, bytes]) => bytes >= PACKAGE_LIMIT_BYTES)).toEqual([]);
  });
});
