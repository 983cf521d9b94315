import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { bytesOfFile, textOfFile } from '../named-files/named-file';
import { UnusableFile } from '../named-files/unusable-file';
import { ownPart } from './own-script';
import { withParameters } from './parameters';
import type { BundledPart, OwnPart, Part } from './part';
import { ScriptError } from './script-error';
import { bundledScripts } from './bundled-scripts';

/** A script that was chosen: a bundled one with values for its parameters, or one of the customer's own. */
export type ChosenScript = (BundledPart & { values: Record<string, string> }) | OwnPart;

const Value = z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]);
const Choices = z.strictObject({
  scripts: z.record(z.string(), z.union([z.null(), z.record(z.string(), Value)])),
});

/** The installing script is always first: what comes after it may take its time. */
const installing = 'install-studiolo';

/** Scripts with their parameters' values, in this order; files are relative to a folder. ScriptError. */
export async function scriptsNamed(
  asked: readonly { name: string; values: Record<string, string> }[],
  folder: string,
): Promise<ChosenScript[]> {
  return named(await Promise.all(asked.map(({ name, values }) => chosen(name, values, folder))));
}

/** Scripts by their names or, with a `/` or `.sh` in it, by their files; `install-studiolo` comes first, named or not. */
export async function chosenScripts(names: readonly string[]): Promise<ChosenScript[]> {
  const all = [installing, ...names.filter((name) => name !== installing)];
  return named(await Promise.all(all.map((name) => chosen(name, {}))));
}

/**
 * The scripts and their parameters that a YAML file chooses, in its order. ScriptError, with the line where there is
 * one, for a file that cannot be read as such.
 */
export async function scriptsOfFile(file: string): Promise<ChosenScript[]> {
  const text = await usable(file, textOfFile);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) throw new ScriptError(`${file}: ${mistake.message}`);
  const choices = Choices.safeParse(document.toJS());
  if (!choices.success) {
    const [issue] = choices.error.issues;
    const node = document.getIn(issue?.path ?? [], true);
    const at =
      typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range[0] : 0;
    throw new ScriptError(`${file}:${lines.linePos(at).line}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const given = Object.entries(choices.data.scripts);
  const ordered = [...given.filter(([name]) => name === installing), ...given.filter(([name]) => name !== installing)];
  if (ordered[0]?.[0] !== installing) ordered.unshift([installing, null]);
  return named(
    await Promise.all(
      ordered.map(([name, values]) =>
        chosen(
          name,
          Object.fromEntries(
            Object.entries(values ?? {}).map(([key, value]) => [
              key,
              typeof value === 'object' ? JSON.stringify(value) : String(value),
            ]),
          ),
          path.dirname(file),
        ),
      ),
    ),
  );
}

/** The scripts as parts, with more values for some bundled ones; a value that was chosen wins. ScriptError. */
export function partsOfChosen(scripts: readonly ChosenScript[], more: Record<string, Record<string, string>>): Part[] {
  return scripts.map((script) => {
    if (script.kind === 'own') return script;
    const { kind, name, text, values } = script;
    return { kind, name, text: withParameters(name, text, { ...more[name], ...values }) };
  });
}

type Found = Extract<ChosenScript, { kind: 'bundled' }> | { kind: 'file'; file: string; bytes: Buffer };

async function chosen(name: string, values: Record<string, string>, folder = '.'): Promise<Found> {
  const bundled = Object.hasOwn(bundledScripts, name) ? bundledScripts[name] : undefined;
  if (bundled !== undefined) return { kind: 'bundled', name, text: bundled, values };
  if (!name.includes('/') && !name.endsWith('.sh')) {
    throw new ScriptError(
      `there is no script ${name}; there are ${Object.keys(bundledScripts).join(', ')}, and files of your own such as ./${name}.sh`,
    );
  }
  if (Object.keys(values).length > 0) throw new ScriptError(`${name}: only bundled scripts take parameters`);
  const file = path.resolve(folder, name);
  return { kind: 'file', file, bytes: await usable(file, bytesOfFile) };
}

/** Own scripts are named by the ends of their paths, as long as it takes to tell them apart. ScriptError. */
function named(found: readonly Found[]): ChosenScript[] {
  const files = found.flatMap((each) => (each.kind === 'file' ? [each.file] : []));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new ScriptError(`${twice} is asked for twice`);
  return found.map((each) => {
    if (each.kind === 'bundled') return each;
    const parts = each.file.split(path.sep);
    const ends = parts.map((_, index) => parts.slice(-index - 1).join('/'));
    const others = files.filter((file) => file !== each.file).map((file) => file.split(path.sep).join('/'));
    const name = ends.find((end) => !others.some((other) => `/${other}`.endsWith(`/${end}`))) ?? each.file;
    return ownPart(`./${name}`, each.bytes, false);
  });
}

/** What a file holds. ScriptError where it cannot be used. */
async function usable<T>(file: string, read: (file: string) => Promise<T>): Promise<T> {
  return read(file).catch((error: unknown) => {
    throw error instanceof UnusableFile ? new ScriptError(error.said(file)) : error;
  });
}
