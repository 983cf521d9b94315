// Makes the labextension: first what JupyterLab's builder makes of the parts that are loaded when they are needed, then
// the one file that every page loads (`src/container.ts`).
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, cache } from './setup/paths.mjs';
import { SetupError } from './setup/step.mjs';

const later = /(?<!typeof )\bimport\('(\.[^']+)'\)/g;

/** Puts `part(…)` in the place of each `import(…)`, and notes what is left for later: files by their names. */
const partsLeft = (parts) => ({
  name: 'parts left for later',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]src[\\/](index|frontend[\\/].*)\.tsx?$/ }, ({ path: file }) => ({
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      contents: readFileSync(file, 'utf8').replace(later, (_, address) => {
        const name = path.relative(at('src/frontend'), path.resolve(path.dirname(file), address));
        parts.set(name, at('src/frontend', name));
        return `studioloPart(${JSON.stringify(name)})`;
      }),
    })),
});

/** `bundle` is esbuild with what all bundles share; `builder` runs JupyterLab's. */
export async function buildLabextension({ bundle, builder, dependencies }) {
  // JupyterLab's builder loads a style with the chunk that asks for it.
  const external = [at('style', '*.css'), ...dependencies.flatMap((name) => [name, `${name}/*`])];
  const common = { minify: true, target: 'es2022', loader: { '.svg': 'text' }, external };
  const work = path.join(cache, 'labextension');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });

  const parts = new Map();
  const plugins = path.join(work, 'plugins.cjs');
  await bundle({
    ...common,
    entryPoints: ['src/index.ts'],
    outfile: plugins,
    format: 'cjs',
    plugins: [partsLeft(parts)],
  });
  const entry = path.join(work, 'index.ts');
  const loaders = [...parts].map(([name, file]) => `${JSON.stringify(name)}: () => import(${JSON.stringify(file)})`);
  writeFileSync(entry, `export const parts = { ${loaders.join(', ')} };\n`);
  rmSync(at('lib'), { recursive: true, force: true });
  await bundle({ ...common, entryPoints: { index: entry }, outdir: 'lib', format: 'esm', splitting: true });
  await builder();

  const description = at('dist/labextension/package.json');
  const made = JSON.parse(readFileSync(description, 'utf8'));
  const parted = readdirSync(at('dist/labextension/static')).filter((name) => /^\d+\.\w+\.js$/.test(name));
  const rest = [path.basename(made.jupyterlab._build.load), ...parted];
  const code = readFileSync(plugins, 'utf8').trim();
  const packages = [...new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name))];
  const foreign = packages.filter((name) => !dependencies.includes(name));
  if (foreign.length > 0) throw new SetupError(`every page would load ${foreign.join(', ')}, which no page has`);
  const container = path.join(work, 'container.js');
  await bundle({
    ...common,
    entryPoints: ['src/container.ts'],
    outfile: container,
    format: 'iife',
    define: { studioloPackages: JSON.stringify(packages), studioloRest: JSON.stringify(rest) },
  });
  const text = `(()=>{const studioloPlugins=(require,module,studioloPart)=>{${code}};${readFileSync(container, 'utf8').trim()}})();\n`;
  const name = `start.${createHash('sha256').update(text).digest('hex').slice(0, 20)}.js`;
  writeFileSync(at('dist/labextension/static', name), text);
  made.jupyterlab._build.load = `static/${name}`;
  writeFileSync(description, JSON.stringify(made, null, 2));
}
