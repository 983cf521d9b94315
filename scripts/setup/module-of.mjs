import { createRequire } from 'node:module';
import esbuild from 'esbuild';
import { at } from './paths.mjs';

/** What a TypeScript module of this project exports, so that a page or schema can be written from it. */
export async function moduleOf(...path) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [at(...path)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const bundled = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(
    bundled,
    bundled.exports,
    createRequire(import.meta.url),
  );
  return bundled.exports;
}
