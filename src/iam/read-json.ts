import type { Member, Node, Position, Slip } from './json';

/**
 * Reads JSON and goes on behind a mistake, so that a person hears of all of them at once: a comma too many or too few, a
 * bracket that is missing or closed early, a raw line break in a text. What was read in spite of them comes too.
 */
export function readJson(text: string): { readonly node: Node | undefined; readonly slips: readonly Slip[] } {
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  const node = reader.document();
  return { node, slips: reader.slips };
}

const deepest = 100;

class Reader {
  readonly slips: Slip[] = [];
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private depth = 0;
  constructor(private readonly text: string) {}

  document(): Node | undefined {
    this.space();
    if (this.at >= this.text.length) {
      this.slip('the document is empty');
      return undefined;
    }
    const node = this.value();
    this.space();
    if (this.at < this.text.length) this.slip(`${this.shown()} after the end of the document`);
    return node;
  }

  private get place(): Position {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }
  private slip(text: string, place = this.place) {
    this.slips.push({ ...place, text });
  }
  /** What stands here, for an error. */
  private shown(): string {
    const rest = /^(?:[\w.+-]+|"[^"\n]{0,20}"?|.)/.exec(this.text.slice(this.at))?.[0];
    return rest === undefined ? 'the end of the document' : rest.startsWith('"') ? rest : JSON.stringify(rest);
  }
  private next() {
    if (this.text[this.at] === '\n') {
      this.line++;
      this.lineStart = this.at + 1;
    }
    this.at++;
  }
  private space() {
    for (; this.at < this.text.length && /\s/.test(this.text.charAt(this.at)); this.next()) {
      // From a page or a PDF: it looks like a space, and is none for JSON.
      if (!/[ \t\n\r]/.test(this.text.charAt(this.at)))
        this.slip('a no-break space, or another that JSON does not know');
    }
  }
  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.next();
    return true;
  }

  private value(): Node | undefined {
    const { place } = this;
    if (this.depth >= deepest) {
      this.slip(`nested deeper than ${deepest} levels`);
      this.at = this.text.length;
      return undefined;
    }
    const character = this.text[this.at];
    if (character === '{') return this.nested(() => this.object(place));
    if (character === '[') return this.nested(() => this.list(place));
    if (character === '"') return { type: 'text', value: this.string(), ...place };
    const word = this.word();
    if (word === undefined) {
      this.slip(`expected a value, found ${this.shown()}`);
      return undefined;
    }
    this.at += word.length;
    if (word === 'true' || word === 'false') return { type: 'bool', value: word === 'true', ...place };
    if (word === 'null') return { type: 'null', ...place };
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return { type: 'number', value: Number(word), ...place };
    this.slip(`${word} must stand in double quotes`, place);
    return { type: 'text', value: unquoted(word), ...place };
  }

  private nested<T>(read: () => T): T {
    this.depth++;
    const made = read();
    this.depth--;
    return made;
  }

  private object(start: Position): Node {
    const members: Member[] = [];
    this.elements('}', start, () => {
      const at = this.place;
      const key = this.name();
      if (key === undefined) return false;
      this.space();
      if (!this.take(':')) this.slip(`a colon is missing after ${JSON.stringify(key)}; found ${this.shown()}`);
      this.space();
      const value = this.value();
      if (members.some((member) => member.key === key)) this.slip(`${JSON.stringify(key)} stands here twice`, at);
      if (value) members.push({ key, at, value });
      return true;
    });
    return { type: 'object', members, ...start };
  }

  private name(): string | undefined {
    if (this.text[this.at] === '"') return this.string();
    const word = this.word();
    if (word !== undefined) this.slip(`${word} must stand in double quotes`);
    this.at += word?.length ?? 0;
    return word && unquoted(word);
  }
  private word(): string | undefined {
    return /^[^\s{}[\],:"]+/.exec(this.text.slice(this.at))?.[0];
  }

  private list(start: Position): Node {
    const items: Node[] = [];
    this.elements(']', start, () => {
      if (/[:,]/.test(this.text.charAt(this.at))) return false;
      const value = this.value();
      if (value) items.push(value);
      return true;
    });
    return { type: 'list', items, ...start };
  }

  /** Reads what stands between brackets, separated by commas. `read` is false where there is no element. */
  private elements(end: '}' | ']', start: Position, read: () => boolean) {
    const other = end === '}' ? ']' : '}';
    this.next();
    let comma: Position | undefined;
    for (let first = true; ; first = false) {
      this.space();
      if (this.at >= this.text.length) {
        this.slip(`${end} is missing at the end, for the bracket of line ${start.line}, column ${start.column}`);
        return;
      }
      if (this.take(end)) {
        if (comma) this.slip(`a comma before ${end}`, comma);
        return;
      }
      if (this.text[this.at] === other) {
        this.slip(`${other} where ${end} is expected, for the bracket of line ${start.line}, column ${start.column}`);
        // One that a bracket around this one waits for stays for that one.
        if (this.depth > 1) return;
        this.next();
        continue;
      }
      if (!first && !comma) this.slip(`a comma is missing before ${this.shown()}`);
      comma = undefined;
      if (!read()) {
        this.slip(`expected ${end === '}' ? 'a name in double quotes' : 'a value'}, found ${this.shown()}`);
        this.next();
      }
      this.space();
      comma = this.text[this.at] === ',' ? this.place : undefined;
      if (comma) this.next();
    }
  }

  private string(): string {
    const start = this.place;
    const from = this.at;
    this.next();
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '"') {
        this.next();
        return this.unescaped(this.text.slice(from, this.at), start);
      }
      if (character === '\n') this.slip('a line break within a text');
      else if (character !== undefined && character < ' ') this.slip('a tab or control character within a text');
      if (character === '\\') this.next();
      this.next();
    }
    this.slip('a text without its closing double quote', start);
    return this.text.slice(from + 1);
  }
  private unescaped(quoted: string, start: Position): string {
    try {
      return String(JSON.parse(quoted.replace(/[\u0000-\u001f]/g, ' ')));
    } catch {
      this.slip('a backslash that JSON does not know', start);
      return quoted.slice(1, -1);
    }
  }
}

/** A word without the quotes of a word processor. */
const unquoted = (word: string) => word.replace(/^[“”„‘’'`]+|[“”„‘’'`]+$/g, '');
