import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { ariaInWeapp } from './aria.ts';

const workspace = path.resolve(__dirname, '../..');
const isH5 = process.env.TARO_ENV === 'h5';

/**
 * Sizes: a px in our styles is a px on the screen, on both platforms. Pages are laid out by flex and max-width, so
 * they need no scaling by the screen's width, and a desktop shows the staff pages at the size they were drawn.
 */
const postcss = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false, config: {} } };

/** What is shipped as modern source and must be translated for old phones (browserslist in package.json). */
const compile = { include: [path.join(workspace, 'shared'), (file: string) => /[\\/]@tanstack[\\/]/.test(file)] };

interface WebpackChain {
  merge(options: object): void;
  plugin(name: string): { use(plugin: unknown, args: readonly unknown[]): void };
}
interface Webpack {
  readonly ProvidePlugin: unknown;
}

const webpackChain = (chain: WebpackChain, webpack: Webpack) => {
  if (!isH5) chain.plugin('abort-controller').use(webpack.ProvidePlugin, [{ AbortController: [path.join(workspace, 'miniprogram/src/platform/abort-controller.ts'), 'AbortController'] }]);
  chain.merge({
    resolve: {
      // The workspace's packages are read from their sources: no build step between a rule and the page that uses it.
      conditionNames: ['source', '...'],
      // `./elements.tsx` means `./elements.h5.tsx` in a browser, where that file exists. Imports carry their extension,
      // which Taro's own search for platform files does not expect.
      extensionAlias: isH5 ? { '.tsx': ['.h5.tsx', '.tsx'], '.ts': ['.h5.ts', '.ts'] } : {},
    },
    // What several pages share is downloaded once, not with each page: Taro splits only what the entry needs.
    ...(isH5 ? { optimization: { splitChunks: { cacheGroups: { pages: { name: 'pages', chunks: 'async', minChunks: 3, priority: 20, enforce: true } } } } } : {}),
  });
};

export default defineConfig(async () => ({
  projectName: 'linping',
  date: '2026-1-1',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: isH5 ? [] : [['@tarojs/plugin-inject', ariaInWeapp]],
  defineConstants: {
    /** A mini-program has no origin of its own; H5 is served by the API's server. */
    LINPING_API_BASE: JSON.stringify(isH5 ? '/api/v1' : (process.env.LINPING_API_BASE ?? 'https://linping.invalid/api/v1')),
  },
  copy: { patterns: [], options: {} },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: process.env.TARO_CACHE === '1' },
  mini: { postcss, compile, webpackChain, optimizeMainPackage: { enable: true } },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    postcss,
    compile,
    webpackChain,
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[chunkhash:8].js' },
    miniCssExtractPluginOption: { ignoreOrder: true, filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[chunkhash:8].css' },
  },
}));
