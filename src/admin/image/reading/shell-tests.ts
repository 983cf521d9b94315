import type { TestExpression } from 'unbash';
import type { PlannedAccounts } from '../verify/planned-accounts';
import { isKnown } from './dockerfile-words';

/** Whether a command succeeds: `undefined` where it cannot be told. */
export type Truth = boolean | undefined;

export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

/** `[ … ]` and `test …`, its words filled in. */
export function testWords(words: string[]): Truth {
  if (words[0] === '!') return not(testWords(words.slice(1)));
  const [first = '', second = '', third = ''] = words;
  if (words.length === 0) return false;
  if (words.length === 1) return isKnown(first) ? first !== '' : undefined;
  if (words.length === 2) return unary(first, second);
  return words.length === 3 ? binary(first, second, third) : undefined;
}

/** `[[ … ]]`. */
export function testExpression(expression: TestExpression, text: (word: TextOperand) => string): Truth {
  switch (expression.type) {
    case 'TestUnary':
      return unary(expression.operator, text(expression.operand));
    case 'TestBinary': {
      const right = text(expression.right);
      // On the right of == stands a pattern.
      if (/^(=|==|!=|=~)$/.test(expression.operator) && /[*?[\]]/.test(right)) return undefined;
      return expression.operator === '=~' ? undefined : binary(text(expression.left), expression.operator, right);
    }
    case 'TestLogical': {
      const truths = expression.operands.map((operand) => testExpression(operand, text));
      const deciding = expression.operator === '||';
      if (truths.includes(deciding)) return deciding;
      return truths.includes(undefined) ? undefined : !deciding;
    }
    case 'TestNot':
      return expression.negations.length % 2 === 0
        ? testExpression(expression.operand, text)
        : not(testExpression(expression.operand, text));
    case 'TestGroup':
      return testExpression(expression.expression, text);
  }
}

type TextOperand = Extract<TestExpression, { type: 'TestUnary' }>['operand'];

function unary(operator: string, operand: string): Truth {
  if (!isKnown(operand)) return undefined;
  if (operator === '-z') return operand === '';
  if (operator === '-n') return operand !== '';
  return undefined;
}

function binary(left: string, operator: string, right: string): Truth {
  if (!isKnown(left) || !isKnown(right)) return undefined;
  if (operator === '=' || operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const numbers = [left, right].map((text) => (/^-?\d+$/.test(text) ? Number(text) : NaN));
  const [a = NaN, b = NaN] = numbers;
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
  const compared: Record<string, boolean> = {
    '-eq': a === b,
    '-ne': a !== b,
    '-lt': a < b,
    '-le': a <= b,
    '-gt': a > b,
    '-ge': a >= b,
  };
  return Object.hasOwn(compared, operator) ? compared[operator] : undefined;
}

/** Whether somebody or a group is there, by name or number; and the line that `getent` prints. */
export function lookedUp(
  database: string,
  key: string | undefined,
  { users, groups, open }: PlannedAccounts,
): { truth: Truth; line?: string } {
  if (key === undefined || !isKnown(key)) return { truth: undefined };
  const number = /^\d+$/.test(key) ? Number(key) : undefined;
  const entry =
    database === 'passwd'
      ? users.find(({ name, uid }) => (number === undefined ? name === key : uid === number))
      : groups.find(({ name, gid }) => (number === undefined ? name === key : gid === number));
  if (!entry) return { truth: open === undefined ? false : undefined };
  const id = 'uid' in entry ? `${entry.uid}:${entry.gid ?? ''}` : String(entry.gid ?? '');
  return { truth: true, line: `${entry.name}:x:${id}:` };
}
