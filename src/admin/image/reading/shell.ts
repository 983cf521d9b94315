import { type Command, type ParsedScript, type SyntaxNode, type Word, parse } from 'unbash';
import { accountPrograms } from './account-commands';
import { bounded, isKnown, notKnown } from './dockerfile-words';
import { runProgram } from './shell-programs';
import { inputOf, redirected } from './shell-redirections';
import type { Ended, Interpreter, ShellState } from './shell-state';
import { become, copyOf, either } from './shell-state';
import { not, testExpression } from './shell-tests';
import { arrayName, between, fieldsOf, textOf } from './shell-words';

/** How many commands may still be followed, over all scripts of a Dockerfile. */
export interface Allowance {
  left: number;
}

/** What copying all that is known counts for. */
const costly = 40;
const deepest = 8;
/** Lists inside lists, as deep as anybody writes them. */
const deepestNesting = 200;

/**
 * Follows a shell script through its lists, conditions, loops, functions and redirections, and tells who is there after
 * it and what it has written. What it cannot follow it says is not known; it never guesses a number.
 */
export function followShell(source: string, state: ShellState, allowance: Allowance): ShellState {
  const after = copyOf(state);
  new Shell(after, allowance).script(source, 0);
  return after;
}

/** Runs a program without a shell, as the JSON form of RUN does. */
export function followWords(words: string[], state: ShellState, allowance: Allowance): ShellState {
  const after = copyOf(state);
  new Shell(after, allowance).program(words, '', 0);
  return after;
}

/** One shell process: it changes `state`. */
class Shell implements Interpreter {
  constructor(
    readonly state: ShellState,
    readonly allowance: Allowance,
  ) {}

  #nesting = 0;

  script(source: string, depth: number): Ended {
    if (depth > deepest) return this.#lost('scripts call each other too deeply');
    const ast: ParsedScript = parse(source);
    if (ast.errors && ast.errors.length > 0 && accountsAnywhere.test(source)) this.#lost('a script has a syntax error');
    return this.#list(ast.commands, depth);
  }

  /** Runs a program with its words filled in. */
  program(words: string[], input: string, depth: number): Ended {
    if (words.some((word) => accountsAnywhere.test(word))) this.allowance.left -= costly;
    return runProgram(this, words, input, depth);
  }

