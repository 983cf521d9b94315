import { buildSync } from 'esbuild';

/** Makes the program of a look, as it is shipped but for its size, in `outfile`. */
export const buildLook = (outfile: string) =>
  buildSync({
    entryPoints: ['src/agent/keep-awake/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    define: { STUDIOLO_VERSION: '"0.0.0"' },
  });
