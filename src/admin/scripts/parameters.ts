import { MissingParameter, ScriptError } from './script-error';

/** A parameter that a bundled script takes: a line of its header, `NAME='value' # what it is`. */
export interface ScriptParameter {
  name: string;
  value: string;
  description: string;
  /** Whether it must be given: its description ends in `; required`. */
  required: boolean;
}

const headerEnd = '# End of parameters.';
const line = /^([A-Z][A-Z0-9_]*)='([^']*)' *# (.+)$/;

/** The parameters in a script's header, in its order; none for a script that has no such header. */
export function parametersOf(script: string): ScriptParameter[] {
  const lines = script.split('\n');
  const end = lines.indexOf(headerEnd);
  return lines.slice(0, Math.max(end, 0)).flatMap((text) => {
    const [, name, value, description] = line.exec(text) ?? [];
    if (name === undefined || value === undefined || description === undefined) return [];
    return [{ name, value, description, required: description.endsWith('; required') }];
  });
}

/**
 * The script with its parameters filled in, quoted so that a shell takes each value for nothing but text.
 * ScriptError for a parameter that the script does not have, one that it requires and was not given, and a value of
 * more than one line.
 */
export function withParameters(name: string, script: string, values: Readonly<Record<string, string>>): string {
  const known = parametersOf(script);
  for (const given of Object.keys(values)) {
    if (known.some((parameter) => parameter.name === given)) continue;
    const there = known.map((parameter) => parameter.name).join(', ');
    throw new ScriptError(`${name} has no parameter ${given}; it has: ${there || 'none'}`);
  }
  const missing = known.find((parameter) => parameter.required && (values[parameter.name] ?? parameter.value) === '');
  if (missing) {
    const { name: parameter, description } = missing;
    const what = `${name} needs its parameter ${parameter}: ${description}`;
    throw new MissingParameter(what, `{ ${name}: { ${parameter}: … } }`);
  }
  return script
    .split('\n')
    .map((text) => {
      const parameter = line.exec(text)?.[1];
      const value = parameter === undefined ? undefined : values[parameter];
      if (value === undefined) return text;
      if (/[\0\r\n]/.test(value))
        throw new ScriptError(`${name}: the value of ${parameter} must be one line, not ${JSON.stringify(value)}`);
      return `${parameter}=${quoted(value)} # ${line.exec(text)?.[3]}`;
    })
    .join('\n');
}

/** The values that stand in the header of a part of a composed script, which has no comments any more. */
export function valuesOf(part: string): Record<string, string> {
  const lines = part.split('\n');
  const end = lines.findIndex((text) => !text.startsWith('#!') && !filled.test(text));
  return Object.fromEntries(
    lines.slice(0, end).flatMap((text) => {
      const [, name, value] = filled.exec(text) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.replaceAll("'\\''", "'")]];
    }),
  );
}

const filled = /^([A-Z][A-Z0-9_]*)='((?:[^']|'\\'')*)'$/;

/** A word that POSIX shells read back as exactly this text. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