  #lost(why: string): Ended {
    this.state.accounts.open ??= why;
    return { status: 'likely', output: notKnown };
  }

  #list(nodes: readonly SyntaxNode[], depth: number): Ended {
    let last: Ended = { status: true, output: '' };
    let output = '';
    for (const node of nodes) {
      last = this.#node(node, '', depth);
      output = bounded(output + last.output);
      if (last.exit) break;
    }
    return { ...last, output };
  }

  #node(node: SyntaxNode, input: string, depth: number): Ended {
    if ((this.allowance.left -= 1) < 0 || this.#nesting > deepestNesting)
      return this.#lost('a script is too long or too deep to be followed');
    this.#nesting += 1;
    try {
      return this.#done(node, input, depth);
    } finally {
      this.#nesting -= 1;
    }
  }

  #done(node: SyntaxNode, input: string, depth: number): Ended {
    switch (node.type) {
      case 'Statement':
        return this.#node(node.command, input, depth);
      case 'CompoundList':
        return this.#list(node.commands, depth);
      case 'AndOr':
        return this.#andOr(node.commands, node.operators, depth);
      case 'Pipeline':
        return this.#pipeline(node, depth);
      case 'Command':
        return this.#command(node, input, depth);
      case 'BraceGroup':
        return this.#node(node.body, input, depth);
      case 'Subshell': {
        const { variables, workingDir } = copyOf(this.state);
        const ended = this.#node(node.body, input, depth);
        Object.assign(this.state, { variables, workingDir });
        return { status: ended.exit === 'badly' ? false : ended.status, output: ended.output };
      }
      case 'If':
        return this.#branches(
          [{ clause: node.clause, then: node.then }, ...node.elif],
          node.else ? () => this.#node(node.else ?? node.then, '', depth) : undefined,
          depth,
        );
      case 'For': {
        const words = node.wordlist?.flatMap((word) => this.#fields(word, depth));
        const values = words && words.every(isKnown) && words.length <= 50 ? words : undefined;
        if (!values) {
          this.state.variables.set(node.name.value, notKnown);
          return this.#perhaps(() => this.#node(node.body, '', depth));
        }
        let output = '';
        for (const value of values) {
          this.state.variables.set(node.name.value, value);
          const ended = this.#node(node.body, '', depth);
          output = bounded(output + ended.output);
          if (ended.exit) return { ...ended, output };
        }
        return { status: true, output };
      }
      case 'While':
      case 'Select':
      case 'ArithmeticFor':
        return this.#loop(node, depth);
      case 'Case': {
        const word = this.#text(node.word, depth);
        const item = node.items.find(({ pattern }) =>
          pattern.some((one) => one.value === word || /^\*+$/.test(one.value)),
        );
        const plain =
          isKnown(word) && !node.items.some(({ pattern }) => pattern.some((one) => /[?[*].+|.+[*]/.test(one.value)));
        if (plain) return item ? this.#node(item.body, '', depth) : { status: true, output: '' };
        return node.items
          .map((one) => this.#perhaps(() => this.#node(one.body, '', depth)))
          .reduce((ended, next) => ({ status: 'likely', output: ended.output + next.output }), {
            status: 'likely',
            output: '',
          });
      }
      case 'Redirected': {
        const text = (word: Word | undefined) => this.#text(word, depth);
        const ended = this.#node(node.command, inputOf(node.redirects, input, text), depth);
        return redirected(node.redirects, ended, this.state, text);
      }
      case 'Function':
        this.state.functions.set(node.name.value, node.body);
        return { status: true, output: '' };
      case 'TestCommand':
        return { status: testExpression(node.expression, (word) => this.#text(word, depth)), output: '' };
      case 'Coproc':
        return this.#node(node.body, '', depth);
      default:
        return { status: 'likely', output: notKnown };
    }
  }

  #andOr(nodes: readonly SyntaxNode[], operators: readonly string[], depth: number): Ended {
    const [first, ...others] = nodes;
    if (!first) return { status: true, output: '' };
    let ended = this.#node(first, '', depth);
    others.forEach((node, index) => {
      if (ended.exit) return;
      const wanted = operators[index] === '&&';
      const goes =
        ended.status === 'likely'
          ? wanted
            ? true
            : undefined
          : ended.status === undefined
            ? undefined
            : ended.status === wanted;
      if (goes === false) return;
      const next = goes ? this.#node(node, '', depth) : this.#perhaps(() => this.#node(node, '', depth));
      ended = { ...next, output: bounded(ended.output + next.output) };
    });
    return ended;
  }

  /** Does what may or may not happen. A way that ends badly is not taken: the build would stop there. */
  #perhaps(work: () => Ended): Ended {
    this.allowance.left -= costly;
    const before = copyOf(this.state);
    const ended = work();
    if (ended.exit) {
      become(this.state, before);
      return { status: 'likely', output: '' };
    }
    either(this.state, before);
    return { status: undefined, output: ended.output === '' ? '' : notKnown };
  }

  /** A loop of which it is not known how often it goes round: what changes with the rounds is not known after two. */
  #loop(node: Extract<SyntaxNode, { type: 'While' | 'Select' | 'ArithmeticFor' }>, depth: number): Ended {
    const round = () => {
      if (node.type === 'While') this.#node(node.clause, notKnown, depth);
      if (node.type === 'Select') this.state.variables.set(node.name.value, notKnown);
      return this.#node(node.body, '', depth);
    };
    this.#perhaps(round);
    return this.#perhaps(round);
  }

  #branches(
    cases: { clause: SyntaxNode; then: SyntaxNode }[],
    otherwise: (() => Ended) | undefined,
    depth: number,
  ): Ended {
    const [first, ...rest] = cases;
    if (!first) return otherwise?.() ?? { status: true, output: '' };
    const { status, exit } = this.#node(first.clause, '', depth);
    if (exit) return { status: 'likely', output: '', exit };
    if (status === true) return this.#node(first.then, '', depth);
    if (status === false) return this.#branches(rest, otherwise, depth);
    const before = copyOf(this.state);
    const then = this.#node(first.then, '', depth);
    const after = copyOf(this.state);
    become(this.state, before);
    const other = this.#branches(rest, otherwise, depth);
    if (other.exit && !then.exit) become(this.state, after);
    else if (!then.exit) either(this.state, after);
    if (other.exit && then.exit) return other;
    return { status: 'likely', output: then.output === other.output ? then.output : notKnown };
  }

  #pipeline(node: Extract<SyntaxNode, { type: 'Pipeline' }>, depth: number): Ended {
    let ended: Ended = { status: true, output: '' };
    for (const command of node.commands) {
      // Each part is a process of its own: `exit` ends that one.
      const { status, output } = this.#node(command, ended.output, depth);
      ended = { status, output };
    }
    const flips = node.prefixes.some(({ type }) => type === 'Negation');
    return flips ? { ...ended, status: ended.status === 'likely' ? undefined : not(ended.status) } : ended;
  }

  #command(node: Command, input: string, depth: number): Ended {
    const text = (word: Word | undefined) => this.#text(word, depth);
    const fed = inputOf(node.redirects, input, text);
    for (const part of node.prefix) {
      if (part.type !== 'Assignment') continue;
      // Before a program a variable is the program's alone.
      if (node.name) continue;
      if (part.value.type === 'ArrayValue') {
        const elements = part.value.elements.flatMap((element) => this.#fields(element, depth));
        const earlier = part.append ? [this.state.variables.get(arrayName(part.name)) ?? ''] : [];
        this.state.variables.set(arrayName(part.name), bounded([...earlier, ...elements].join(between)));
        continue;
      }
      const value = part.value.type === 'Word' ? this.#text(part.value, depth) : notKnown;
      const before = part.append ? (this.state.variables.get(part.name) ?? '') : '';
      this.state.variables.set(part.name, bounded(before + value));
    }
    const { name } = node;
    const words = [
      ...(name ? this.#fields(name, depth) : []),
      ...node.args.flatMap((arg) =>
        arg.type === 'Word'
          ? this.#fields(arg, depth)
          : [`${arg.name}=${arg.value.type === 'Word' ? this.#text(arg.value, depth) : notKnown}`],
      ),
    ];
    const body = name && this.state.functions.get(name.value);
    const ended =
      words.length === 0
        ? { status: true as const, output: '' }
        : body
          ? this.#call(body, words, depth)
          : this.program(words, fed, depth);
    return redirected(node.redirects, ended, this.state, text);
  }

  #call(body: SyntaxNode, words: string[], depth: number): Ended {
    if (depth >= deepest) return this.#lost('functions call each other too deeply');
    words.forEach((word, index) => this.state.variables.set(String(index), word));
    return this.#node(body, '', depth + 1);
  }

  #text(word: Word | undefined, depth: number): string {
    return textOf(word, this.state, (part) => this.#substitute(part.script, depth));
  }

  #fields(word: Word, depth: number): string[] {
    return fieldsOf(word, this.state, (part) => this.#substitute(part.script, depth));
  }

  /** What a command prints that stands in `$(…)`. */
  #substitute(script: ParsedScript | undefined, depth: number): string {
    if (!script || depth > deepest) return notKnown;
    const inner = new Shell(copyOf(this.state), this.allowance);
    const { output } = inner.#list(script.commands, depth + 1);
    return isKnown(output) ? output.replace(/\n+$/, '') : notKnown;
  }
}

const accountsAnywhere = new RegExp(accountPrograms.source.replace('^', '\\b').replace('$', '\\b'));
