import { minify } from './minify';
import { asList, type PolicyDocument, type Statement } from './policy';
import { limits, sizeOf, type SizedPlace } from './sizes';

/** Documents that together say the same; or why they cannot fit, with the sizes. */
export type Split =
  { readonly documents: readonly PolicyDocument[]; readonly sizes: readonly number[] } | { readonly tooLarge: string };

/**
 * Minifies a policy and divides its statements between documents so that each fits its place. Statements stay whole and
 * in their order, so that the same policy always comes out alike. `used` documents are attached already.
 */
export function split(document: PolicyDocument, place: SizedPlace, used = 0): Split {
  const { characters, documents: most } = limits[place];
  const { Statement, ...rest } = minify(document);
  const all = asList(Statement);
  const made: Statement[][] = [];
  const withAll = (statements: readonly Statement[]): PolicyDocument => {
    const [only] = statements;
    return { ...rest, Statement: statements.length === 1 && only ? only : statements };
  };
  for (const statement of all) {
    const size = sizeOf(withAll([statement]), place);
    if (size > characters) {
      const name = statement.Sid ?? `number ${all.indexOf(statement) + 1}`;
      return { tooLarge: `statement ${name} has ${size} characters; ${place} allows ${characters}` };
    }
    // The first that has room: what fits into fewer documents needs fewer attachments.
    const room = made.find((statements) => sizeOf(withAll([...statements, statement]), place) <= characters);
    if (room) room.push(statement);
    else made.push([statement]);
  }
  const documents = made.map(withAll);
  const sizes = documents.map((part) => sizeOf(part, place));
  if (place.startsWith('inline') && documents.length > 1) {
    const sum = sizes.reduce((one, other) => one + other, 0);
    return { tooLarge: `${sum} characters in all inline policies; ${place} allows ${characters} together` };
  }
  if (most !== undefined && documents.length + used > most) {
    const before = used === 0 ? '' : `, and ${used} attached already`;
    return {
      tooLarge: `${documents.length} documents (${sizes.join(', ')} characters)${before}; ${place} allows ${most}`,
    };
  }
  return { documents, sizes };
}
