// CommonJS by name, because the package is an ES module and babel-loader reads its configuration synchronously.
module.exports = { presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]] };
