// The lint rule against circles of imports, those of types included: files in a circle can only be read all at once.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** `house/no-circle`, for the TypeScript below a folder. Its imports are read once, by the first file that is judged. */
export const noCircleIn = (folder) => {
  let imports;
  return {
    rules: {
      'no-circle': {
        meta: { type: 'problem', schema: [], messages: { circle: 'imports in a circle: {{files}}' } },
        create: (context) => ({
          Program(node) {
            imports ??= importsIn(folder);
            const circle = wayBack(imports, context.filename);
            if (!circle) return;
            const files = [...circle, context.filename].map((file) => path.relative(folder, file)).join(' → ');
            context.report({ node, messageId: 'circle', data: { files } });
          },
        }),
      },
    },
  };
};

/** What each file imports of the folder. */
function importsIn(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));
  const known = new Set(files);
  const found = (from, name) =>
    ['.ts', '.tsx', '/index.ts']
      .map((end) => path.join(path.dirname(from), name) + end)
      .find((file) => known.has(file));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
      const own = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
      return [file, own.flatMap(({ fileName }) => found(file, fileName) ?? [])];
    }),
  );
}

/** The shortest way from a file over what it imports back to it, without its end. */
function wayBack(imports, start) {
  const seen = new Set();
  for (let ways = [[start]]; ways.length > 0;) {
    const longer = [];
    for (const way of ways) {
      for (const next of imports.get(way.at(-1)) ?? []) {
        if (next === start) return way;
        if (!seen.has(next)) longer.push([...way, next]);
        seen.add(next);
      }
    }
    ways = longer;
  }
}
