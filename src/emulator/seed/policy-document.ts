import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import type { PolicyDocument } from '../../iam/policy';
import type { Read, ReadPolicy } from '../../iam/read';
import { only, oneOf } from './model-form';
import { mistakesOf } from './issue';
import { offsetOf } from './place';

const oneOrMore = <Item extends z.ZodType>(item: Item) => z.union([item, z.array(item).min(1)]);
const Words = oneOrMore(z.string().min(1)).optional();
const Principal = z
  .union([z.literal('*'), z.record(z.enum(['AWS', 'Service', 'Federated', 'CanonicalUser']), Words)])
  .optional();
const Statement = only({
  Sid: z.string().optional(),
  Effect: oneOf(['Allow', 'Deny']),
  Principal,
  NotPrincipal: Principal,
  Action: Words,
  NotAction: Words,
  Resource: Words,
  NotResource: Words,
  Condition: z
    .record(z.string(), z.record(z.string(), oneOrMore(z.union([z.string(), z.number(), z.boolean()]))))
    .optional(),
})
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), 'has Action or NotAction')
  .refine(
    ({ Resource, NotResource }) => Resource === undefined || NotResource === undefined,
    'has either Resource or NotResource',
  );
const Document = only({
  Version: oneOf(['2008-10-17', '2012-10-17']).optional(),
  Id: z.string().optional(),
  Statement: oneOrMore(Statement),
});

/** Reads a policy's text: JSON, which is YAML too, so that each mistake has its line and column. */
export const readPolicy: ReadPolicy = (text): Read => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const defect = (offset: number, path: string, told: string) => {
    const { line, col: column } = lines.linePos(offset);
    return { path, line, column, text: told };
  };
  const [unreadable, ...more] = document.errors.map(({ pos, message }) => defect(pos[0], '', message));
  if (unreadable) return { defects: [unreadable, ...more] };
  const found = Document.safeParse(document.toJS(), { reportInput: true });
  if (found.success) return { document: found.data as PolicyDocument };
  const [first, ...others] = found.error.issues
    .flatMap(mistakesOf)
    .map(({ path, part, message }) => defect(offsetOf(document, path, part), path.join('.'), message));
  return { defects: [first ?? defect(0, '', 'is no policy'), ...others] };
};
