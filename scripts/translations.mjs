// Collects what the panel says into a template for translators: `dist/studiolo.pot`, as gettext and JupyterLab's language
// packs take it. `extract` reads the calls of a translation bundle, `messages` the texts of the codes that the agent sends;
// the build's target "translations" writes the file.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** How many of the first arguments of each call are texts; `_p` and `_np` begin with their context. */
const calls = { __: { texts: 1 }, _n: { texts: 2 }, _p: { context: true, texts: 1 }, _np: { context: true, texts: 2 } };

/** The texts of a source file: each with its line, and an error for one that cannot be read without running it. */
export function extract(name, source) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const call = calls[node.expression.name.text];
      if (call && /(^|\.)trans$/.test(node.expression.expression.getText(file))) {
        const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
        const texts = node.arguments.slice(0, call.texts + (call.context ? 1 : 0)).map((argument) => {
          if (ts.isStringLiteralLike(argument)) return argument.text;
          throw new Error(`${name}:${line}: a text to translate must be written out: ${argument.getText(file)}`);
        });
        found.push({ at: `${name}:${line}`, context: call.context ? texts.shift() : undefined, texts });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The texts of a file of messages: an object of `'code': 'text'` or `'code': ['one', 'many']`, placeholders by number. */
export function messages(name, source) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found = [];
  const visit = (node) => {
    if (ts.isPropertyAssignment(node)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      const parts = ts.isArrayLiteralExpression(node.initializer) ? node.initializer.elements : [node.initializer];
      const texts = parts.map((part) => {
        if (ts.isStringLiteralLike(part)) return part.text;
        throw new Error(`${name}:${line}: a text must be written out: ${part.getText(file)}`);
      });
      const names = [...texts.join(' ').matchAll(/\{(\w+)\}/g)].map(([, placeholder]) => placeholder);
      // As `placeholdersOf` of src/protocol/messages/placeholders.ts orders them.
      const order = [...new Set(texts.length > 1 ? ['count', ...names] : names)];
      const numbered = texts.map((text) => text.replace(/\{(\w+)\}/g, (_, one) => `%${order.indexOf(one) + 1}`));
      // Names, numbers and words of others alone have nothing to translate.
      if (/\p{L}/u.test(numbered[0])) found.push({ at: `${name}:${line}`, texts: numbered });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The template of all sources below a folder and of all messages, each text once. */
export function template(root, folder) {
  const said = path.posix.join('src', 'protocol', 'messages');
  const calls = textsBelow(root, folder, extract);
  const told = textsBelow(root, said, (name, source) => (name.endsWith('-messages.ts') ? messages(name, source) : []));
  const byText = new Map();
  for (const { at, context, texts } of [...calls, ...told]) {
    const key = JSON.stringify([context, ...texts]);
    const known = byText.get(key) ?? { context, texts, places: [] };
    byText.set(key, { ...known, places: [...known.places, at] });
  }
  const head =
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n';
  return [head, ...[...byText.values()].map(entry)].join('\n');
}

function textsBelow(root, folder, read) {
  const files = readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => /\.tsx?$/.test(name) && !path.basename(name).startsWith('careful.'))
    .sort();
  return files.flatMap((name) => read(name, readFileSync(path.join(root, name), 'utf8')));
}

function entry({ context, places, texts: [one, many] }) {
  return [
    `#: ${places.join(' ')}`,
    ...(context === undefined ? [] : [`msgctxt ${JSON.stringify(context)}`]),
    `msgid ${JSON.stringify(one)}`,
    ...(many === undefined ? ['msgstr ""'] : [`msgid_plural ${JSON.stringify(many)}`, 'msgstr[0] ""', 'msgstr[1] ""']),
    '',
  ].join('\n');
}
