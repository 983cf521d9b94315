/**
 * Which files of a build folder its `.dockerignore` keeps from the engine, by the rules of Docker's own matcher
 * (moby/patternmatcher, MatchesOrParentMatches, and its ignorefile reader): the last pattern that matches a path or a
 * folder above it decides, `!` takes back, `**` crosses folders. Throws where a pattern is none.
 */
export function ignoredBy(text: string): (path: string) => boolean {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(patternOf);
  return (path) => {
    const parts = path.split('/');
    const places = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    let ignored = false;
    for (const { exception, matches } of patterns)
      if (exception === ignored && places.some(matches)) ignored = !exception;
    return ignored;
  };
}

interface Pattern {
  exception: boolean;
  matches: (path: string) => boolean;
}

function patternOf(line: string): Pattern[] {
  if (line.startsWith('#')) return [];
  const trimmed = line.trim();
  const exception = trimmed.startsWith('!');
  const written = exception ? trimmed.slice(1).trim() : trimmed;
  if (written === '') {
    if (exception) throw new Error('the pattern "!" excepts nothing');
    return [];
  }
  const cleaned = clean(written);
  // What climbs out of the folder matches nothing in it.
  if (cleaned === '.') return [];
  const expression = expressionOf(cleaned);
  return [{ exception, matches: (path) => expression.test(path) }];
}

/** As Go's filepath.Clean does, the leading slash taken away. */
function clean(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !pattern.startsWith('/')) parts.push(part);
  }
  return parts.join('/') || '.';
}

function expressionOf(pattern: string): RegExp {
  let expression = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (pattern.startsWith('**', at)) {
      at += pattern.startsWith('**/', at) ? 2 : 1;
      expression += at === pattern.length - 1 ? '.*' : '(?:.*/)?';
      // A pattern that is `**` and a name takes every path that ends so.
      if (expression === '(?:.*/)?' && !pattern.startsWith('**/') && isPlain(pattern.slice(2))) expression = '.*';
    } else if (character === '*') expression += '[^/]*';
    else if (character === '?') expression += '[^/]';
    else if (character === '[') {
      const set = /^\[(\^?)((?:\\.|[^\]\\])+)\]/u.exec(pattern.slice(at));
      if (!set) throw new Error(`the pattern "${pattern}" has a [ that is not closed`);
      const [whole, not = '', members = ''] = set;
      expression += `[${not}${members}]`;
      at += whole.length - 1;
    } else if (character === '\\') {
      at += 1;
      if (at === pattern.length) throw new Error(`the pattern "${pattern}" ends in a backslash`);
      expression += literal(pattern.charAt(at));
    } else expression += literal(character);
  }
  try {
    return new RegExp(`^${expression}$`, 'su');
  } catch {
    throw new Error(`the pattern "${pattern}" cannot be understood`);
  }
}

const isPlain = (text: string) => !/[*?[\\]/.test(text);
const literal = (character: string) => character.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
