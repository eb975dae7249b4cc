// For jest, which loads CommonJS: an ES module as esbuild writes it.
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** @type {import('@jest/transform').SyncTransformer} */
module.exports = {
  process: (text) => ({
    code: transformSync(text, { format: 'cjs', target: 'node20', sourcemap: false }).code,
  }),
  getCacheKey: (text) => createHash('sha256').update(`${version}\n${text}`).digest('hex'),
};
